import type { Batch } from '../../domain/batch/batch.ts';
import { isStanding } from '../../domain/certificate/in-force.ts';
import { chunksOf } from '../../domain/chunks-of.ts';
import type { ArchivePart, ArchiveRegister } from '../../domain/ports/archive-register.ts';
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
  readonly archives: Pick<ArchiveRegister, 'ready' | 'begin' | 'finish'>;
  readonly results: Pick<ResultStore, 'writeArchive' | 'remove'>;
  readonly randomBytes: (count: number) => Uint8Array;
}

export interface ArchiveOrderDeps {
  readonly archives: Pick<ArchiveRegister, 'ready'>;
  readonly queue: WorkQueue;
  /** When this process last ordered a part, in milliseconds, by batch, run and part. */
  readonly ordered: Map<string, number>;
  readonly nowMs: () => number;
}

/** A part of a batch's ZIP: the file that is handed out (undefined while it is built), and the name to save it under. */
export interface PartState {
  readonly file: ResultKey | undefined;
  readonly saveAs: string;
}

/**
 * Orders the missing parts of a batch's ZIP and returns all of them. A part that is built is not built again, so an
 * interrupted ZIP continues where it stopped.
 *
 * @throws Refusal STATE_CONFLICT while the batch may still issue.
 */
export async function orderArchive(batch: Batch, deps: ArchiveOrderDeps): Promise<readonly PartState[]> {
  const { batchId, run, issuerIds } = requireInactive(batch);
  const partCount = Math.max(1, Math.ceil((batch.plan?.chunkCount ?? 0) / CHUNKS_PER_PART));
  const parts = Array.from({ length: partCount }, (_, part): ArchivePart => ({ batchId, run, part }));
  const builds = await Promise.all(parts.map((part) => deps.archives.ready(part, issuerIds)));
  const now = deps.nowMs();
  const missing = parts.filter((part) => {
    const name = `${batchId}/${run}/${part.part}`;
    if (builds[part.part] !== undefined || now - (deps.ordered.get(name) ?? 0) < REORDER_AFTER_MS)
      return false;
    deps.ordered.set(name, now);
    return true;
  });
  await deps.queue.send(missing.map((part) => ({ kind: 'archive', ...part })));
  return parts.map((part, index) => {
    const build = builds[index];
    return {
      file: build === undefined ? undefined : archiveFile(part, build),
      saveAs: `tawtheeq-${batchId}-${partName(part)}.zip`,
    };
  });
}

/**
 * Builds one part of a batch's ZIP: the documents of its certificates that stand, issued by it or before it. The
 * register knows what it may hold before the first state is read, so that an erasure in the meantime withdraws it.
 *
 * @throws Error when an erasure has withdrawn it; the queue delivers the message again.
 */
export async function buildArchivePart(part: ArchivePart, deps: ArchiveDeps): Promise<void> {
  const batch = await deps.batches.find(part.batchId);
  if (batch === undefined || batch.run !== part.run) return;
  const { issuerIds } = batch;
  if ((await deps.archives.ready(part, issuerIds)) !== undefined) return;
  const build = Buffer.from(deps.randomBytes(6)).toString('hex');
  const certificateIds = await certificatesOf(batch, part.part, deps);
  await deps.archives.begin(part, issuerIds, build, certificateIds);
  const file = archiveFile(part, build);
  await deps.results.writeArchive(file, standingDocuments(certificateIds, deps));
  if (await deps.archives.finish(part, issuerIds, build)) return;
  await deps.results.remove(file);
  throw new Error(`A certificate in part ${part.part} of the ZIP of batch ${part.batchId} was erased`);
}

/** Returns the file of one build of a part. */
export const archiveFile = (part: ArchivePart, build: string): ResultKey => ({
  batchId: part.batchId,
  run: part.run,
  name: `${partName(part)}-${build}.zip`,
});

const partName = ({ part }: ArchivePart): string => `part-${String(part + 1).padStart(3, '0')}`;

/** Yields the documents of the certificates that stand. */
async function* standingDocuments(
  certificateIds: readonly string[],
  { register }: Pick<ArchiveDeps, 'register'>,
): AsyncGenerator<ArchivedDocument> {
  for (const ids of chunksOf(certificateIds, CERTIFICATES_AT_ONCE))
    for (const { certificateId, volunteerId, documentSha256, snapshot } of (await register.findMany(ids))
      .filter(isStanding)
      .sort(byId)) {
      if (documentSha256 === null || snapshot === null) continue;
      const { holder, titleAr, titleEn } = snapshot;
      const { nameAr, nameEn } = holder;
      yield { certificateId, documentSha256, volunteerId, nameAr, nameEn, titleAr, titleEn };
    }
}

/** Returns the certificates of a part's chunks, each once, in the order of the manifest. */
async function certificatesOf(batch: Batch, part: number, deps: ItemDeps): Promise<readonly string[]> {
  const from = part * CHUNKS_PER_PART;
  const until = Math.min(batch.plan?.chunkCount ?? 0, from + CHUNKS_PER_PART);
  const ids = new Set<string>();
  for await (const { items } of itemsByChunk(batch, from, until, deps))
    for (const { certificateId } of items) if (certificateId !== undefined) ids.add(certificateId);
  return [...ids];
}

const byId = (a: { certificateId: string }, b: { certificateId: string }) =>
  a.certificateId < b.certificateId ? -1 : 1;
