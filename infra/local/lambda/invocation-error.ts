/** The type of the error of an invocation for which the account had no execution left. */
export const THROTTLED = 'TooManyRequestsException';

/** An invocation without a result: the function threw, timed out, was killed or could not start. */
export class InvocationError extends Error {
  override readonly name = 'InvocationError';
  /** `Sandbox.Timedout`, `Runtime.ExitError`, `THROTTLED`, or the type of what the handler threw. */
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}
