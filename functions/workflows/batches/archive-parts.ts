import { allItems } from '../../domain/all-items.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { daysAfter, type Instant } from '../../domain/calendar-date.ts';
import type { Certificate } from '../../domain/certificate/certificate.ts';
import { isInForce, isStanding } from '../../domain/certificate/in-force.ts';
import { chunksOf } from '../../domain/chunks-of.ts';
import type {
  ArchiveBuild,
  ArchiveFormat,
  ArchivePart,
  ArchiveRegister,
} from '../../domain/ports/archive-register.ts';
import type { AuditLog } from '../../domain/ports/audit-log.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { ResultKey } from '../../domain/ports/result-store.ts';
import type { WorkQueue } from '../../domain/ports/work-queue.ts';
import { requireInactive } from './require-inactive.ts';

/**
 * Chunks whose documents share a part: up to 5,000 documents. A part is built within the time of a function, the register
 * holds its certificates in one item, and an erasure builds one part anew.
 */
export const CHUNKS_PER_PART = 500;

/** A part that was ordered this long ago and isn't there is ordered again. */
const REORDER_AFTER_MS = 15 * 60_000;

/** Certificates read at once. */
export const CERTIFICATES_AT_ONCE = 100;

/** Steps read at once. */
const STEPS_AT_ONCE = 1_000;

export interface CurrentBuildDeps {
  readonly archives: Pick<ArchiveRegister, 'ready'>;
  readonly auditLog: AuditLog;
  readonly register: Pick<CertificateRegister, 'findMany'>;
  readonly now: () => Instant;
}

export interface ArchiveOrderDeps extends CurrentBuildDeps {
  readonly queue: WorkQueue;
  /** When this process last ordered a part, in milliseconds, by the part and the build that it replaces. */
  readonly ordered: Map<string, number>;
  readonly nowMs: () => number;
}

/** A part of a file: what is handed out (undefined while it is built), and the name to save it under. */
export interface PartState {
  readonly file: ResultKey | undefined;
  readonly saveAs: string;
}

/**
 * Orders the missing parts of a file of a batch's documents and returns all of them. A part that is built is not built
 * again, unless a certificate has since come into what the file is made of, or gone out of it.
 *
 * @throws Refusal STATE_CONFLICT while the batch may still issue.
 */
export async function orderArchive(
  batch: Batch,
  format: ArchiveFormat,
  deps: ArchiveOrderDeps,
): Promise<readonly PartState[]> {
  const { batchId, run, issuerIds } = requireInactive(batch);
  const parts = Array.from(
    { length: partCountOf(batch) },
    (_, part): ArchivePart => ({ batchId, run, format, part }),
  );
  const builds = await Promise.all(parts.map((part) => deps.archives.ready(part, issuerIds)));
  const isCurrent = await currentIn(format, builds, issuerIds, deps);
  const now = deps.nowMs();
  const nameOf = ({ part }: ArchivePart) =>
    `${batchId}/${run}/${format}/${part}/${builds[part]?.build ?? ''}`;
  const missing = parts.filter(
    (one) => !isCurrent[one.part] && now - (deps.ordered.get(nameOf(one)) ?? 0) >= REORDER_AFTER_MS,
  );
  await deps.queue.send(missing.map((part) => ({ kind: 'archive', ...part })));
  // Not before: what was not sent is ordered by the next request.
  for (const part of missing) deps.ordered.set(nameOf(part), now);
  return parts.map((part, index) => {
    const build = builds[index];
    return {
      file: build !== undefined && isCurrent[index] ? archiveFile(part, build.build) : undefined,
      saveAs: `tawtheeq-${batchId}-${partName(part)}.${EXTENSIONS[format]}`,
    };
  });
}

/** Whether a build of a part may be handed out. */
export async function hasCurrentBuild(
  part: ArchivePart,
  issuerIds: readonly string[],
  deps: CurrentBuildDeps,
): Promise<boolean> {
  const build = await deps.archives.ready(part, issuerIds);
  return (await currentIn(part.format, [build], issuerIds, deps))[0] === true;
}

/** Returns into how many parts the documents of a batch are divided. */
export const partCountOf = ({ plan }: Batch): number =>
  Math.max(1, Math.ceil((plan?.chunkCount ?? 0) / CHUNKS_PER_PART));

/** Whether a certificate's document goes into a file: a ZIP is kept, also through a dispute; paper is handed out. */
export const belongsIn = (format: ArchiveFormat, certificate: Certificate, now: Instant): boolean =>
  certificate.documentSha256 !== null &&
  certificate.snapshot !== null &&
  (format === 'zip' ? isStanding(certificate) : isInForce(certificate, now));

const EXTENSIONS: Readonly<Record<ArchiveFormat, string>> = {
  zip: 'zip',
  'print-ar': 'pdf',
  'print-en': 'pdf',
};

/** Returns the file of one build of a part. */
export const archiveFile = (part: ArchivePart, build: string): ResultKey => ({
  batchId: part.batchId,
  run: part.run,
  name: `${partName(part)}-${build}.${EXTENSIONS[part.format]}`,
});

const partName = ({ format, part }: ArchivePart): string => `${format}-${String(part + 1).padStart(3, '0')}`;

/**
 * Returns of which builds it still holds what they leave out. Only the certificates that have had a step since are read:
 * the log lists steps by day, so those of the day before a build was ready are among them.
 */
async function currentIn(
  format: ArchiveFormat,
  builds: readonly (ArchiveBuild | undefined)[],
  issuerIds: readonly string[],
  deps: CurrentBuildDeps,
): Promise<readonly boolean[]> {
  const now = deps.now();
  const since = builds.flatMap((build) => build?.readyAt ?? []).sort()[0];
  if (since === undefined) return builds.map(() => false);
  const changed = await changedSince(daysAfter(since.slice(0, 10), -1), now.slice(0, 10), issuerIds, deps);
  return Promise.all(
    builds.map(async (build) => {
      if (build === undefined) return false;
      const leftOut = new Set(build.leftOut);
      const ids = build.certificateIds.filter((certificateId) => changed.has(certificateId));
      for (const some of chunksOf(ids, CERTIFICATES_AT_ONCE))
        for (const certificate of await deps.register.findMany(some))
          if (belongsIn(format, certificate, now) === leftOut.has(certificate.certificateId)) return false;
      return true;
    }),
  );
}

/** Returns the certificates that had a step after issue on some days of UTC. */
async function changedSince(
  first: string,
  last: string,
  issuerIds: readonly string[],
  { auditLog }: CurrentBuildDeps,
): Promise<ReadonlySet<string>> {
  const changed = new Set<string>();
  for (let day = first; day <= last; day = daysAfter(day, 1))
    for (const issuerId of issuerIds)
      for await (const { certificateId } of allItems((cursor) =>
        auditLog.stepsOf(day, { limit: STEPS_AT_ONCE, cursor }, issuerId),
      ))
        changed.add(certificateId);
  return changed;
}
