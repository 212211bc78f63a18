// The functions log what they do as JSON lines. Those that run inside a test's own process say errors only, so that
// what a run prints is about the tests.
process.env.POWERTOOLS_LOG_LEVEL ??= 'ERROR';
