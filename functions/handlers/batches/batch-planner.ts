import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { PlannerMessage } from '../../domain/batch/batch-message.ts';
import { answerRecords } from '../../runtime/queue.ts';
import { wirePlanning } from '../../runtime/wiring/planning.ts';
import { buildArchivePart } from '../../workflows/batches/build-archive.ts';
import { planBatch } from '../../workflows/batches/plan-batch.ts';
import { sendChunks } from '../../workflows/batches/send-chunks.ts';
import { writeBatchReport } from '../../workflows/batches/write-batch-report.ts';

const deps = wirePlanning();

async function report(batchId: string, run: number): Promise<void> {
  const batch = await deps.batches.find(batchId);
  if (batch !== undefined) await writeBatchReport(batch, run, deps);
}

/** Plans batches, sends out their chunks and builds their files. Each message may take minutes. */
export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  answerRecords(event, async (message: PlannerMessage) => {
    switch (message.kind) {
      case 'plan':
        return planBatch(message.batchId, deps);
      case 'send':
        return sendChunks(message, deps);
      case 'archive':
        return buildArchivePart(message, deps);
      case 'report':
        return report(message.batchId, message.run);
    }
  });
