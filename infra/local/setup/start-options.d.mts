export interface StartOptions {
  readonly assembly: string;
  readonly port: number;
  readonly data: string;
  /** Without the sample cluster. */
  readonly empty: boolean;
}

/** An option that can't be meant, on one line with what is expected. */
export declare class WrongOption extends Error {
  readonly exitCode: number;
}

/** Reads `--port N --data DIR --empty`; refuses anything else in one line. */
export declare function startOptions(args: readonly string[]): StartOptions;
