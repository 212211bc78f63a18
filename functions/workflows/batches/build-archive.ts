import type { Batch } from '../../domain/batch/batch.ts';
import { chunksOf } from '../../domain/chunks-of.ts';
import type { ArchivePart, ArchiveRegister } from '../../domain/ports/archive-register.ts';
import type { BatchRegister } from '../../domain/ports/batch-register.ts';
import type { ArchivedDocument, ResultKey, ResultStore } from '../../domain/ports/result-store.ts';
import {
  archiveFile,
  belongsIn,
  CERTIFICATES_AT_ONCE,
  CHUNKS_PER_PART,
  type CurrentBuildDeps,
  hasCurrentBuild,
} from './archive-parts.ts';
import { type ItemDeps, itemsByChunk } from './list-batch-items.ts';
import { type PrintRunDeps, writePrintRun } from './write-print-run.ts';

export interface ArchiveDeps extends ItemDeps, CurrentBuildDeps, PrintRunDeps {
  readonly batches: Pick<BatchRegister, 'find' | 'chunks'>;
  readonly archives: Pick<ArchiveRegister, 'ready' | 'begin' | 'finish'>;
  readonly results: Pick<ResultStore, 'write' | 'writeArchive' | 'remove'>;
  readonly randomBytes: (count: number) => Uint8Array;
}

/**
 * Builds one part of a file of a batch's documents: of its certificates that belong in it, issued by it or before it. The
 * register knows what it may hold before the first state is read, so that an erasure in the meantime withdraws it.
 *
 * @throws Error when an erasure has withdrawn it; the queue delivers the message again.
 */
export async function buildArchivePart(part: ArchivePart, deps: ArchiveDeps): Promise<void> {
  const batch = await deps.batches.find(part.batchId);
  if (batch === undefined || batch.run !== part.run) return;
  const { issuerIds } = batch;
  if (await hasCurrentBuild(part, issuerIds, deps)) return;
  const build = Buffer.from(deps.randomBytes(6)).toString('hex');
  const certificateIds = await certificatesOf(batch, part.part, deps);
  await deps.archives.begin(part, issuerIds, build, certificateIds);
  const file = archiveFile(part, build);
  const leftOut = await write(file, batch, part, certificateIds, deps);
  if (await deps.archives.finish(part, issuerIds, build, leftOut)) return;
  await deps.results.remove(file);
  throw new Error(`A certificate in part ${part.part} of the file of batch ${part.batchId} was erased`);
}

/** Writes a file, and returns the certificates that don't belong in it. */
async function write(
  file: ResultKey,
  batch: Batch,
  part: ArchivePart,
  certificateIds: readonly string[],
  deps: ArchiveDeps,
): Promise<readonly string[]> {
  if (part.format !== 'zip')
    return writePrintRun(file, { batch, part: part.part, format: part.format, certificateIds }, deps);
  const leftOut = new Set(certificateIds);
  await deps.results.writeArchive(file, archivedDocuments(certificateIds, leftOut, deps));
  return [...leftOut];
}

/** Yields the documents of the certificates that belong in a ZIP, and takes these out of those that are left out. */
async function* archivedDocuments(
  certificateIds: readonly string[],
  leftOut: Set<string>,
  { register, now }: Pick<ArchiveDeps, 'register' | 'now'>,
): AsyncGenerator<ArchivedDocument> {
  for (const ids of chunksOf(certificateIds, CERTIFICATES_AT_ONCE))
    for (const certificate of (await register.findMany(ids)).sort(byId)) {
      const { certificateId, volunteerId, documentSha256, snapshot } = certificate;
      if (!belongsIn('zip', certificate, now()) || documentSha256 === null || snapshot === null) continue;
      leftOut.delete(certificateId);
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
