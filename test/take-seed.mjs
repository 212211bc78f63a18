// Gives the run's seed to every property of fast-check, which prints the seed of a failure itself. Without one the package
// isn't loaded: most test files don't use it.
const seed = process.env.TEST_SEED || process.env.COMMIT_SEED;
if (seed) {
  const { default: fc } = await import('fast-check');
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
}
