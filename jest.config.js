/** Three projects by cost: unit needs no server; integration and e2e share one embedded stack (test/kit/global-setup.ts). */
const shared = {
  transform: {
    '^.+\\.[tj]sx?$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  testEnvironment: 'node',
  // These are ES modules: Node's require takes them as they are, jest's does not.
  transformIgnorePatterns: [
    '/node_modules/(?!(jose|uuid|openid-client|oauth4webapi|file-type|strtok3|token-types|uint8array-extras|@tokenizer|@borewit)/)',
  ],
  testEnvironmentOptions: { customExportConditions: ['ts-src', 'node', 'node-addons'] },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};

module.exports = {
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/{libs,services,gateway,infra}/**/*.test.ts',
        '<rootDir>/test/load/*.test.ts',
        '<rootDir>/test/faults/history/*.test.ts',
      ],
    },
    {
      ...shared,
      displayName: 'stack',
      testMatch: ['<rootDir>/test/{integration,e2e,browser}/**/*.test.ts', '<rootDir>/test/faults/*.test.ts'],
      globalSetup: '<rootDir>/test/kit/global-setup.ts',
      globalTeardown: '<rootDir>/test/kit/global-teardown.ts',
    },
  ],
};
