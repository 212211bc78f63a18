import { CommandRefused, EXIT, type ExitCode } from '../session/exit-codes.ts';
import { failureOf } from '../session/failure.ts';
import type { Messages } from '../wording/messages-en.ts';

/** The steps of a run, in their order. */
export type StepName = keyof Messages['smoke']['steps'];

/** What came of a step. */
export interface StepResult {
  readonly step: StepName;
  readonly outcome: 'ok' | 'failed' | 'unchecked';
  readonly milliseconds: number;
  /** What was found, or the reason why not. */
  readonly detail: string;
  /** What to do about it; left out where there is nothing to do. */
  readonly remedy?: string;
}

/** Something that couldn't be checked, with the reason; never shown as done. */
export class Unchecked extends Error {
  override readonly name = 'Unchecked';
}

/** A step came out as something else than expected. Its message says as what, `remedy` what to do. */
export class Unexpected extends CommandRefused {
  readonly remedy: string | undefined;

  constructor(message: string, remedy?: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** The results of the steps so far, each shown as soon as it is known. */
export class Steps {
  readonly results: StepResult[] = [];
  readonly #messages: Messages;
  readonly #show: (result: StepResult) => void;
  #exitCode: ExitCode = EXIT.done;

  constructor(messages: Messages, show: (result: StepResult) => void) {
    this.#messages = messages;
    this.#show = show;
  }

  /** Does a step, which returns what it found; returns whether it succeeded. Never throws. */
  async take(step: StepName, work: () => Promise<string>): Promise<boolean> {
    const start = performance.now();
    const ended = (result: Pick<StepResult, 'outcome' | 'detail' | 'remedy'>) => {
      const milliseconds = Math.round(performance.now() - start);
      this.results.push({ step, milliseconds, ...result });
      this.#show({ step, milliseconds, ...result });
    };
    try {
      ended({ outcome: 'ok', detail: await work() });
      return true;
    } catch (error) {
      const remedy = (error instanceof Unexpected && error.remedy) || this.#messages.smoke.remedies[step];
      if (error instanceof Unchecked) {
        this.#fail(EXIT.unreachable);
        ended({ outcome: 'unchecked', detail: error.message, remedy });
      } else {
        const { exitCode, line } = failureOf(error, this.#messages);
        this.#fail(exitCode);
        ended({ outcome: 'failed', detail: line, remedy });
      }
      return false;
    }
  }

  /** A "no" outweighs what couldn't be reached or checked. */
  get exitCode(): ExitCode {
    return this.#exitCode;
  }

  #fail(exitCode: ExitCode): void {
    if (this.#exitCode !== EXIT.no) this.#exitCode = exitCode === EXIT.unreachable ? exitCode : EXIT.no;
  }
}

/** Returns what throws once a step takes longer than it may: called with each answer on the way. */
export function within(seconds: number, tooLong: (seconds: number) => string): () => void {
  const end = performance.now() + seconds * 1_000;
  return () => {
    if (performance.now() > end) throw new CommandRefused(tooLong(seconds));
  };
}
