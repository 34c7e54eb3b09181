const tseslint = require('typescript-eslint');
const reactHooks = require('eslint-plugin-react-hooks');
const { syntax } = require('./infra/lint/syntax.js');
const { walls } = require('./infra/lint/walls.js');

/** Few rules, each of them kept: who may import whom, purity of the domain, size, and the mistakes that types do not see. */
module.exports = tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '**/generated/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-console': 'error',
      'no-debugger': 'error',
      eqeqeq: ['error', 'always'],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['gateway/console/**/*.tsx', 'gateway/console/**/use-*.ts'], ...reactHooks.configs.flat['recommended'] },
  ...walls,
  ...syntax,
  // A describe block is a function of any length. Scripts speak to a person at a terminal.
  { files: ['**/*.test.ts', 'test/integration/**'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['infra/**', 'test/load/**'], rules: { 'no-console': 'off' } },
);
