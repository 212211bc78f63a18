import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** How much of a failure is said again at the end. */
const REASON_LINES = 8;

/**
 * Prints a line for each test file when it ends, with every failure in full; at the end, what failed by name with how the
 * reason begins, and the counts as the last line.
 */
export default class Reporter {
  #root;

  constructor({ rootDir }) {
    this.#root = rootDir;
    // A run that ends early has not passed.
    process.exitCode = 1;
  }

  onTestResult(
    _test,
    { testFilePath, testResults, testExecError, failureMessage, perfStats, numPassingTests, numPendingTests },
  ) {
    const failed = testResults.filter(({ status }) => status === 'failed').length;
    const broken = testExecError !== undefined && testExecError !== null;
    const seconds = ((perfStats.end - perfStats.start) / 1000).toFixed(1);
    const skipped = numPendingTests === 0 ? '' : `, ${numPendingTests} skipped`;
    const mark = failed > 0 || broken ? 'FAIL' : 'ok  ';
    console.log(
      `${mark} ${path.relative(this.#root, testFilePath)}  ${numPassingTests} passed${failed > 0 ? `, ${failed} FAILED` : ''}${skipped}  ${seconds} s`,
    );
    if (failureMessage) console.log(failureMessage);
  }

  onRunComplete(_contexts, results) {
    // A file that could not be run counts as a failure, though none of its tests was counted.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
    process.exitCode = failed === 0 ? 0 : 1;
    // After the output of the global teardown.
    process.on('exit', () => process.stdout.write([...this.#failures(results), line, ''].join('\n')));
  }

  /** A long log may be read from its end, or kept in part. */
  #failures({ testResults: files }) {
    return files.flatMap(({ testFilePath, testResults, testExecError }) => {
      const file = path.relative(this.#root, testFilePath);
      const failed = testResults.filter(({ status }) => status === 'failed');
      const broken = testExecError ? [`FAIL ${file}`] : [];
      return [...broken, ...failed.flatMap((test) => [`FAIL ${file} › ${test.fullName}`, ...reasonOf(test)])];
    });
  }
}

/** How the message of a failed test begins, without empty lines and without where it was thrown. */
const reasonOf = ({ failureMessages = [] }) =>
  stripVTControlCharacters(failureMessages[0] ?? '')
    .split(/\n\s+at /u, 1)
    .flatMap((message) => message.split('\n').filter((line) => line.trim() !== ''))
    .slice(0, REASON_LINES)
    .map((line) => `     ${line}`);
