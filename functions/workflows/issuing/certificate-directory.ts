import { daysAfter, type Instant } from '../../domain/calendar-date.ts';
import { chunksOf } from '../../domain/chunks-of.ts';
import {
  type DirectoryCertificate,
  directoryCertificate,
} from '../../domain/directory/directory-certificate.ts';
import type { AuditLog } from '../../domain/ports/audit-log.ts';
import type {
  CertificateDirectories,
  CertificateFacts,
  ReservedSince,
  StoredCertificates,
} from '../../domain/ports/directory/certificate-directories.ts';

export interface CertificateDirectoryDeps {
  readonly directories: CertificateDirectories;
  readonly facts: CertificateFacts;
  readonly auditLog: AuditLog;
  readonly now: () => Instant;
}

/** Longer than an index takes to show what was written. */
const INDEX_DELAY_MS = 60_000;
/** A directory that is this many certificates behind is stored anew by who reads it. */
const BEHIND = 100;
/** Certificates that are read at once. */
const FACTS_PER_READ = 100;
const READS_AT_ONCE = 8;
const STEPS_PER_PAGE = 1_000;

/**
 * Returns an issuer's certificates as they are now, but for the seconds that an index takes: the stored directory, what was
 * reserved since, and the steps since. Stores the directory anew each time it has come forward by some hundred
 * certificates, so that a caller whose time ends leaves less to the next one.
 */
export async function certificatesOf(
  issuerId: string,
  deps: CertificateDirectoryDeps,
): Promise<readonly DirectoryCertificate[]> {
  for (;;) {
    const stored = await deps.directories.find(issuerId);
    const { certificates, behind, readUntil, isWhole } = await caughtUp(issuerId, stored, deps);
    if (behind >= BEHIND)
      await deps.directories.replace(issuerId, { certificates, readUntil }, stored.version);
    if (isWhole) return certificates;
  }
}

async function caughtUp(issuerId: string, stored: StoredCertificates, deps: CertificateDirectoryDeps) {
  const known = new Map(stored.certificates.map((certificate) => [certificate.certificateId, certificate]));
  const now = deps.now();
  const reserved = await newlyReserved(issuerId, stored.readUntil, known, deps);
  const steps = await stepsSince(issuerId, stored.readUntil?.slice(0, 10), now, deps);
  const changed = new Set([
    ...reserved.ids,
    ...steps.flatMap(({ certificateId, sequence }) =>
      sequence > (known.get(certificateId)?.sequence ?? 0) && known.has(certificateId) ? [certificateId] : [],
    ),
    ...stored.certificates.flatMap(({ certificateId, state }) =>
      state === 'reserved' ? [certificateId] : [],
    ),
  ]);
  for (const some of chunksOf(chunksOf([...changed], FACTS_PER_READ), READS_AT_ONCE))
    for (const facts of (await Promise.all(some.map((ids) => deps.facts.facts(ids)))).flat())
      known.set(facts.certificateId, directoryCertificate(facts));
  return {
    certificates: [...known.values()],
    behind: changed.size,
    isWhole: reserved.until === undefined,
    // Where more are left, the next round goes on from the last of this one.
    readUntil: reserved.until ?? now,
  };
}

/**
 * Returns certificates that were reserved since a directory was stored and aren't in it, and until when, where there may be
 * more.
 */
async function newlyReserved(
  issuerId: string,
  readUntil: Instant | undefined,
  known: ReadonlyMap<string, unknown>,
  { facts }: CertificateDirectoryDeps,
): Promise<{ readonly ids: readonly string[]; readonly until: Instant | undefined }> {
  const ids: string[] = [];
  for (let from: string | undefined = earlier(readUntil); from !== undefined; ) {
    const { found, next }: ReservedSince = await facts.reservedSince(issuerId, from);
    ids.push(...found.flatMap(({ id }) => (known.has(id) ? [] : [id])));
    if (next !== undefined && ids.length >= BEHIND) return { ids, until: found.at(-1)?.reservedAt };
    from = next;
  }
  return { ids, until: undefined };
}

/** Returns the steps after issue of the days since one. */
async function stepsSince(
  issuerId: string,
  from: string | undefined,
  now: Instant,
  { auditLog }: CertificateDirectoryDeps,
) {
  if (from === undefined) return [];
  const days: string[] = [];
  for (let day = from; day <= now.slice(0, 10); day = daysAfter(day, 1)) days.push(day);
  const found = await Promise.all(days.map((day) => stepsOf(day, issuerId, auditLog)));
  return found.flat();
}

async function stepsOf(day: string, issuerId: string, auditLog: AuditLog) {
  const steps = [];
  let cursor: string | undefined;
  do {
    const page = await auditLog.stepsOf(day, { limit: STEPS_PER_PAGE, cursor }, issuerId);
    steps.push(...page.items);
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
  return steps;
}

const earlier = (instant: Instant | undefined): Instant =>
  instant === undefined ? '' : new Date(Date.parse(instant) - INDEX_DELAY_MS).toISOString();
