import { availableParallelism } from 'node:os';
import type { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { RunningFunction } from '../lambda/functions.ts';
import type { ResourceReader } from '../template/resource-reader.ts';
import { UnknownWiring } from '../template/unknown-wiring.ts';
import { type EventSource, pollQueue } from './event-source.ts';
import type { Queue } from './queues.ts';

const TYPE = {
  shape: z.object({
    BatchSize: z.number().default(10),
    Enabled: z.boolean().default(true),
    EventSourceArn: z.string(),
    FunctionName: z.string(),
    FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
    MaximumBatchingWindowInSeconds: z.number().default(0),
    ScalingConfig: z.object({ MaximumConcurrency: z.number().optional() }).default({}),
  }),
  ignored: ['Tags'],
};

/** Lambda starts with this many pollers for a queue. */
const POLLERS = 5;
/** Messages keep a core busy, unlike people's questions: more at once than there are cores only get in each other's way. */
const BUSY_AT_ONCE = Math.max(2, availableParallelism());

/** Connects the queues of the template with their functions. */
export function startEventSources(
  resources: ResourceReader,
  client: SQSClient,
  queues: readonly Queue[],
  functions: readonly RunningFunction[],
  log: (line: string) => void,
): EventSource[] {
  return resources
    .all('AWS::Lambda::EventSourceMapping', TYPE)
    .filter(({ properties }) => properties.Enabled)
    .map(({ logicalId, properties }) => {
      const queue = queues.find(({ arn }) => arn === properties.EventSourceArn);
      const target = functionNamed(functions, properties.FunctionName);
      if (queue === undefined)
        throw new UnknownWiring(`${logicalId}: ${properties.EventSourceArn} is not a queue of the template`);
      return pollQueue({
        client,
        queue,
        pool: target.pool,
        batchSize: properties.BatchSize,
        windowSeconds: properties.MaximumBatchingWindowInSeconds,
        reportsItemFailures: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
        concurrency: Math.min(
          properties.ScalingConfig.MaximumConcurrency ?? POLLERS,
          target.pool.definition.concurrency,
          BUSY_AT_ONCE,
        ),
        log,
      });
    });
}

/** A function by its ARN or its name. */
export function functionNamed(functions: readonly RunningFunction[], reference: string): RunningFunction {
  const found = functions.find(({ arn, pool }) => arn === reference || pool.definition.name === reference);
  if (found === undefined) throw new UnknownWiring(`${reference} is not a function of the template`);
  return found;
}
