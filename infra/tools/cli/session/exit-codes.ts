/** The exit codes: done; a "no" with its reason; wrong usage; could not reach or could not check. */
export const EXIT = { done: 0, no: 1, usage: 2, unreachable: 3 } as const;
/** One of the exit codes. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A command line that cannot be carried out. Its message is one line and says what to write instead. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

/** A "no" from the command itself and not from the service. Its message is one line. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
}

/** Makes the program exit with `EXIT.no` when it ends normally. */
export function setNegativeExitCode(): void {
  process.exitCode = EXIT.no;
}
