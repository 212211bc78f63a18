import type { CalendarDate, Instant } from '../../domain/calendar-date.ts';
import { chainBreaks } from '../../domain/certificate/audit-chain.ts';
import type { Certificate } from '../../domain/certificate/certificate.ts';
import type { AuditLog } from '../../domain/ports/audit-log.ts';
import type { AuditRoot, AuditRoots } from '../../domain/ports/audit-roots.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { Page } from '../../domain/ports/page.ts';
import type { Signer } from '../../domain/ports/signer.ts';
import { auditLeaf, unsettledAfter } from '../../proof/audit-leaf.ts';
import { merkleTree } from '../../proof/merkle.ts';
import { keyAddress } from '../../proof/public-addresses.ts';
import { signJwt } from '../../proof/sign-jwt.ts';

export interface AuditRootDeps {
  readonly register: Pick<CertificateRegister, 'list' | 'findMany'>;
  readonly auditLog: AuditLog;
  readonly roots: AuditRoots;
  readonly issuerIds: readonly string[];
  readonly signer: Signer;
  readonly credentialKeyId: string;
  readonly baseUrl: string;
  readonly now: () => Instant;
}

/** Days that are closed late after an outage of the schedule. */
const DAYS_BACK = 7;
/** The day's last writes, and clocks that go slow, are waited for. */
const SETTLE_MS = 15 * 60_000;
const PAGE = 200;

/** Signs the root of every day that is over and has none yet, oldest first; answers the roots made. */
export async function signAuditRoots(deps: AuditRootDeps): Promise<AuditRoot[]> {
  const made: AuditRoot[] = [];
  for (const day of daysOver(deps.now())) {
    if ((await deps.roots.find(day)) !== undefined) continue;
    const root = await signAuditRoot(day, deps);
    if (root !== undefined) made.push(root);
  }
  return made;
}

/** Signs one day's root and keeps it; undefined where another run was first. */
async function signAuditRoot(day: CalendarDate, deps: AuditRootDeps): Promise<AuditRoot | undefined> {
  const previous = await deps.roots.find(dayBefore(day));
  const certificates = await touchedOn(day, previous, deps);
  const leaves = certificates.flatMap((certificate) => auditLeaf(certificate, day) ?? []);
  const rootHash = Buffer.from(merkleTree(leaves.map((leaf) => Buffer.from(leaf))).root).toString('hex');
  const facts = { day, size: leaves.length, rootHash, previousRootHash: previous?.rootHash ?? null };
  const root: AuditRoot = {
    ...facts,
    unsettled: certificates.filter((certificate) => unsettledAfter(certificate, day)).map(idOf),
    brokenChains: certificates
      .filter((one) => chainBreaks(one.events, one.certificateId).length > 0)
      .map(idOf),
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

/**
 * Certificates that may have an event on the day, in the order of their IDs: reserved on it, changed on it, or left
 * unsettled by the day before.
 */
async function touchedOn(
  day: CalendarDate,
  previous: AuditRoot | undefined,
  deps: AuditRootDeps,
): Promise<Certificate[]> {
  const found = new Map<string, Certificate>();
  const filter = { issuerIds: deps.issuerIds, from: day, until: `${day}~` };
  for await (const certificate of everyItem((cursor) => deps.register.list(filter, { limit: PAGE, cursor })))
    found.set(certificate.certificateId, certificate);
  const elsewhere = new Set(previous?.unsettled ?? []);
  for await (const { certificateId } of everyItem((cursor) =>
    deps.auditLog.stepsOf(day, { limit: PAGE, cursor }),
  ))
    elsewhere.add(certificateId);
  const missing = [...elsewhere].filter((certificateId) => !found.has(certificateId));
  for (let start = 0; start < missing.length; start += PAGE)
    for (const certificate of await deps.register.findMany(missing.slice(start, start + PAGE)))
      found.set(certificate.certificateId, certificate);
  return [...found.values()].sort((a, b) => (a.certificateId < b.certificateId ? -1 : 1));
}

async function* everyItem<T>(page: (cursor: string | undefined) => Promise<Page<T>>): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const { items, cursor: next } = await page(cursor);
    yield* items;
    cursor = next ?? undefined;
  } while (cursor !== undefined);
}

/** The last days that are over, oldest first. */
function daysOver(now: Instant): CalendarDate[] {
  const settled = Date.parse(now) - SETTLE_MS;
  return Array.from({ length: DAYS_BACK }, (_, back) => dayAgo(settled, DAYS_BACK - back));
}

const DAY_MS = 86_400_000;
const dayAgo = (time: number, days: number): CalendarDate =>
  new Date(time - days * DAY_MS).toISOString().slice(0, 10);
const dayBefore = (day: CalendarDate): CalendarDate => dayAgo(Date.parse(day), 1);
const idOf = ({ certificateId }: Certificate) => certificateId;
