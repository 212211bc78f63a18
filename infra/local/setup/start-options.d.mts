/** The options of `npm start`. */
export interface StartOptions {
  readonly assembly: string;
  readonly port: number;
  readonly data: string;
  /** Whether to start without the sample cluster. */
  readonly empty: boolean;
}

/** A wrong option; the message is one line that says what is expected. */
export declare class WrongOption extends Error {
  readonly exitCode: number;
}

/** Parses `--port N --data DIR --empty`. @throws WrongOption for anything else */
export declare function startOptions(args: readonly string[]): StartOptions;
