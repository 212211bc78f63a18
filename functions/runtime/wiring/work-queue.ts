import type { BatchMessage, PlannerMessage } from '../../domain/batch/batch-message.ts';
import { type Patience, sqsClient } from '../../storage/clients.ts';
import { SqsWorkQueue } from '../../storage/sqs-work-queue.ts';

/** The planner's queue, as the environment names it. */
export const wireWorkQueue = (environment: { readonly BATCH_QUEUE_URL: string }, patience: Patience) =>
  new SqsWorkQueue<PlannerMessage>(sqsClient(patience), () => environment.BATCH_QUEUE_URL);

/** The planner's queue and, so that neither plans nor chunks wait for each other, that of the chunks. */
export const wireWorkQueues = (
  environment: { readonly BATCH_QUEUE_URL: string; readonly CHUNK_QUEUE_URL: string },
  patience: Patience,
) =>
  new SqsWorkQueue<BatchMessage>(sqsClient(patience), ({ kind }) =>
    kind === 'chunk' ? environment.CHUNK_QUEUE_URL : environment.BATCH_QUEUE_URL,
  );
