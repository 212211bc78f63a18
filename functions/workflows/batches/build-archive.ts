import type { Batch } from '../../domain/batch/batch.ts';
import { isStanding } from '../../domain/certificate/in-force.ts';
import type { BatchRegister } from '../../domain/ports/batch-register.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { ArchivedDocument, ResultKey, ResultStore } from '../../domain/ports/result-store.ts';
import type { WorkQueue } from '../../domain/ports/work-queue.ts';
import { requireInactive } from './require-inactive.ts';

/** Chunks whose documents share a part of the ZIP: up to 5,000 documents, some 230 MB. */
const CHUNKS_PER_PART = 500;

/** A part that was ordered this long ago and isn't there is ordered again. */
const REORDER_AFTER_MS = 15 * 60_000;

/** Certificates read at once. */
const CERTIFICATES_AT_ONCE = 100;

export interface ArchiveDeps {
  readonly batches: Pick<BatchRegister, 'chunks'>;
  readonly register: Pick<CertificateRegister, 'findMany'>;
  readonly results: Pick<ResultStore, 'exists' | 'writeArchive'>;
}

export interface ArchiveOrderDeps {
  readonly results: Pick<ResultStore, 'exists'>;
  readonly queue: WorkQueue;
  /** When this process last ordered a part, in milliseconds, by batch, run and part. */
  readonly ordered: Map<string, number>;
  readonly nowMs: () => number;
}

/** The parts of a batch's ZIP, and which of them are built. */
export interface ArchiveState {
  readonly run: number;
  readonly parts: readonly { readonly key: ResultKey; readonly ready: boolean }[];
}

/**
 * Orders the missing parts of a batch's ZIP and returns all of them. A part that is built is never built again, so an
 * interrupted ZIP continues where it stopped.
 *
 * @throws Refusal STATE_CONFLICT while the batch may still issue.
 */
export async function orderArchive(batch: Batch, deps: ArchiveOrderDeps): Promise<ArchiveState> {
  const { batchId, run } = requireInactive(batch);
  const partCount = Math.max(1, Math.ceil((batch.plan?.chunkCount ?? 0) / CHUNKS_PER_PART));
  const keys = Array.from({ length: partCount }, (_, part) => archiveKey(batchId, run, part));
  const parts = await Promise.all(keys.map(async (key) => ({ key, ready: await deps.results.exists(key) })));
  const now = deps.nowMs();
  const missing = parts.flatMap(({ key, ready }, part) => {
    const name = `${batchId}/${run}/${key.name}`;
    if (ready || now - (deps.ordered.get(name) ?? 0) < REORDER_AFTER_MS) return [];
    deps.ordered.set(name, now);
    return [{ kind: 'archive', batchId, run, part } as const];
  });
  await deps.queue.send(missing);
  return { run, parts };
}

/** Builds one part of a batch's ZIP: the documents of its certificates that stand, issued by it or before it. */
export async function buildArchivePart(
  batchId: string,
  run: number,
  part: number,
  deps: ArchiveDeps,
): Promise<void> {
  const key = archiveKey(batchId, run, part);
  if (await deps.results.exists(key)) return;
  await deps.results.writeArchive(key, documentsOf(batchId, part, deps));
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
    for (let start = 0; start < ids.length; start += CERTIFICATES_AT_ONCE) {
      const found = await register.findMany([...new Set(ids.slice(start, start + CERTIFICATES_AT_ONCE))]);
      for (const { certificateId, documentSha256 } of found.filter(isStanding).sort(byId))
        if (documentSha256 !== null) yield { certificateId, documentSha256 };
    }
  }
}

const byId = (a: { certificateId: string }, b: { certificateId: string }) =>
  a.certificateId < b.certificateId ? -1 : 1;
