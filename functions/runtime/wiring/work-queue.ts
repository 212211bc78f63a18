import type { BatchMessage, PlannerMessage } from '../../domain/batch/batch-message.ts';
import { type Patience, sqsClient } from '../../storage/clients.ts';
import type { SendingTrace } from '../../storage/sending-trace.ts';
import { SqsWorkQueue } from '../../storage/sqs-work-queue.ts';
import { logInfo } from '../log.ts';
import { currentRequestId } from '../request-id.ts';

/** Sends on the ID of the request, and logs that a batch's messages were sent. */
const TRACE: SendingTrace<BatchMessage> = {
  requestId: currentRequestId,
  sent: (messages) => {
    for (const batchId of new Set(messages.map((message) => message.batchId)))
      logInfo('work.sent', { batchId });
  },
};

/** The planner's queue, as the environment names it. */
export const wireWorkQueue = (environment: { readonly BATCH_QUEUE_URL: string }, patience: Patience) =>
  new SqsWorkQueue<PlannerMessage>(sqsClient(patience), () => environment.BATCH_QUEUE_URL, TRACE);

/** The planner's queue and, so that neither plans nor chunks wait for each other, that of the chunks. */
export const wireWorkQueues = (
  environment: { readonly BATCH_QUEUE_URL: string; readonly CHUNK_QUEUE_URL: string },
  patience: Patience,
) =>
  new SqsWorkQueue<BatchMessage>(
    sqsClient(patience),
    ({ kind }) => (kind === 'chunk' ? environment.CHUNK_QUEUE_URL : environment.BATCH_QUEUE_URL),
    TRACE,
  );
