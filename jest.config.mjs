/**
 * The S3 suite against Ceph's object gateway fetches 66 MB of Debian's packages. It runs in CI and with CEPH=1; where it
 * doesn't, `npm test` says so.
 */
const leavesOutReference = process.env.CI !== 'true' && process.env.CEPH !== '1';

const typescript = (syntax = {}) => [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', ...syntax },
      transform: { react: { runtime: 'automatic' } },
      target: 'es2024',
      // Jest warns of JSON that is imported without its type.
      experimental: { keepImportAttributes: true },
    },
    module: { type: 'es6' },
  },
];

/** Jest runs in ESM mode because @middy/core exports only `import`. */
export default {
  rootDir: '.',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testEnvironment: 'node',
  // Ends what hangs, also on a slow machine. How long something may take is asserted where it is promised.
  testTimeout: 240_000,
  // On two cores, of which two workers leave a third idle: tests of the system wait more than they compute.
  maxWorkers: 3,
  // Modules of a file that has ended stay in memory (ES modules in Jest); near the heap's limit all else is slow.
  workerIdleMemoryLimit: '512MB',
  setupFiles: ['<rootDir>/test/log-errors-only.mjs', '<rootDir>/test/take-seed.mjs'],
  globalSetup: '<rootDir>/test/system/start-shared-cloud.mjs',
  globalTeardown: '<rootDir>/test/system/stop-shared-cloud.mjs',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.ts$': typescript(), '^.+\\.tsx$': typescript({ tsx: true }) },
  testPathIgnorePatterns: leavesOutReference ? ['/s3-reference\\.test\\.ts$'] : [],
  modulePathIgnorePatterns: ['<rootDir>/cdk.out', '<rootDir>/.data', '<rootDir>/.cache'],
};
