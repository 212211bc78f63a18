/** An invocation that ended without an answer: the function threw, timed out, died or could not start. */
export class InvocationError extends Error {
  override readonly name = 'InvocationError';
  /** `Sandbox.Timedout`, `Runtime.ExitError`, or the type of what the handler threw. */
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}
