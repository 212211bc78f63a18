import { availableParallelism } from 'node:os';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { REGION } from '../region.ts';
import type { Queue } from '../sqs/queues.ts';
import type { ResourceReader } from '../template/resource-reader.ts';
import { UnsupportedTemplate } from '../template/unsupported-template.ts';
import { type EventSourceMapping, pollQueue } from './event-source-mapping.ts';
import { functionNamed, type RunningFunction } from './functions.ts';

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

/** Lambda starts polling a queue with five concurrent batches. */
const POLLERS = 5;
/** Handling messages is bound by the CPU: more at a time than there are cores doesn't finish sooner. */
const MOST_CONCURRENT = Math.max(2, availableParallelism());

/** Starts the template's enabled event source mappings. @throws UnsupportedTemplate when a source is not a queue. */
export function startEventSourceMappings(
  resources: ResourceReader,
  queueEndpoint: string,
  queues: readonly Queue[],
  functions: readonly RunningFunction[],
  log: (line: string) => void,
): EventSourceMapping[] {
  return resources
    .all('AWS::Lambda::EventSourceMapping', TYPE)
    .filter(({ properties }) => properties.Enabled)
    .map(({ logicalId, properties }) => {
      const queue = queues.find(({ arn }) => arn === properties.EventSourceArn);
      const target = functionNamed(functions, properties.FunctionName);
      if (queue === undefined)
        throw new UnsupportedTemplate(
          `${logicalId}: ${properties.EventSourceArn} is not a queue of the template`,
        );
      return pollQueue({
        // Lambda polls a queue with the rights of the function.
        client: new SQSClient({ region: REGION, endpoint: queueEndpoint, credentials: target.accessKey }),
        queue: { url: queue.guardedUrl, arn: queue.arn },
        pool: target.pool,
        batchSize: properties.BatchSize,
        windowSeconds: properties.MaximumBatchingWindowInSeconds,
        reportsItemFailures: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
        concurrency: Math.min(
          properties.ScalingConfig.MaximumConcurrency ?? POLLERS,
          target.pool.definition.concurrency,
          MOST_CONCURRENT,
        ),
        log,
      });
    });
}
