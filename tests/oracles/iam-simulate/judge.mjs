// Reads {"verb", "cases": [{policy, boundary, requests: [{action, resource, context}]}]} from stdin and writes, for
// each case and request, "Allowed", "ImplicitlyDenied", "ExplicitlyDenied" or "error: why" as one JSON list of lists.
//
// "evaluate" takes any actions and context keys: it compares evaluators. "judge" also validates the policy and the
// actions, as a deployment would.
import { readFileSync } from 'node:fs'
import { runSimulation, runUnsafeSimulation } from '@cloud-copilot/iam-simulate'

const ACCOUNT = '123456789012'
const PRINCIPAL = `arn:aws:iam::${ACCOUNT}:role/function`

// A key's own policy usually leaves the decision to IAM; without one no role may use the key.
const KEY_POLICY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' }]
}

function simulation({ policy, boundary }, { action, resource, context }) {
  const account = resource.split(':')[4] || ACCOUNT
  return {
    request: {
      principal: PRINCIPAL,
      action,
      resource: { resource, accountId: /^[0-9]{12}$/.test(account) ? account : ACCOUNT },
      contextVariables: context ?? {}
    },
    identityPolicies: [{ name: 'policy', policy }],
    permissionBoundaryPolicies: boundary ? [{ name: 'boundary', policy: boundary }] : undefined,
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    resourcePolicy: action.startsWith('kms:') ? KEY_POLICY : undefined
  }
}

async function judged(one, request) {
  const result = await runSimulation(simulation(one, request), {})
  if (result.resultType !== 'error') {
    return result.overallResult
  }
  switch (result.errors.message) {
    case 'must.use.wildcard': // the action has no resource level
      return judged(one, { ...request, resource: '*' })
    case 'no.resource.types': // a resource whose type cannot be told from its ARN
    case 'multiple.resource.types':
      return runUnsafeSimulation(simulation(one, request))
    default:
      return `error: ${JSON.stringify(result.errors)}`
  }
}

const { verb, cases } = JSON.parse(readFileSync(0, 'utf8'))
const out = []
for (const one of cases) {
  const row = []
  for (const request of one.requests) {
    row.push(verb === 'judge' ? await judged(one, request) : runUnsafeSimulation(simulation(one, request)))
  }
  out.push(row)
}
process.stdout.write(JSON.stringify(out))
