import type { Batch } from '../../domain/batch/batch.ts';
import { isStanding } from '../../domain/certificate/in-force.ts';
import type { BatchRegister } from '../../domain/ports/batch-register.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { ArchivedDocument, ResultKey, ResultStore } from '../../domain/ports/result-store.ts';
import type { WorkQueue } from '../../domain/ports/work-queue.ts';
import { type ItemDeps, itemsByChunk } from './list-batch-items.ts';
import { requireInactive } from './require-inactive.ts';

/** Chunks whose documents share a part of the ZIP: up to 5,000 documents, some 230 MB. */
const CHUNKS_PER_PART = 500;

/** A part that was ordered this long ago and isn't there is ordered again. */
const REORDER_AFTER_MS = 15 * 60_000;

/** Certificates read at once. */
const CERTIFICATES_AT_ONCE = 100;

export interface ArchiveDeps extends ItemDeps {
  readonly batches: Pick<BatchRegister, 'find' | 'chunks'>;
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
  deps: ArchiveDeps,
): AsyncGenerator<ArchivedDocument> {
  const batch = await deps.batches.find(batchId);
  if (batch === undefined) return;
  const from = part * CHUNKS_PER_PART;
  const until = Math.min(batch.plan?.chunkCount ?? 0, from + CHUNKS_PER_PART);
  for await (const ids of certificateIdsOf(batch, from, until, deps)) {
    for (let start = 0; start < ids.length; start += CERTIFICATES_AT_ONCE) {
      const found = await deps.register.findMany([
        ...new Set(ids.slice(start, start + CERTIFICATES_AT_ONCE)),
      ]);
      for (const { certificateId, documentSha256 } of found.filter(isStanding).sort(byId))
        if (documentSha256 !== null) yield { certificateId, documentSha256 };
    }
  }
}

/** Yields the certificates of some chunks, many at a time. */
async function* certificateIdsOf(
  batch: Batch,
  from: number,
  until: number,
  deps: ItemDeps,
): AsyncGenerator<readonly string[]> {
  let ids: string[] = [];
  for await (const { items } of itemsByChunk(batch, from, until, deps)) {
    ids.push(...items.flatMap(({ certificateId }) => certificateId ?? []));
    if (ids.length < CERTIFICATES_AT_ONCE) continue;
    yield ids;
    ids = [];
  }
  yield ids;
}

const byId = (a: { certificateId: string }, b: { certificateId: string }) =>
  a.certificateId < b.certificateId ? -1 : 1;
