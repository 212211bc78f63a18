/** What the command line of Jest selects tests by. */
export interface Selection {
  readonly testPathPatterns: { readonly patterns: readonly string[] };
  readonly testNamePattern?: string | undefined;
  readonly onlyChanged: boolean;
  readonly onlyFailures: boolean;
  readonly findRelatedTests: boolean;
  readonly shard?: object | undefined;
  readonly filter?: string | undefined;
}

/**
 * Returns whether every test ran, and passed: only then a right that nothing needed says something. Test files that the
 * configuration leaves out start no cloud.
 *
 * @param exitCode what the reporter has set, once the tests have ended
 */
export const isWholeRun = (selection: Selection, exitCode: number | string | null | undefined): boolean =>
  exitCode === 0 &&
  selection.testPathPatterns.patterns.length === 0 &&
  !selection.testNamePattern &&
  !selection.onlyChanged &&
  !selection.onlyFailures &&
  !selection.findRelatedTests &&
  selection.shard === undefined &&
  !selection.filter;
