// Gives TEST_SEED to every property of fast-check, which prints the seed of a failure itself. Without TEST_SEED the
// package isn't loaded: most test files don't use it.
if (process.env.TEST_SEED) {
  const { default: fc } = await import('fast-check');
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.TEST_SEED) });
}
