'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');

const { FRAMEWORKS, allowed, packaged, run, service, statements } = require('./frameworks');

const LOGS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
const SHARED = 'IamRoleLambdaExecution';

// What the framework grants and Lambda does not ask for: older actions in the place of newer ones, lists of everything.
// https://docs.aws.amazon.com/lambda/latest/dg/with-msk-permissions.html
// https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html
const NOT_ASKED = [
  'kafka:DescribeCluster',
  'kinesis:DescribeStream',
  'kinesis:ListStreams',
  'logs:TagResource',
  'sqs:ListQueues',
];

for (const framework of FRAMEWORKS) {
  test(`${framework}: the packaged role holds what the code needs and nothing else`, () => {
    const folder = service('orders', { files: { 'overgrant.yml': 'mode: apply\n' } });
    const { code, said } = run(framework, folder, ['package']);
    assert.equal(code, 0, said);
    assert.match(said, /IamRoleLambdaExecution has the minimal policy of save: 2 statements, 1 error settled/);
    const { template, stated } = packaged(folder);
    assert.deepEqual(allowed(template, SHARED), ['dynamodb:PutItem', ...LOGS]);
    assert.deepEqual(statements(template, SHARED)[0].Resource, [{ 'Fn::GetAtt': ['Orders', 'Arn'] }]);
    assert.deepEqual(stated, template);
  });

  test(`${framework}: serverless-iam-roles-per-function: every function has a minimal role of its own`, () => {
    const folder = service('separate', { plugins: ['serverless-iam-roles-per-function'] });
    const { code, said } = run(framework, folder, ['package']);
    assert.equal(code, 0, said);
    const { template } = packaged(folder);
    assert.deepEqual(allowed(template, 'ReadIamRoleLambdaExecution'), [...LOGS, 's3:GetObject']);
    assert.deepEqual(allowed(template, 'PublishIamRoleLambdaExecution'), [...LOGS, 'sns:Publish']);
  });
}

test('a role of several functions has what one of them needs; denials stay, AWS-managed policies go', () => {
  const folder = service('several');
  const { code, said } = run('osls', folder, ['package']);
  assert.equal(code, 0, said);
  assert.match(said, /minimal policy of other, read, write/);
  const { template } = packaged(folder);
  assert.deepEqual(allowed(template, SHARED), [...LOGS, 's3:GetObject', 's3:PutObject']);
  const denied = statements(template, SHARED).filter((one) => one.Effect === 'Deny');
  assert.deepEqual(denied, [{ Effect: 'Deny', Action: ['s3:DeleteObject'], Resource: '*' }]);
  assert.equal(template.Resources[SHARED].Properties.ManagedPolicyArns, undefined);
  const sids = statements(template, SHARED).map((one) => one.Sid).filter(Boolean);
  assert.equal(new Set(sids).size, sids.length);
});

test('a role that a function in another language has too stays as it is', () => {
  const files = { 'other.yml': 'handler: other.handler\nruntime: nodejs20.x\n', 'other.js': 'exports.handler = 0;\n' };
  const folder = service('several', { files });
  const { code, said } = run('osls', folder, ['package']);
  assert.equal(code, 0, said);
  assert.match(said, /stays as it is written: OtherLambdaFunction refers to it too, which is no Python function/);
  assert.ok(allowed(packaged(folder).template, SHARED).includes('s3:*'));
});

test('a role stays as it is where the analysis is incomplete, and the place is named', () => {
  const code = 'import boto3\n\ndef other(event, context):\n    getattr(boto3.client("s3"), event["do"])()\n';
  const folder = service('several', { files: { 'other.yml': 'handler: more.other\n', 'more.py': code } });
  const done = run('osls', folder, ['package']);
  assert.equal(done.code, 0, done.said);
  const why = /stays as it is written: the analysis of other is incomplete \(dynamic-operation at more\.py:4\)/;
  assert.match(done.said, why);
  assert.ok(allowed(packaged(folder).template, SHARED).includes('s3:*'));
});

test('what the framework grants because of settings is in the minimal policy too', () => {
  const folder = service('polling');
  assert.equal(run('osls', folder, ['package']).code, 0);
  const minimal = packaged(folder).template;
  const document = path.join(folder, 'serverless.yml');
  fs.writeFileSync(document, fs.readFileSync(document, 'utf8').replace("${opt:mode, 'apply'}", 'warn'));
  assert.equal(run('osls', folder, ['package']).code, 0);
  const made = packaged(folder).template;
  const granted = allowed(made, SHARED);
  assert.ok(granted.length > 20, granted.join(' '));
  const kept = allowed(minimal, SHARED);
  assert.deepEqual(granted.filter((action) => !kept.includes(action)), NOT_ASKED);
  for (const action of ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface']) assert.ok(kept.includes(action));
});

test('a service that is a program is read as the framework evaluates it', () => {
  const folder = service('program');
  const { code, said } = run('osls', folder, ['package']);
  assert.equal(code, 0, said);
  const { template } = packaged(folder);
  assert.deepEqual(allowed(template, SHARED), [...LOGS, 's3:PutObject']);
  assert.match(JSON.stringify(statements(template, SHARED)), /program-reports\/latest/);
});
