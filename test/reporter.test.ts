import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';

/** Reports results in a process of its own; without results, the run ends early. Returns its exit status and output. */
function exitOf(results?: Readonly<Record<string, unknown>>) {
  const code = `
    const { default: Reporter } = await import(${JSON.stringify(new URL('reporter.mjs', import.meta.url).href)});
    const reporter = new Reporter({ rootDir: '/' });
    const results = ${JSON.stringify(results ?? null)};
    if (results) reporter.onRunComplete(undefined, { numPendingTests: 0, numTodoTests: 0, ...results });`;
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
    encoding: 'utf8',
  });
  return { status, output: stdout };
}

describe('a test run', () => {
  const passed = { numPassedTests: 2, numFailedTests: 0, numRuntimeErrorTestSuites: 0, testResults: [] };

  test('exits with 0 only when it is complete and nothing failed', () => {
    expect(exitOf(passed)).toEqual({ status: 0, output: '2 passed, 0 failed\n' });
    expect(exitOf({ ...passed, numFailedTests: 1 })).toEqual({ status: 1, output: '2 passed, 1 failed\n' });
    expect(exitOf({ ...passed, numRuntimeErrorTestSuites: 1 }).status).toBe(1);
    expect(exitOf()).toEqual({ status: 1, output: '' });
  });

  test('says at the end what failed, by name and with how the reason begins', () => {
    const file = (testFilePath: string, testExecError: unknown, ...testResults: readonly object[]) => ({
      testFilePath,
      testExecError,
      testResults,
    });
    const testResults = [
      file('/test/fine.test.ts', null, { status: 'passed', fullName: 'a sum adds' }),
      file(
        '/test/bad.test.ts',
        null,
        { status: 'passed', fullName: 'a' },
        {
          status: 'failed',
          fullName: 'b c',
          failureMessages: [
            'Error: \u001b[31mtoBe\u001b[39m\n\nExpected: 1\n    at one (a.ts:1:1)\n    at two (b.ts:2:2)',
          ],
        },
        { status: 'failed', fullName: 'd', failureMessages: ['1\n2\n3\n4\n5\n6\n7\n8\n9'] },
      ),
      file('/test/broken.test.ts', { message: 'No such module' }),
    ];
    const { output } = exitOf({ ...passed, numFailedTests: 1, numRuntimeErrorTestSuites: 1, testResults });
    expect(output.split('\n').map((line) => line.trim())).toEqual([
      'FAIL test/bad.test.ts › b c',
      'Error: toBe',
      'Expected: 1',
      'FAIL test/bad.test.ts › d',
      ...['1', '2', '3', '4', '5', '6', '7', '8'],
      'FAIL test/broken.test.ts',
      '2 passed, 2 failed',
      '',
    ]);
  });
});
