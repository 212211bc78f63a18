import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { ChunkMessage } from '../../domain/batch/batch-message.ts';
import { LAST_TRY } from '../../runtime/limits.ts';
import { answerRecords } from '../../runtime/queue.ts';
import { wireWorker } from '../../runtime/wiring/worker.ts';
import { runBatchChunk } from '../../workflows/batches/run-batch-chunk.ts';

const deps = wireWorker();

/** Issues chunks of batches. Only the chunks of an event that fault are delivered again. */
export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  answerRecords(event, async (message: ChunkMessage, receiveCount) => {
    const delivery = { again: receiveCount > 1, lastTry: receiveCount >= LAST_TRY };
    await runBatchChunk(message, delivery, deps);
  });
