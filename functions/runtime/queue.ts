import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { logFault } from './log.ts';
import { inRequest } from './request-id.ts';

/**
 * Processes the messages of an event concurrently and returns those that faulted, so that the queue delivers only them
 * again. `receiveCount` is 1 on the first delivery. Each message is worked on under the ID of the request that sent it,
 * where it has one.
 */
export async function answerRecords<M>(
  event: SQSEvent,
  work: (message: M, receiveCount: number) => Promise<void>,
): Promise<SQSBatchResponse> {
  const results = await Promise.allSettled(
    event.Records.map(async ({ body, attributes, messageId }) => {
      const { requestId = messageId, ...message } = JSON.parse(body) as M & { readonly requestId?: string };
      const receiveCount = Number(attributes.ApproximateReceiveCount);
      return inRequest(requestId, () => reportingFault(() => work(message as M, receiveCount)));
    }),
  );
  const batchItemFailures = results.flatMap((result, index) => {
    if (result.status === 'fulfilled') return [];
    const itemIdentifier = event.Records[index]?.messageId;
    return itemIdentifier === undefined ? [] : [{ itemIdentifier }];
  });
  return { batchItemFailures };
}

/** Logs a fault where the ID of the request is known, and throws it on. */
async function reportingFault(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (fault) {
    logFault('message.fault', fault);
    throw fault;
  }
}
