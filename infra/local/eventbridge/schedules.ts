import * as z from 'zod';
import type { RunningFunction } from '../lambda/functions.ts';
import { functionNamed } from '../lambda/functions.ts';
import { InvocationError } from '../lambda/invocation-error.ts';
import { ACCOUNT, REGION } from '../region.ts';
import { physicalName } from '../template/physical-name.ts';
import type { ResourceReader } from '../template/resource-reader.ts';
import { rateMilliseconds } from './rate.ts';
import { scheduledEvent } from './scheduled-event.ts';

const TYPE = {
  shape: z.object({
    ScheduleExpression: z.string(),
    State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
    Targets: z.array(z.object({ Arn: z.string(), Id: z.string(), Input: z.string().optional() })).min(1),
  }),
  ignored: ['Description', 'Tags'],
};

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
  return resources.all('AWS::Events::Rule', TYPE).map((resource) => {
    const { ScheduleExpression, State, Targets } = resource.properties;
    const name = physicalName(resource);
    const arn = `arn:aws:events:${REGION}:${ACCOUNT}:rule/${name}`;
    resources.setAttributes(resource, { Ref: name, Arn: arn });
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
    return { name, run, stop: () => clearInterval(timer) };
  });
}
