import { type Patience, sqsClient } from '../../storage/clients.ts';
import { SqsWorkQueue } from '../../storage/sqs-work-queue.ts';

/** The queues of batches, as the environment names them. */
export const wireWorkQueue = (
  environment: { readonly BATCH_QUEUE_URL: string; readonly CHUNK_QUEUE_URL: string },
  patience: Patience,
) =>
  new SqsWorkQueue(sqsClient(patience), {
    planning: environment.BATCH_QUEUE_URL,
    chunks: environment.CHUNK_QUEUE_URL,
  });
