import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';

/** Reports results in a process of its own; without results, the run ends early. Returns its exit status and output. */
function exitOf(results?: Record<'numPassedTests' | 'numFailedTests' | 'numRuntimeErrorTestSuites', number>) {
  const code = `
    const { default: Reporter } = await import(${JSON.stringify(new URL('reporter.mjs', import.meta.url).href)});
    const reporter = new Reporter({ rootDir: '/' });
    const results = ${JSON.stringify(results ?? null)};
    if (results) reporter.onRunComplete(undefined, { numPendingTests: 0, numTodoTests: 0, ...results });`;
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
    encoding: 'utf8',
  });
  return { status, line: stdout.trim() };
}

describe('a test run', () => {
  const passed = { numPassedTests: 2, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };

  test('exits with 0 only when it is complete and nothing failed', () => {
    expect(exitOf(passed)).toEqual({ status: 0, line: '2 passed, 0 failed' });
    expect(exitOf({ ...passed, numFailedTests: 1 })).toEqual({ status: 1, line: '2 passed, 1 failed' });
    expect(exitOf({ ...passed, numRuntimeErrorTestSuites: 1 }).status).toBe(1);
    expect(exitOf()).toEqual({ status: 1, line: '' });
  });
});
