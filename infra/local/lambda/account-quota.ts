/** The executions that an account may run at once, over all its functions; AWS throttles what comes above. */
export class AccountQuota {
  readonly #executions: number;
  #running = 0;

  constructor(executions: number) {
    this.#executions = executions;
  }

  /** Takes an execution. Returns false where all are taken. */
  take(): boolean {
    if (this.#running >= this.#executions) return false;
    this.#running += 1;
    return true;
  }

  /** Gives an execution back that has ended. */
  release(): void {
    this.#running -= 1;
  }
}
