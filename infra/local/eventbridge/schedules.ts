import { setTimeout as after } from 'node:timers/promises';
import type { RunningFunction } from '../lambda/functions.ts';
import { functionNamed } from '../lambda/functions.ts';
import { InvocationError, THROTTLED } from '../lambda/invocation-error.ts';
import type { ResourceReader } from '../template/resource-reader.ts';
import { rateMilliseconds } from './rate.ts';
import { rulesOf } from './rules.ts';
import { scheduledEvent } from './scheduled-event.ts';

/** A scheduled rule of the template. */
export interface Schedule {
  readonly name: string;
  /** Invokes the rule's targets now; resolves when they have ended. A failed invocation is logged. */
  run(): Promise<void>;
  stop(): void;
}

/** Starts the template's scheduled rules; the first run is one period after the start. */
export function startSchedules(
  resources: ResourceReader,
  functions: readonly RunningFunction[],
  log: (line: string) => void,
): Schedule[] {
  return rulesOf(resources).flatMap(({ name, arn, properties: { ScheduleExpression, State, Targets } }) => {
    if (ScheduleExpression === undefined) return [];
    const targets = Targets.map((target) => ({ ...target, pool: functionNamed(functions, target.Arn).pool }));
    const run = async () => {
      for (const { pool, Input } of targets) {
        try {
          const event = Input === undefined ? scheduledEvent(arn, new Date()) : JSON.parse(Input);
          await untilThereIsRoom(() => pool.invoke(event));
        } catch (error) {
          if (!(error instanceof InvocationError)) throw error;
          log(`${name}: ${error.type}: ${error.message}`);
        }
      }
    };
    const timer =
      State === 'ENABLED' ? setInterval(() => void run(), rateMilliseconds(ScheduleExpression)) : undefined;
    return [{ name, run, stop: () => clearInterval(timer) }];
  });
}

const RETRY_MILLISECONDS = 1_000;

/** Invokes as Lambda does what is asynchronous: where it is throttled, again and again. */
async function untilThereIsRoom(invoke: () => Promise<unknown>): Promise<void> {
  for (;;)
    try {
      await invoke();
      return;
    } catch (error) {
      if (!(error instanceof InvocationError) || error.type !== THROTTLED) throw error;
      await after(RETRY_MILLISECONDS);
    }
}
