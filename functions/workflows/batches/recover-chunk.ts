import type { Batch } from '../../domain/batch/batch.ts';
import {
  type BatchItem,
  type ChunkRecord,
  certifiedItem,
  type ManifestLine,
  waitingItem,
} from '../../domain/batch/batch-item.ts';
import type { BatchRegister } from '../../domain/ports/batch-register.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import { findReservedByBatch } from '../issuing/decide-opportunity-award.ts';
import { type ResumingDeps, resume } from '../issuing/issue.ts';
import { CONFLICT } from '../retry-on-conflict.ts';
import { addToRecord, batchRequester, type ChunkKey, type ItemResult } from './chunk-record.ts';

export interface RecoveryDeps extends ResumingDeps {
  readonly batches: Pick<BatchRegister, 'chunkContext' | 'record'>;
  readonly register: ResumingDeps['register'] & Pick<CertificateRegister, 'findMany'>;
}

/**
 * Records what a worker that died issued of a chunk, where the chunk isn't to be issued any more: another delivery has
 * recorded it meanwhile, or the batch was paused or cancelled. Completes reservations, reserves nothing.
 *
 * @throws the first item's fault, once the other items are recorded; the queue then delivers the chunk again.
 */
export async function recoverChunk(
  key: ChunkKey,
  batch: Batch,
  record: ChunkRecord | undefined,
  lines: readonly ManifestLine[],
  deps: RecoveryDeps,
): Promise<void> {
  const attempts = await Promise.allSettled(
    lines.map(
      async (line, index): Promise<ItemResult> =>
        (mayLackCertificate(line, record?.items[index]) && (await findIssuedBefore(line, batch, deps))) || {
          item: waitingItem(line),
        },
    ),
  );
  const results = attempts.map((attempt, index) =>
    attempt.status === 'fulfilled' ? attempt.value : { item: waitingItem(lines[index] as ManifestLine) },
  );
  await addToRecord(key, results, deps);
  for (const attempt of attempts) if (attempt.status === 'rejected') throw attempt.reason;
}

/**
 * Completes what the batch reserved for a line in an earlier attempt and returns it as issued, whatever was recorded of
 * it; undefined where the batch has reserved nothing.
 */
export async function findIssuedBefore(
  line: ManifestLine,
  batch: Batch,
  deps: RecoveryDeps,
): Promise<ItemResult | undefined> {
  const { issuerId } = line;
  if (issuerId === null) return undefined;
  const requester = batchRequester(batch);
  const reserved = await findReservedByBatch({ ...line, issuerId }, requester.counter, deps);
  const outcome = reserved && (await resume(reserved, requester, deps));
  if (outcome === undefined || outcome === CONFLICT || outcome.outcome !== 'issued') return undefined;
  return { item: certifiedItem(line, 'issued', outcome.certificateId), counted: outcome.counted };
}

/** Whether a line may have a certificate of this batch that its recorded item doesn't show. */
function mayLackCertificate({ reason }: ManifestLine, item: BatchItem | undefined): boolean {
  if (reason !== 'ELIGIBLE' && reason !== 'ALREADY_ISSUED') return false;
  return item?.outcome !== 'issued';
}
