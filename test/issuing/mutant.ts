/** A condition that is removed from the product's code, and the test file that must fail then. */
export interface Mutant {
  readonly what: string;
  readonly file: string;
  /** Text that is in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** The test file that must fail. */
  readonly killedBy: `test/${string}.test.ts`;
}
