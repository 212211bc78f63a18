/** What scripts may rely on: done, a "no" with its reason, wrong usage, could not reach or could not check. */
export const EXIT = { done: 0, no: 1, usage: 2, unreachable: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The person asked for something that can't be: told in one line, with what to write instead. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

/** A "no" of the command itself rather than of the service, told in one line. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
}
