// Functions that run inside a test's own process log errors only, so that a run prints what concerns its tests.
process.env.POWERTOOLS_LOG_LEVEL ??= 'ERROR';
