import path from 'node:path';

/** Says one line per file while it runs, every failure whole, and at the very end the counts. */
export default class Reporter {
  #root;

  constructor({ rootDir }) {
    this.#root = rootDir;
    // A run that ends before it is complete has not passed, however it ends.
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
    // A file that could not be run is a failure too, though none of its tests was counted.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
    process.exitCode = failed === 0 ? 0 : 1;
    // Last of all, after whatever a teardown prints.
    process.on('exit', () => process.stdout.write(`${line}\n`));
  }
}
