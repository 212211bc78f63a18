/** Jest runs in ESM mode because @middy/core exports only `import`. */
export default {
  rootDir: '.',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testEnvironment: 'node',
  testTimeout: 30_000,
  // Tests of the system wait for the cloud more than they compute.
  maxWorkers: 2,
  setupFiles: ['<rootDir>/test/log-errors-only.mjs', '<rootDir>/test/take-seed.mjs'],
  globalSetup: '<rootDir>/test/system/start-shared-cloud.mjs',
  globalTeardown: '<rootDir>/test/system/stop-shared-cloud.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/cdk.out', '<rootDir>/.data', '<rootDir>/.cache'],
};
