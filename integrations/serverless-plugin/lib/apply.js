'use strict';

const { incomplete } = require('./findings');
const { byName, cycle, referred, unknown } = require('./references');

/** @typedef {import('./types').Template} Template */
/** @typedef {import('./types').FunctionReport} FunctionReport */
/** @typedef {import('./types').Statement} Statement */
/** @typedef {{ role: string, functions: string[], statements: number, kept: string[] }} Applied */
/** @typedef {{ role: string, functions: string[], why: string }} Refused */

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
const MOST_CHARACTERS = 10_240;
const AWS_MANAGED = 'iam::aws:policy/';

/**
 * Gives every role that the framework made the minimal policy of its functions, in the template itself.  A role stays
 * as it is where that might take something away that is needed, or make a template that CloudFormation refuses.
 *
 * @param {Template} template changed in place
 * @param {FunctionReport[]} functions
 * @param {(key: string) => string} logicalId of a function by its key
 * @returns {{ applied: Applied[], refused: Refused[] }}
 */
function applyMinimal(template, functions, logicalId) {
  /** @type {Map<string, FunctionReport[]>} */
  const byRole = new Map();
  for (const own of functions) byRole.set(own.role.id, [...(byRole.get(own.role.id) ?? []), own]);
  const applied = [];
  const refused = [];
  for (const [role, own] of byRole) {
    const keys = own.map((one) => one.id);
    const known = new Map(own.map((one) => [logicalId(one.id), one]));
    const outcome = hindrance(role, own, known, template) || replaced(role, own, template);
    if (typeof outcome === 'string') refused.push({ role, functions: keys, why: outcome });
    else applied.push({ role, functions: keys, ...outcome });
  }
  return { applied, refused };
}

/**
 * Why a role must stay as it is; empty where nothing speaks against it.
 *
 * @param {string} role
 * @param {FunctionReport[]} functions
 * @param {Map<string, FunctionReport>} known
 * @param {Template} template
 */
function hindrance(role, functions, known, template) {
  const resource = template.Resources[role];
  if (resource?.Type !== 'AWS::IAM::Role' || functions.some((own) => own.role.kind !== 'implicit')) {
    return 'it is declared by the service or outside of it, not made by the framework';
  }
  const partly = functions.find((own) => !own.complete || own.handler === null);
  if (partly) return incomplete(partly);
  for (const [name, other] of Object.entries(template.Resources)) {
    if (name === role || known.has(name) || !referred(other.Properties).has(role)) continue;
    const python = other.Type === 'AWS::Lambda::Function' ? 'which is no Python function' : `a ${other.Type}`;
    return `${name} refers to it too, ${python}`;
  }
  return referred(template.Outputs).has(role) ? 'an output of the stack gives it to others' : '';
}

/**
 * Puts the minimal policy in the place of what a role had; the reason where the result would be refused.
 *
 * @param {string} role
 * @param {FunctionReport[]} functions
 * @param {Template} template
 */
function replaced(role, functions, template) {
  const resource = template.Resources[role];
  const before = resource?.Properties ?? {};
  const policies = /** @type {{ PolicyName?: unknown, PolicyDocument?: { Statement?: Statement[] } }[]} */ (
    before.Policies ?? []
  );
  const denied = policies.flatMap((one) => [one.PolicyDocument?.Statement ?? []].flat()).filter(isDenial);
  const needed = functions.flatMap((own) => byName(own.policy.Statement, template));
  const statements = together([...needed, ...denied]);
  const why = unfit(statements, template);
  if (why) return why;
  const managed = [before.ManagedPolicyArns ?? []].flat();
  const kept = managed.filter((arn) => !JSON.stringify(arn).includes(AWS_MANAGED));
  const { Policies, ManagedPolicyArns, ...others } = before;
  const document = { Version: '2012-10-17', Statement: statements };
  const policy = { PolicyName: policies[0]?.PolicyName ?? 'minimal', PolicyDocument: document };
  if (!resource) return 'it is not in the template';
  resource.Properties = {
    ...others,
    ...(statements.length ? { Policies: [policy] } : {}),
    ...(kept.length ? { ManagedPolicyArns: kept } : {}),
  };
  const circle = cycle(role, template);
  if (circle) {
    resource.Properties = before;
    return `the template would depend on itself: ${circle.join(' → ')}`;
  }
  const names = kept.map((arn) => (typeof arn === 'string' ? arn : JSON.stringify(arn)));
  return { statements: statements.length, kept: names };
}

/** @param {Statement} statement */
function isDenial(statement) {
  return statement.Effect === 'Deny';
}

/**
 * Every statement once, each with a Sid of its own.
 *
 * @param {Statement[]} statements
 */
function together(statements) {
  const known = new Set();
  const names = new Set();
  const found = [];
  for (const { Sid, ...statement } of statements) {
    const said = JSON.stringify(statement);
    if (known.has(said)) continue;
    known.add(said);
    let name = Sid;
    for (let number = 2; name !== undefined && names.has(name); number += 1) name = `${Sid}${number}`;
    if (name !== undefined) names.add(name);
    found.push(name === undefined ? statement : { Sid: name, ...statement });
  }
  return found;
}

/**
 * Why statements cannot stand in a role of this template; empty where they can.
 *
 * @param {Statement[]} statements
 * @param {Template} template
 */
function unfit(statements, template) {
  const text = JSON.stringify(statements);
  if (text.includes('[masked]')) return 'its minimal policy holds something that looks like a credential';
  if (text.length > MOST_CHARACTERS) return `its minimal policy is longer than ${MOST_CHARACTERS} characters`;
  const missing = unknown(statements, template);
  return missing.length ? `its minimal policy refers to ${missing.join(', ')}, which the template does not have` : '';
}

module.exports = { applyMinimal };
