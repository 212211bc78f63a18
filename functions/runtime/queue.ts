import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { logFault } from './log.ts';

/**
 * Processes the messages of an event concurrently and returns those that faulted, so that the queue delivers only them
 * again. `receiveCount` is 1 on the first delivery.
 */
export async function answerRecords<M>(
  event: SQSEvent,
  work: (message: M, receiveCount: number) => Promise<void>,
): Promise<SQSBatchResponse> {
  const results = await Promise.allSettled(
    event.Records.map(async ({ body, attributes }) =>
      work(JSON.parse(body) as M, Number(attributes.ApproximateReceiveCount)),
    ),
  );
  const batchItemFailures = results.flatMap((result, index) => {
    if (result.status === 'fulfilled') return [];
    logFault('message.fault', result.reason);
    const itemIdentifier = event.Records[index]?.messageId;
    return itemIdentifier === undefined ? [] : [{ itemIdentifier }];
  });
  return { batchItemFailures };
}
