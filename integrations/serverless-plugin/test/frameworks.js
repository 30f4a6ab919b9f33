'use strict';

// Services of this folder, copied to a place of their own and packaged by real frameworks, offline.

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const PLUGIN = path.resolve(__dirname, '..');
const MODULES = path.join(PLUGIN, 'node_modules');
const REPOSITORY = path.resolve(PLUGIN, '..', '..');
const VENV = path.join(REPOSITORY, '.venv', 'bin');
const FRAMEWORKS = ['osls', 'serverless'];

/**
 * A copy of a service with this plugin, and others of `node_modules`, installed.
 *
 * @param {string} name
 * @param {{ files?: Record<string, string>, plugins?: string[] }} [more] files are written over those of the service
 */
function service(name, { files = {}, plugins = [] } = {}) {
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'serverless-overgrant-'));
  fs.cpSync(path.join(__dirname, 'services', name), folder, { recursive: true });
  fs.mkdirSync(path.join(folder, '.git')); // nothing above it is looked at
  fs.mkdirSync(path.join(folder, 'node_modules'));
  fs.symlinkSync(PLUGIN, path.join(folder, 'node_modules', 'serverless-overgrant'), 'dir');
  for (const plugin of plugins) {
    fs.symlinkSync(path.join(MODULES, plugin), path.join(folder, 'node_modules', plugin), 'dir');
  }
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

/** The environment of a run: overgrant of this repository's environment, else of the PATH. */
function environment(more = {}) {
  const kept = { ...process.env };
  for (const name of ['VIRTUAL_ENV', 'GITHUB_ACTIONS', 'FORCE_COLOR']) delete kept[name];
  const PATH = [VENV, kept.PATH].join(path.delimiter);
  return { ...kept, PATH, SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off', NO_COLOR: '1', ...more };
}

/**
 * Runs a framework in a service's folder.
 *
 * @param {string} framework
 * @param {string} folder
 * @param {string[]} words
 * @param {Record<string, string>} [env]
 */
function run(framework, folder, words, env) {
  const program = path.join(MODULES, framework, 'bin', 'serverless.js');
  const done = spawnSync(process.execPath, [program, ...words], {
    cwd: folder, env: environment(env), encoding: 'utf8', timeout: 180_000,
  });
  return { code: done.status, stdout: done.stdout, said: done.stdout + done.stderr };
}

/** What was packaged: the template, and the template that the state holds. */
function packaged(folder) {
  const read = (name) => JSON.parse(fs.readFileSync(path.join(folder, '.serverless', name), 'utf8'));
  const template = read('cloudformation-template-update-stack.json');
  return { template, stated: read('serverless-state.json').service.provider.compiledCloudFormationTemplate };
}

/** The statements of a role's inline policies. */
function statements(template, role) {
  return (template.Resources[role].Properties.Policies ?? []).flatMap((policy) => policy.PolicyDocument.Statement);
}

/** The actions that a role's inline policies allow, sorted. */
function allowed(template, role) {
  const found = statements(template, role).filter((one) => one.Effect === 'Allow').flatMap((one) => one.Action);
  return [...new Set(found)].sort();
}

module.exports = { FRAMEWORKS, REPOSITORY, allowed, environment, packaged, run, service, statements };
