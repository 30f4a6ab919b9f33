'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');

const { applyMinimal } = require('../lib/apply');
const { counted } = require('../lib/findings');
const { older } = require('../lib/program');
const { cycle, referred, unknown } = require('../lib/references');

const ROLE = 'IamRoleLambdaExecution';

/** A template with one function and its role, which may read everything. */
function template(more = {}) {
  const Statement = [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }];
  const Policies = [{ PolicyName: 'p', PolicyDocument: { Statement } }];
  return {
    Resources: {
      [ROLE]: { Type: 'AWS::IAM::Role', Properties: { Policies } },
      FnLambdaFunction: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': [ROLE, 'Arn'] } } },
      ...more,
    },
  };
}

/** The report of that function. */
function reported(statements, more = {}) {
  return {
    id: 'fn', template: 'serverless.yml', handler: { spec: 'app.handler' }, complete: true, gaps: [], findings: [],
    role: { id: ROLE, kind: 'implicit', shared_with: [] },
    policy: { Version: '2012-10-17', Statement: statements },
    ...more,
  };
}

const allow = (Action, Resource) => ({ Effect: 'Allow', Action: [Action], Resource: [Resource] });

function applied(whole, statements, more) {
  const before = structuredClone(whole);
  const outcome = applyMinimal(whole, [reported(statements, more)], () => 'FnLambdaFunction');
  if (outcome.refused.length) assert.deepEqual(whole, before);
  return outcome.refused[0]?.why ?? '';
}

test('a role stays as it is where the minimal policy would close a circle', () => {
  const bucket = {
    Type: 'AWS::S3::Bucket',
    Properties: { NotificationConfiguration: { Function: { 'Fn::GetAtt': ['FnLambdaFunction', 'Arn'] } } },
  };
  const why = applied(template({ Inbox: bucket }), [allow('s3:GetObject', { 'Fn::Sub': '${Inbox.Arn}/*' })]);
  assert.equal(why, `the template would depend on itself: ${ROLE} → Inbox → FnLambdaFunction → ${ROLE}`);
});

test('a role stays as it is where its policy refers to what the template does not have', () => {
  const why = applied(template(), [allow('s3:GetObject', { 'Fn::Sub': 'arn:aws:s3:::${ssm:/bucket}/*' })]);
  assert.equal(why, 'its minimal policy refers to ssm:/bucket, which the template does not have');
});

test('a role stays as it is where IAM would refuse the size of its policy', () => {
  const why = applied(template(), [allow('s3:GetObject', `arn:aws:s3:::${'x'.repeat(10_300)}`)]);
  assert.match(why, /longer than 10240 characters/);
});

test('a role stays as it is where others have it too', () => {
  const attached = { Type: 'AWS::IAM::Policy', Properties: { Roles: [{ Ref: ROLE }] } };
  assert.equal(applied(template({ More: attached }), []), 'More refers to it too, a AWS::IAM::Policy');
  const exported = { ...template(), Outputs: { Role: { Value: { 'Fn::GetAtt': [ROLE, 'Arn'] } } } };
  assert.equal(applied(exported, []), 'an output of the stack gives it to others');
  assert.match(applied(template(), [], { role: { id: ROLE, kind: 'template' } }), /not made by the framework/);
  assert.equal(applied(template(), [], { handler: null }), 'the code of fn cannot be located');
});

test('a function that needs nothing has a role without policies', () => {
  const whole = template();
  assert.equal(applied(whole, []), '');
  assert.deepEqual(whole.Resources[ROLE].Properties, {});
});

test('references are found in every form', () => {
  const value = [
    { Ref: 'A' }, { 'Fn::GetAtt': 'B.Arn' }, { 'Fn::GetAtt': ['C', 'Arn'] }, { 'Fn::Sub': '${D}${E.Arn}${!Literal}' },
    { 'Fn::Sub': ['${F}${own}', { own: { Ref: 'G' } }] }, { 'Fn::Join': ['', [{ Ref: 'AWS::Region' }]] },
  ];
  assert.deepEqual([...referred(value)], ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'AWS::Region']);
  assert.deepEqual(unknown(value, { Resources: { A: {}, B: {}, C: {}, D: {} }, Parameters: { E: {} } }), ['F', 'G']);
});

test('a function of the service is called by its name, so that its role need not wait for it', () => {
  const whole = template();
  whole.Resources.FnLambdaFunction.Properties.FunctionName = 'svc-dev-fn';
  const self = [{ 'Fn::GetAtt': ['FnLambdaFunction', 'Arn'] }, { 'Fn::Sub': '${FnLambdaFunction.Arn}:*' }];
  assert.equal(applied(whole, [{ Effect: 'Allow', Action: ['lambda:InvokeFunction'], Resource: self }]), '');
  const arn = 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:svc-dev-fn';
  const [statement] = whole.Resources[ROLE].Properties.Policies[0].PolicyDocument.Statement;
  assert.deepEqual(statement.Resource, [{ 'Fn::Sub': arn }, { 'Fn::Sub': `${arn}:*` }]);
});

test('circles go through DependsOn too', () => {
  const Resources = { A: { DependsOn: 'B' }, B: { DependsOn: ['C'] }, C: { Properties: { x: { Ref: 'A' } } }, D: {} };
  assert.deepEqual(cycle('A', { Resources }), ['A', 'B', 'C', 'A']);
  assert.equal(cycle('D', { Resources }), null);
});

test('versions and counts', () => {
  assert.deepEqual(['0.0.9', '0.1.0', '0.2', '1.0.0rc1', '0+unknown', 'unknown'].map((one) => older(one, '0.1.0')),
    [true, false, false, false, false, false]);
  const levels = (...words) => words.map((level) => ({ level }));
  assert.equal(counted(levels('note', 'error', 'error', 'warning')), '2 errors, 1 warning and 1 note');
  assert.equal(counted(levels('warning')), '1 warning');
  assert.equal(counted([]), 'nothing');
});
