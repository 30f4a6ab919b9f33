'use strict';

const { execFile } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const WINDOWS = process.platform === 'win32';
const FOLDER = WINDOWS ? 'Scripts' : 'bin';
const NAMES = WINDOWS ? ['overgrant.exe', 'overgrant.cmd'] : ['overgrant'];
const MOST_OUTPUT = 256 * 1024 * 1024;

/** The oldest release that this plugin can talk to, and the form of report that it reads. */
const MINIMUM = '0.1.0';
const SCHEMA = 'overgrant-report-1';

/** @typedef {{ code: number, stdout: string, stderr: string }} Run */

/**
 * The words that start overgrant: those of the configuration, else the program in a virtual environment at or above the
 * service, else on the PATH, else uv's copy of it, which is not fetched.
 *
 * @param {string | string[] | undefined} configured
 * @param {string} serviceDir
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[] | null} null where there is none
 */
function find(configured, serviceDir, env) {
  if (configured !== undefined) return asConfigured(configured, serviceDir);
  const environments = env.VIRTUAL_ENV ? [env.VIRTUAL_ENV] : [];
  for (const folder of upwards(serviceDir)) {
    environments.push(path.join(folder, '.venv'), path.join(folder, 'venv'));
  }
  const found = first(environments.map((folder) => path.join(folder, FOLDER)), NAMES);
  if (found) return [found];
  const folders = (env.PATH || env.Path || '').split(path.delimiter).filter(Boolean);
  const installed = first(folders, NAMES);
  if (installed) return [installed];
  const uv = first(folders, [WINDOWS ? 'uv.exe' : 'uv']);
  return uv ? [uv, 'tool', 'run', '--offline', 'overgrant'] : null;
}

/**
 * @param {string | string[]} configured
 * @param {string} serviceDir
 */
function asConfigured(configured, serviceDir) {
  const [program = '', ...rest] = Array.isArray(configured) ? configured : [configured];
  const place = /[\\/]/.test(program) ? path.resolve(serviceDir, program) : program;
  return [place, ...rest];
}

/**
 * The service's folder and those above it, up to the root of its git repository.
 *
 * @param {string} start
 */
function upwards(start) {
  const found = [];
  for (let folder = path.resolve(start); ; folder = path.dirname(folder)) {
    found.push(folder);
    if (fs.existsSync(path.join(folder, '.git')) || folder === path.dirname(folder)) return found;
  }
}

/**
 * @param {string[]} folders
 * @param {string[]} names
 */
function first(folders, names) {
  const places = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  return places.find((place) => fs.statSync(place, { throwIfNoEntry: false })?.isFile());
}

/**
 * What the program answers; a code of -1 where it cannot be started.
 *
 * @param {string[]} command
 * @param {string[]} words
 * @param {string} cwd
 * @returns {Promise<Run>}
 */
function run([program = '', ...rest], words, cwd) {
  return new Promise((resolve) => {
    execFile(program, [...rest, ...words], { cwd, maxBuffer: MOST_OUTPUT }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr: stderr || (code === -1 && error ? error.message : '') });
    });
  });
}

const ABSENT = [
  'overgrant is not installed where this plugin looks for it: custom.overgrant.command, a virtual environment (.venv,',
  'venv) at or above the service, PATH, uv. Install it with one of: pip install overgrant; uv tool install overgrant',
].join(' ');

/**
 * Why an answer is none, in words for a user.
 *
 * @param {string[]} command
 * @param {Run} answer
 * @param {string} cwd
 */
async function trouble(command, answer, cwd) {
  const shown = command.join(' ');
  if (answer.code === -1) return `${shown} cannot be started: ${answer.stderr.trim()}`;
  const asked = command.includes('--offline');
  if (asked && /not (?:found|available)|no solution|offline/i.test(answer.stderr)) return ABSENT;
  if (/unknown option|there is no command/.test(answer.stderr)) {
    const version = await run(command, ['--version'], cwd);
    const known = version.stdout.trim().split(' ').slice(0, 2).join(' ') || 'of an unknown version';
    return `${shown} is ${known}; this plugin needs ${MINIMUM} or later (${answer.stderr.trim()})`;
  }
  const said = answer.stderr.trim().replace(/^overgrant: /, '');
  return [2, 3].includes(answer.code) && said ? said : `${shown} failed (exit ${answer.code}): ${said || 'no message'}`;
}

/**
 * Why a report is not of a release that this plugin knows; empty where it is.
 *
 * @param {string[]} command
 * @param {import('./types').Report} report
 */
function wrongVersion(command, report) {
  const version = report.tool?.version ?? 'of an unknown version';
  if (report.schema === SCHEMA && !older(version, MINIMUM)) return '';
  const found = `${command.join(' ')} is overgrant ${version} (${report.schema})`;
  return `${found}; this plugin needs ${MINIMUM} or later (${SCHEMA})`;
}

/**
 * Whether a version is older than another; a checkout without a version is not.
 *
 * @param {string} version
 * @param {string} other
 */
function older(version, other) {
  if (!/^\d+\./.test(version)) return false;
  const [left, right] = [version, other].map((one) => one.split(/[.+a-z-]/).map(Number));
  for (let index = 0; index < 3; index += 1) {
    const difference = (left?.[index] || 0) - (right?.[index] || 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

module.exports = { ABSENT, MINIMUM, find, older, run, trouble, wrongVersion };
