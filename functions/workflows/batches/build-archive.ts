import type { Batch } from '../../domain/batch/batch.ts';
import type { BatchRegister } from '../../domain/ports/batch-register.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { ArchivedDocument, ResultKey, ResultStore } from '../../domain/ports/result-store.ts';
import type { WorkQueue } from '../../domain/ports/work-queue.ts';
import { Refusal } from '../../domain/refusal.ts';

/** Chunks whose documents share a part of the ZIP: up to 5,000 documents, some 230 MB. */
const CHUNKS_PER_PART = 500;

/** How long an order to build is trusted before it is given again. */
const BUILD_PATIENCE_MS = 15 * 60_000;

export interface ArchiveDeps {
  readonly batches: Pick<BatchRegister, 'chunks'>;
  readonly register: Pick<CertificateRegister, 'findMany'>;
  readonly results: Pick<ResultStore, 'exists' | 'writeArchive'>;
}

export interface ArchiveOrderDeps {
  readonly results: Pick<ResultStore, 'exists'>;
  readonly queue: WorkQueue;
  /** When this process last ordered a place to be built, in milliseconds. */
  readonly ordered: Map<string, number>;
  readonly nowMs: () => number;
}

/** Which parts of a batch's ZIP are there. */
export interface ArchiveState {
  readonly run: number;
  readonly parts: readonly { readonly place: ResultKey; readonly ready: boolean }[];
}

/**
 * The ZIP of a batch that has ended or stands still: its parts, of which those that are missing are ordered. Parts
 * that are there are never built again, so a ZIP that was interrupted goes on where it was.
 */
export async function orderArchive(batch: Batch, parts: ArchiveOrderDeps): Promise<ArchiveState> {
  const { batchId, run } = requireStill(batch);
  const partCount = Math.max(1, Math.ceil((batch.plan?.chunkCount ?? 0) / CHUNKS_PER_PART));
  const places = Array.from({ length: partCount }, (_, part) => archiveKey(batchId, run, part));
  const state = await Promise.all(
    places.map(async (place) => ({ place, ready: await parts.results.exists(place) })),
  );
  const now = parts.nowMs();
  const missing = state.flatMap(({ place, ready }, part) => {
    const key = `${batchId}/${run}/${place.name}`;
    if (ready || now - (parts.ordered.get(key) ?? 0) < BUILD_PATIENCE_MS) return [];
    parts.ordered.set(key, now);
    return [{ kind: 'archive', batchId, run, part } as const];
  });
  await parts.queue.send(missing);
  return { run, parts: state };
}

/** Builds one part of a batch's ZIP: the documents in force of its certificates, issued now or before. */
export async function buildArchivePart(
  batchId: string,
  run: number,
  part: number,
  parts: ArchiveDeps,
): Promise<void> {
  const place = archiveKey(batchId, run, part);
  if (await parts.results.exists(place)) return;
  await parts.results.writeArchive(place, documentsOf(batchId, part, parts));
}

/** Refuses a batch that may still issue: a file made of it would be out of date at once. */
export function requireStill(batch: Batch): Batch {
  if (batch.run > 0 && (batch.state === 'done' || batch.state === 'cancelled' || batch.state === 'paused'))
    return batch;
  throw new Refusal('STATE_CONFLICT', 'This is made once the batch is done, cancelled or paused.', {
    state: batch.state,
  });
}

const archiveKey = (batchId: string, run: number, part: number): ResultKey => ({
  batchId,
  run,
  name: `part-${String(part + 1).padStart(3, '0')}.zip`,
});

async function* documentsOf(
  batchId: string,
  part: number,
  { batches, register }: ArchiveDeps,
): AsyncGenerator<ArchivedDocument> {
  const from = part * CHUNKS_PER_PART;
  for await (const records of batches.chunks(batchId, from, from + CHUNKS_PER_PART)) {
    const ids = records
      .flatMap(({ items }) => items)
      .flatMap(({ certificateId }) => (certificateId === undefined ? [] : [certificateId]));
    for (let start = 0; start < ids.length; start += 100) {
      const found = await register.findMany([...new Set(ids.slice(start, start + 100))]);
      const inForce = found.filter(({ state }) => state === 'issued' || state === 'suspended');
      for (const { certificateId, documentSha256 } of inForce.sort(byId))
        if (documentSha256 !== null) yield { certificateId, documentSha256 };
    }
  }
}

const byId = (a: { certificateId: string }, b: { certificateId: string }) =>
  a.certificateId < b.certificateId ? -1 : 1;
