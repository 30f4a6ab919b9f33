'use strict';

/** @typedef {import('./types').Template} Template */

const PSEUDO = 'AWS::';

/**
 * The logical ids, parameters and pseudo parameters that a value refers to.
 *
 * @param {unknown} value
 * @param {Set<string>} [found]
 * @returns {Set<string>}
 */
function referred(value, found = new Set()) {
  if (Array.isArray(value)) {
    for (const item of value) referred(item, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      for (const name of named(key, item)) found.add(name);
      referred(item, found);
    }
  }
  return found;
}

/**
 * What one intrinsic function names.
 *
 * @param {string} key
 * @param {unknown} item
 * @returns {string[]}
 */
function named(key, item) {
  if (key === 'Ref') return typeof item === 'string' ? [item] : [];
  if (key === 'Fn::GetAtt') {
    const name = Array.isArray(item) ? item[0] : item;
    return typeof name === 'string' ? [name.split('.', 1)[0] ?? ''] : [];
  }
  if (key !== 'Fn::Sub') return [];
  const [pattern, own] = Array.isArray(item) ? item : [item, {}];
  const names = [...String(pattern).matchAll(/\$\{([^!}][^}]*)\}/g)].map((match) => (match[1] ?? '').trim());
  return names.filter((name) => !Object.hasOwn(own ?? {}, name)).map((name) => name.split('.', 1)[0] ?? '');
}

/**
 * The value with functions called by their names: a role that refers to a function which has that role is a circle.
 *
 * @param {any} value
 * @param {Template} template
 * @returns {any}
 */
function byName(value, template) {
  if (Array.isArray(value)) return value.map((item) => byName(item, template));
  if (typeof value !== 'object' || value === null) return value;
  const { 'Fn::GetAtt': attribute, 'Fn::Sub': pattern } = value;
  if (Array.isArray(attribute)) {
    const arn = attribute[1] === 'Arn' ? functionArn(attribute[0], template) : undefined;
    return arn ? { 'Fn::Sub': arn } : value;
  }
  if (typeof pattern === 'string') {
    const byId = (/** @type {string} */ whole, /** @type {string} */ id) => functionArn(id, template) ?? whole;
    return { 'Fn::Sub': pattern.replace(/\$\{(\w+)\.Arn\}/g, byId) };
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, byName(item, template)]));
}

/**
 * The ARN of a function that the template names, as a pattern of `Fn::Sub`.
 *
 * @param {string} logicalId
 * @param {Template} template
 */
function functionArn(logicalId, template) {
  const resource = template.Resources[logicalId];
  const name = resource?.Type === 'AWS::Lambda::Function' ? resource.Properties?.FunctionName : undefined;
  if (typeof name !== 'string') return undefined;
  return `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:${name}`;
}

/**
 * What a value refers to that the template does not have.
 *
 * @param {unknown} value
 * @param {Template} template
 */
function unknown(value, template) {
  return [...referred(value)].filter(
    (name) =>
      !name.startsWith(PSEUDO) &&
      !Object.hasOwn(template.Resources, name) &&
      !Object.hasOwn(template.Parameters ?? {}, name)
  );
}

/**
 * A way from a resource back to itself, which CloudFormation refuses; null where there is none.
 *
 * @param {string} start
 * @param {Template} template
 * @returns {string[] | null}
 */
function cycle(start, template) {
  /** @type {string[][]} */
  const ways = [[start]];
  const seen = new Set();
  for (let way = ways.shift(); way; way = ways.shift()) {
    for (const next of needs(way.at(-1) ?? start, template)) {
      if (next === start) return [...way, start];
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return null;
}

/**
 * The resources that must exist before one.
 *
 * @param {string} name
 * @param {Template} template
 */
function needs(name, template) {
  const resource = template.Resources[name];
  if (!resource) return [];
  const before = [resource.DependsOn ?? []].flat();
  return [...before, ...referred(resource.Properties)].filter((other) => Object.hasOwn(template.Resources, other));
}

module.exports = { byName, cycle, referred, unknown };
