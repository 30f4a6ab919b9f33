'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');

const { FRAMEWORKS, packaged, run, service } = require('./frameworks');

const STATEMENTS = fs.readFileSync(path.join(__dirname, 'services/orders/config/statements.yml'), 'utf8');
const UNUSED = 'config/statements.yml:4:7  error  unused-action: save never calls dynamodb:DeleteItem on Orders';
const mode = (name, more = '') => ({ 'overgrant.yml': `mode: ${name}\n${more}` });

for (const framework of FRAMEWORKS) {
  test(`${framework}: an over-grant in an included file ends the packaging, on its line`, () => {
    const folder = service('orders');
    const { code, said } = run(framework, folder, ['package']);
    assert.equal(code, 1);
    assert.ok(said.includes(UNUSED), said);
    assert.match(said, /overgrant: 1 Python function: 1 error\. See: serverless overgrant explain/);
  });

  test(`${framework}: without the over-grant the service is packaged`, () => {
    const fixed = STATEMENTS.replace('    - dynamodb:DeleteItem\n', '');
    const folder = service('orders', { files: { 'config/statements.yml': fixed } });
    const { code, said } = run(framework, folder, ['package']);
    assert.equal(code, 0, said);
    assert.match(said, /overgrant: 1 Python function: nothing/);
    assert.ok(packaged(folder).template.Resources.SaveLambdaFunction);
  });

  test(`${framework}: a warning packages all the same`, () => {
    const folder = service('orders', { files: mode('warn') });
    const { code, said } = run(framework, folder, ['package']);
    assert.equal(code, 0, said);
    assert.ok(said.includes(`Warning: ${UNUSED}`), said);
    assert.deepEqual(fs.readdirSync(path.join(folder, '.serverless')).filter((name) => /overgrant/.test(name)), []);
  });

  test(`${framework}: a value that only the framework knows is known`, () => {
    const statements = STATEMENTS.replace('!GetAtt Orders.Arn', 'arn:aws:dynamodb:*:*:table/${env:TABLE_OF_TEST}');
    const files = { 'config/statements.yml': statements };
    const folder = service('orders', { files });
    const document = path.join(folder, 'serverless.yml');
    const text = fs.readFileSync(document, 'utf8');
    fs.writeFileSync(document, text.replace('TABLE: !Ref Orders', 'TABLE: ${env:TABLE_OF_TEST}'));
    const { code, said } = run(framework, folder, ['package'], { TABLE_OF_TEST: 'orders-of-test' });
    assert.equal(code, 1);
    assert.match(said, /unused-action: save never calls dynamodb:DeleteItem on table\/orders-of-test/);
  });
}

test('nothing is asked where the plugin is switched off', () => {
  const folder = service('orders', { files: mode('fail', 'enabled: false\n') });
  const { code, said } = run('osls', folder, ['package']);
  assert.equal(code, 0, said);
  assert.doesNotMatch(said, /overgrant:/);
});

test('the level that fails can be chosen', () => {
  const folder = service('orders', { files: mode('fail', 'failOn: never\n') });
  const { code, said } = run('osls', folder, ['package']);
  assert.equal(code, 0, said);
  assert.match(said, /overgrant: 1 Python function: 1 error/);
});

test('an incomplete analysis fails where that is asked for', () => {
  const files = { ...mode('fail', 'strict: true\n'), 'save.py': 'import boto3\n\ndef handler(event, context):\n' +
    '    getattr(boto3.client("dynamodb"), event["operation"])()\n' };
  const { code, said } = run('osls', service('orders', { files }), ['package']);
  assert.equal(code, 1);
  assert.match(said, /overgrant: the analysis of save is incomplete \(dynamic-operation at save\.py:4\)/);
  const lenient = service('orders', { files: { ...files, ...mode('fail') } });
  assert.equal(run('osls', lenient, ['package']).code, 0);
});

test('a function may ignore a finding, with the reason', () => {
  const entry = (rest) => `functions:\n  save:\n    overgrant: {ignore: [{rule: unused-action, ${rest}}]}\n`;
  const written = (rest) => {
    const folder = service('orders');
    const document = path.join(folder, 'serverless.yml');
    const text = fs.readFileSync(document, 'utf8');
    fs.writeFileSync(document, text.replace('functions:\n  save:\n', entry(rest)));
    return folder;
  };
  const folder = written('grant: "dynamodb:DeleteItem", reason: the nightly clean-up');
  const { code, said } = run('osls', folder, ['package', '--verbose']);
  assert.equal(code, 0, said);
  assert.match(said, /overgrant: 1 Python function: nothing, 1 ignored/);
  assert.match(said, /yml:\d+ {2}ignored, the nightly clean-up: unused-action: save never calls dynamodb:Del/);

  const useless = run('osls', written('grant: "dynamodb:Scan", reason: none'), ['package']);
  assert.equal(useless.code, 1);
  assert.match(useless.said, /yml:\d+ {2}this entry .* nothing: save has no unused-action finding about dynamodb:Scan/);

  const bare = run('osls', written('grant: "dynamodb:DeleteItem"'), ['package']);
  assert.match(bare.said, /functions\.save\.overgrant\.ignore\.0': must have required property 'reason'/);
});

test('a setting that does not exist is told by the framework', () => {
  const folder = service('orders', { files: mode('warn', 'failon: error\n') });
  assert.match(run('osls', folder, ['package']).said, /at 'custom\.overgrant': unrecognized property 'failon'/);
});

test('serverless-python-requirements: the code is that of the module', () => {
  const folder = service('requirements', { plugins: ['serverless-python-requirements'] });
  const { code, said } = run('osls', folder, ['package']);
  assert.equal(code, 1);
  assert.match(said, /serverless\.yml:22:15 {2}error {2}unused-action: read never calls sqs:PurgeQueue on Jobs/);
});
