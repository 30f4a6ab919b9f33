import js from '@eslint/js';

const node = { Buffer: 'readonly', __dirname: 'readonly', console: 'readonly', module: 'writable', process: 'readonly', require: 'readonly', structuredClone: 'readonly' };

export default [
  { ignores: ['test/services/**'] },
  js.configs.recommended,
  {
    files: ['**/*.js'],
    languageOptions: { ecmaVersion: 2022, sourceType: 'commonjs', globals: node },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'complexity': ['error', 12],
      'eqeqeq': ['error', 'always', { null: 'ignore' }],
      'max-len': ['error', { code: 120 }],
      'max-lines-per-function': ['error', { max: 60, skipComments: true }],
      'no-shadow': 'error',
      'no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'no-var': 'error',
      'prefer-const': 'error',
      'strict': ['error', 'global'],
    },
  },
  { files: ['test/**'], rules: { 'max-lines-per-function': 'off' } },
];
