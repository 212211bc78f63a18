import { sqsClient } from '../../storage/clients.ts';
import { SqsWorkQueue } from '../../storage/sqs-work-queue.ts';

/** The queues of batches, as the environment names them. */
export const wireWorkQueue = (environment: {
  readonly BATCH_QUEUE_URL: string;
  readonly CHUNK_QUEUE_URL: string;
}) =>
  new SqsWorkQueue(sqsClient(), {
    planning: environment.BATCH_QUEUE_URL,
    chunks: environment.CHUNK_QUEUE_URL,
  });
