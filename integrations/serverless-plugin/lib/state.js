'use strict';

const fs = require('node:fs');
const path = require('node:path');

const SECTIONS = ['service', 'custom', 'functions', 'layers', 'resources'];

/**
 * The service as the framework has resolved it, in the form of its own serverless-state.json.
 *
 * @param {import('./types').Serverless} serverless
 * @returns {string} JSON; what refers back to itself is left out
 */
function resolvedService(serverless) {
  const aws = serverless.getProvider('aws');
  const { coreCloudFormationTemplate, ...provider } = serverless.service.provider;
  /** @type {Record<string, unknown>} */
  const service = { provider: { ...provider, stage: aws.getStage(), region: aws.getRegion() } };
  for (const name of SECTIONS) service[name] = serverless.service[name];
  return JSON.stringify({ service: acyclic(service, []) });
}

/**
 * A copy without references from inside of a value to the value itself.
 *
 * @param {unknown} value
 * @param {object[]} above
 * @returns {unknown}
 */
function acyclic(value, above) {
  if (typeof value !== 'object' || value === null) return value;
  if (above.includes(value)) return undefined;
  const inside = [...above, value];
  if (Array.isArray(value)) return value.map((item) => acyclic(item, inside));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, acyclic(item, inside)]));
}

/**
 * What `use` gives, while the resolved service stands in a file below the service's folder; only its owner can read it.
 *
 * @template T
 * @param {import('./types').Serverless} serverless
 * @param {(file: string) => Promise<T>} use
 * @returns {Promise<T>}
 */
async function withState(serverless, use) {
  const folder = path.join(serverless.serviceDir, '.serverless');
  const made = fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'overgrant-state.json');
  try {
    fs.rmSync(file, { force: true });
    fs.writeFileSync(file, resolvedService(serverless), { mode: 0o600 });
    return await use(file);
  } finally {
    fs.rmSync(file, { force: true });
    if (made !== undefined && fs.readdirSync(folder).length === 0) fs.rmdirSync(folder);
  }
}

module.exports = { resolvedService, withState };
