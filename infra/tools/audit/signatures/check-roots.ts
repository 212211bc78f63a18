import { DAY_MS } from '../../../../functions/domain/calendar-date.ts';
import type { CertificateFacts } from '../certificate-facts.ts';
import { canonicalJson, type Json, sha256Hex } from '../chain-check.ts';
import type { Finding } from '../finding.ts';
import type { JournalChainFacts } from '../journal-facts.ts';
import type { AuditedRecords } from '../records.ts';
import { type Fields, fieldsOf, listOf } from '../table-contents.ts';
import { merkleRoot } from './merkle-root.ts';
import { readJwt } from './verify-jwt.ts';

const ROOTS = 'audit/roots/';
/** How long after its end a day may have no root, where no later day has one: an outage of the schedule. */
const ROOT_LATE_MS = 48 * 3_600_000;

/** What a day's root must contain: the leaf of each certificate and of each chain of the journal, by its name. */
type DayLeaves = Map<string, string>;

/**
 * Checks the signed daily roots, each linked to the one before, and that every event and every chain of the journal of a
 * day is in its root, as it is in the table now. Who can write to the table can't sign another root.
 */
export async function* checkRoots(
  records: AuditedRecords,
  certificates: ReadonlyMap<string, CertificateFacts>,
  journal: ReadonlyMap<string, JournalChainFacts>,
  now: Date,
): AsyncGenerator<Finding> {
  const expected = leavesByDay(certificates, journal);
  const rootHashes = new Map<string, string>();
  for await (const key of records.objectKeys(ROOTS)) {
    const day = key.slice(ROOTS.length).replace(/\.json$/, '');
    const root = parsed(await records.object(key));
    rootHashes.set(day, String(root.rootHash));
    yield* checkRoot(day, root, rootHashes.get(dayBefore(day)) ?? null, records);
    yield* checkLeaves(day, root, expected.get(day) ?? new Map(), records);
  }
  const newest = [...rootHashes.keys()].at(-1) ?? '';
  for (const [day, leaves] of expected) {
    const isLate = now.getTime() - Date.parse(day) - DAY_MS > ROOT_LATE_MS;
    if (!rootHashes.has(day) && (isLate || day < newest))
      yield {
        rule: 'AUDIT_ROOT_MISSING',
        subject: day,
        message: `no signed root proves the ${leaves.size} certificates and journals of the day`,
      };
  }
}

/** Checks a root by itself: what is signed is what it says, and it follows the root of the day before. */
function* checkRoot(
  day: string,
  root: Fields,
  previousRootHash: string | null,
  { keys }: AuditedRecords,
): Generator<Finding> {
  const findingOf = (message: string): Finding => ({ rule: 'AUDIT_ROOT_WRONG', subject: day, message });
  const read = readJwt(String(root.jws), keys, 'audit-root+jwt');
  if ('fault' in read) return yield findingOf(`its signed root proves nothing: ${read.fault}`);
  for (const name of ['day', 'size', 'rootHash', 'previousRootHash'])
    if (read.claims[name] !== root[name]) yield findingOf(`its ${name} is not the signed one`);
  if (read.claims.day !== day) yield findingOf(`it is the root of ${String(read.claims.day)}`);
  if (root.previousRootHash !== previousRootHash)
    yield findingOf('it does not follow the root of the day before');
  for (const name of ['brokenChains', 'brokenJournals'])
    for (const broken of listOf(root, name))
      yield findingOf(`${String(broken)} was broken already when it was signed`);
}

/** Checks that a root is that of its stored leaves, and that they are the events and chains that the table has. */
async function* checkLeaves(
  day: string,
  root: Fields,
  expected: DayLeaves,
  records: AuditedRecords,
): AsyncGenerator<Finding> {
  const bytes = await records.object(`audit/leaves/${day}-${String(root.rootHash)}.jsonl`);
  const leaves = Buffer.from(bytes ?? [])
    .toString('utf8')
    .split('\n')
    .slice(0, -1);
  if (merkleRoot(leaves) !== root.rootHash || leaves.length !== root.size)
    yield { rule: 'AUDIT_ROOT_WRONG', subject: day, message: 'its leaves are not those of its root' };
  const signed = new Map(leaves.map((leaf) => [nameOfLeaf(leaf), sha256Hex(leaf)]));
  for (const [name, leaf] of expected)
    if (signed.get(name) !== leaf)
      yield {
        rule: 'NOT_IN_AUDIT_ROOT',
        subject: name,
        message: signed.has(name)
          ? `what the root of ${day} has of it is not what is recorded`
          : `the root of ${day} does not have it`,
      };
  for (const name of signed.keys())
    if (!expected.has(name))
      yield {
        rule: 'NOT_IN_AUDIT_ROOT',
        subject: name,
        message: `the root of ${day} has it, the table does not`,
      };
}

function leavesByDay(
  certificates: ReadonlyMap<string, CertificateFacts>,
  journal: ReadonlyMap<string, JournalChainFacts>,
): Map<string, DayLeaves> {
  const days = new Map<string, DayLeaves>();
  const add = (day: string, name: string, leaf: string) => {
    days.set(day, (days.get(day) ?? new Map()).set(name, leaf));
  };
  for (const { certificateId, leaves } of certificates.values())
    for (const { day, leafSha256 } of leaves) add(day, certificateId, leafSha256);
  for (const { issuerId, day, shard, size, lastHash } of journal.values()) {
    const leaf = canonicalJson({ journal: { issuerId, shard }, size, hash: lastHash });
    add(day, `${issuerId}#${shard}`, sha256Hex(leaf));
  }
  return days;
}

/** Returns the certificate ID of a leaf, or the issuer and number of a chain of the journal. */
function nameOfLeaf(leaf: string): string {
  const read = parsed(Buffer.from(leaf));
  const { issuerId, shard } = fieldsOf(read.journal);
  return issuerId === undefined ? String(read.certificateId) : `${String(issuerId)}#${String(shard)}`;
}

function parsed(bytes: Uint8Array | undefined): Fields {
  try {
    return fieldsOf(JSON.parse(Buffer.from(bytes ?? []).toString('utf8')) as Json);
  } catch {
    return {};
  }
}

const dayBefore = (day: string) => {
  const time = Date.parse(day);
  return Number.isNaN(time) ? '' : new Date(time - DAY_MS).toISOString().slice(0, 10);
};
