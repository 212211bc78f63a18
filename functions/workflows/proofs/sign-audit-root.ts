import { allItems } from '../../domain/all-items.ts';
import { type CalendarDate, DAY_MS, type Instant, instantsOf } from '../../domain/calendar-date.ts';
import { chainBreaks } from '../../domain/certificate/audit-chain.ts';
import type { Certificate } from '../../domain/certificate/certificate.ts';
import { chunksOf } from '../../domain/chunks-of.ts';
import { isIntact } from '../../domain/journal.ts';
import type { AuditLog } from '../../domain/ports/audit-log.ts';
import type { AuditRoot, AuditRoots } from '../../domain/ports/audit-roots.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { Signer } from '../../domain/ports/signer.ts';
import type { Journal, StoredChain } from '../../domain/ports/supervision/journal.ts';
import { auditLeaf, journalLeaf, unsettledAfter } from '../../proof/audit-leaf.ts';
import { merkleTree } from '../../proof/merkle.ts';
import { keyAddress } from '../../proof/public-addresses.ts';
import { signJwt } from '../../proof/sign-jwt.ts';

/** What `signAuditRoots` needs. */
export interface AuditRootDeps {
  readonly register: Pick<CertificateRegister, 'list' | 'findMany'>;
  readonly auditLog: AuditLog;
  readonly roots: AuditRoots;
  readonly journal: Pick<Journal, 'chains'>;
  readonly issuerIds: readonly string[];
  readonly signer: Signer;
  readonly credentialKeyId: string;
  readonly baseUrl: string;
  readonly now: () => Instant;
}

/** How many days back a missed root is still made, after an outage of the schedule. */
const DAYS_BACK = 7;
/** How long after midnight a day is closed, for late writes and slow clocks. */
const GRACE_MS = 15 * 60_000;
const PAGE_SIZE = 200;

/** Signs the root of each of the last days (UTC) that has none yet, oldest first. Returns the new roots. */
export async function signAuditRoots(deps: AuditRootDeps): Promise<AuditRoot[]> {
  const signed: AuditRoot[] = [];
  for (const day of closedDays(deps.now())) {
    if ((await deps.roots.find(day)) !== undefined) continue;
    const root = await signAuditRoot(day, deps);
    if (root !== undefined) signed.push(root);
  }
  return signed;
}

/** Signs and stores one day's root. Returns undefined when another run has stored it first. */
async function signAuditRoot(day: CalendarDate, deps: AuditRootDeps): Promise<AuditRoot | undefined> {
  const previous = await deps.roots.find(dayBefore(day));
  const certificates = await certificatesChangedOn(day, previous, deps);
  const journal = await journalOf(day, deps);
  const leaves = [
    ...certificates.flatMap((certificate) => auditLeaf(certificate, day) ?? []),
    ...journal.map(journalLeaf),
  ];
  const rootHash = Buffer.from(merkleTree(leaves.map((leaf) => Buffer.from(leaf))).root).toString('hex');
  const facts = { day, size: leaves.length, rootHash, previousRootHash: previous?.rootHash ?? null };
  const root: AuditRoot = {
    ...facts,
    unsettled: certificates.filter((certificate) => unsettledAfter(certificate, day)).map(idOf),
    brokenChains: certificates
      .filter(({ events, certificateId }) => chainBreaks(events, certificateId).length > 0)
      .map(idOf),
    brokenJournals: journal
      .filter(({ chain, entries, head }) => !isIntact(chain, entries, head))
      .map(({ chain: { issuerId, shard } }) => `${issuerId}#${shard}`),
    jws: await signJwt(
      {
        kind: 'audit-root+jwt',
        keyAddress: keyAddress(deps.baseUrl, deps.credentialKeyId),
        claims: { iss: deps.baseUrl, nbf: Math.floor(Date.parse(deps.now()) / 1000), ...facts },
      },
      deps.credentialKeyId,
      deps.signer,
    ),
  };
  return (await deps.roots.store(root, leaves)) === 'stored' ? root : undefined;
}

/** Returns the chains of the journal of a day, of each issuer and of several. */
async function journalOf(day: CalendarDate, { journal, issuerIds }: AuditRootDeps) {
  const found: StoredChain[] = [];
  for (const issuerId of [...issuerIds, '*'].sort()) found.push(...(await journal.chains(issuerId, day)));
  return found;
}

/**
 * Returns the certificates that may have an event on the day, ordered by ID: reserved on the day, changed on the day, or
 * still reserved when the day before was closed.
 */
async function certificatesChangedOn(
  day: CalendarDate,
  previous: AuditRoot | undefined,
  deps: AuditRootDeps,
): Promise<Certificate[]> {
  const found = new Map<string, Certificate>();
  // The root's day is a day of the world, UTC, because it covers the issuers of every time zone.
  const days = instantsOf({ from: day, to: day }, 'UTC');
  const filter = deps.issuerIds.map((issuerId) => ({ issuerId, ...days }));
  for await (const certificate of allItems((cursor) =>
    deps.register.list(filter, { limit: PAGE_SIZE, cursor }),
  ))
    found.set(certificate.certificateId, certificate);
  const reservedEarlier = new Set(previous?.unsettled ?? []);
  for await (const { certificateId } of allItems((cursor) =>
    deps.auditLog.stepsOf(day, { limit: PAGE_SIZE, cursor }),
  ))
    reservedEarlier.add(certificateId);
  const missing = [...reservedEarlier].filter((certificateId) => !found.has(certificateId));
  for (const chunk of chunksOf(missing, PAGE_SIZE))
    for (const certificate of await deps.register.findMany(chunk))
      found.set(certificate.certificateId, certificate);
  return [...found.values()].sort((a, b) => (a.certificateId < b.certificateId ? -1 : 1));
}

/** Returns the last days that are closed, oldest first. */
function closedDays(now: Instant): CalendarDate[] {
  const closedUntil = Date.parse(now) - GRACE_MS;
  return Array.from({ length: DAYS_BACK }, (_, back) => daysBefore(closedUntil, DAYS_BACK - back));
}

const daysBefore = (time: number, days: number): CalendarDate =>
  new Date(time - days * DAY_MS).toISOString().slice(0, 10);
const dayBefore = (day: CalendarDate): CalendarDate => daysBefore(Date.parse(day), 1);
const idOf = ({ certificateId }: Certificate) => certificateId;
