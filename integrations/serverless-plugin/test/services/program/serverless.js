'use strict';

const bucket = ['program', 'reports'].join('-');

module.exports = {
  service: 'program',
  plugins: ['serverless-overgrant'],
  custom: { overgrant: { mode: 'apply' } },
  provider: {
    name: 'aws',
    runtime: 'python3.11',
    environment: { BUCKET: bucket },
    iam: { role: { statements: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] } },
  },
  functions: { report: { handler: 'app.handler' } },
  package: { patterns: ['!**', '*.py'] },
};
