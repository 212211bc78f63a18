/** Something that was started and can be stopped. */
export interface Stoppable {
  stop(): Promise<void> | void;
}

/** Stops what was started in reverse order. A failure doesn't keep the others from being stopped. */
export class StopInOrder {
  readonly #started: Stoppable[] = [];
  #stopping: Promise<void> | undefined;

  /** Adds what was started last. */
  add(started: Stoppable): void {
    this.#started.push(started);
  }

  /** Stops everything, once. @throws AggregateError of what failed to stop. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const one of this.#started.reverse()) {
      try {
        await one.stop();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0)
      throw new AggregateError(failures, 'Not everything of the embedded cloud could be stopped');
  }
}
