export interface Stoppable {
  stop(): Promise<void> | void;
}

/** Remembers what was started and stops it, last first; one that fails to stop does not keep the others. */
export class StopInOrder {
  readonly #parts: Stoppable[] = [];
  #stopping: Promise<void> | undefined;

  add(part: Stoppable): void {
    this.#parts.push(part);
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const part of this.#parts.reverse()) {
      try {
        await part.stop();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'parts of the embedded cloud did not stop');
  }
}
