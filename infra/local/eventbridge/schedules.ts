import type { RunningFunction } from '../lambda/functions.ts';
import { functionNamed } from '../lambda/functions.ts';
import { InvocationError } from '../lambda/invocation-error.ts';
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
          await pool.invoke(Input === undefined ? scheduledEvent(arn, new Date()) : JSON.parse(Input));
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
