'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');

const { FRAMEWORKS, run, service } = require('./frameworks');

/** A program that says it is overgrant. */
function impostor(folder, lines) {
  const place = path.join(folder, 'bin', 'overgrant');
  fs.mkdirSync(path.dirname(place), { recursive: true });
  fs.writeFileSync(place, `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  return place;
}

const only = (folder) => ({ PATH: path.join(folder, 'bin') });

for (const framework of FRAMEWORKS) {
  test(`${framework} overgrant: the findings, without packaging`, () => {
    const folder = service('orders');
    const { code, said } = run(framework, folder, ['overgrant']);
    assert.equal(code, 1);
    assert.match(said, /config\/statements\.yml:4:7 {2}error {2}unused-action/);
    assert.equal(fs.existsSync(path.join(folder, '.serverless')), false);
  });

  test(`${framework} overgrant policy: to be pasted, with the document's variables`, () => {
    const { code, stdout, said } = run(framework, service('orders'), ['overgrant', 'policy', '--function', 'save']);
    assert.equal(code, 0, said);
    assert.match(stdout, /Action:\n +- dynamodb:PutItem\n +Resource:\n +- !GetAtt Orders\.Arn/);
    assert.match(stdout, /log-group:\/aws\/lambda\/orders-\$\{sls:stage\}-save/);
  });

  test(`${framework} overgrant explain: why an action is needed`, () => {
    const words = ['overgrant', 'explain', '--function', 'save', '--action', 'dynamodb:PutItem'];
    const { code, stdout, said } = run(framework, service('orders'), words);
    assert.equal(code, 0, said);
    assert.match(stdout, /save\.py:9:5 {2}dynamodb\.PutItem/);
  });
}

test('a function that does not exist is told', () => {
  const { code, said } = run('osls', service('orders'), ['overgrant', 'policy', '--function', 'sav']);
  assert.equal(code, 1);
  assert.match(said, /overgrant: no Python Lambda function sav found in/);
});

test('without overgrant: fail fails, warn warns, both say where it was looked for', () => {
  const folder = service('orders');
  const failed = run('osls', folder, ['package'], only(folder));
  assert.equal(failed.code, 1);
  assert.match(failed.said, /overgrant is not installed where this plugin looks for it.*pip install overgrant/s);
  const lenient = service('orders', { files: { 'overgrant.yml': 'mode: warn\n' } });
  const warned = run('osls', lenient, ['package'], only(folder));
  assert.equal(warned.code, 0);
  assert.match(warned.said, /Warning: overgrant: overgrant is not installed/);
});

test('an overgrant that is too old is named with its version', () => {
  const folder = service('orders');
  const place = impostor(folder, '[ "$1" = --version ] && { echo "overgrant 0.0.9 (IAM data x)"; exit 0; }\n' +
    'echo "overgrant: error: unknown option \'--serverless-state\'" >&2; exit 2');
  const { code, said } = run('osls', folder, ['package'], { PATH: `${only(folder).PATH}:/usr/bin:/bin` });
  assert.equal(code, 1);
  assert.ok(said.includes(`${place} is overgrant 0.0.9; this plugin needs 0.1.0 or later`), said);
});

test('a report in another form is not read', () => {
  const folder = service('orders');
  impostor(folder, 'echo \'{"schema": "overgrant-report-9", "tool": {"version": "9.0.0"}, "functions": []}\'');
  const { code, said } = run('osls', folder, ['package'], { PATH: `${only(folder).PATH}:/usr/bin:/bin` });
  assert.equal(code, 1);
  assert.match(said, /is overgrant 9\.0\.0 \(overgrant-report-9\); this plugin needs/);
});

test('the configuration, then a virtual environment, then the PATH', () => {
  const { find } = require('../lib/program');
  const folder = service('orders');
  const env = only(folder);
  assert.equal(find(undefined, folder, { PATH: '/nowhere' }), null);
  const onPath = impostor(folder, 'true');
  assert.deepEqual(find(undefined, folder, env), [onPath]);
  const inVenv = path.join(folder, '.venv', 'bin', 'overgrant');
  fs.mkdirSync(path.dirname(inVenv), { recursive: true });
  fs.writeFileSync(inVenv, '');
  assert.deepEqual(find(undefined, path.join(folder, 'config'), env), [inVenv]);
  assert.deepEqual(find('./tools/og', folder, env), [path.join(folder, 'tools', 'og')]);
  assert.deepEqual(find(['uv', 'run', 'overgrant'], folder, env), ['uv', 'run', 'overgrant']);
  fs.rmSync(inVenv);
  fs.rmSync(onPath);
  const uv = path.join(folder, 'bin', 'uv');
  fs.writeFileSync(uv, '');
  assert.deepEqual(find(undefined, folder, env), [uv, 'tool', 'run', '--offline', 'overgrant']);
});
