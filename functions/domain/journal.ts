import { createHash } from 'node:crypto';
import type { CalendarDate, Instant } from './calendar-date.ts';
import { canonicalJson } from './canonical-json.ts';
import type { JournalAct } from './journal-act.ts';

/** What an act is about: IDs by what they identify. Never personal data. */
export type JournalTargets = Readonly<Record<string, string>>;

/** One entry of the journal: that an act begins, or how it ended. */
export interface JournalEntry {
  readonly at: Instant;
  /** The same for both entries of an act. */
  readonly requestId: string;
  /** `begun` is written before anything is done or shown. */
  readonly phase: 'begun' | 'ended';
  readonly act: JournalAct;
  /** Who: a subject of the identity provider. */
  readonly subject: string;
  /** The issuers concerned; `*` is everyone, and none means that they were not known yet. */
  readonly issuerIds: readonly string[];
  readonly targets: JournalTargets;
  /** How it ended: `done`, the code of a refusal, or `FAULT`; null while it has only begun. */
  readonly outcome: string | null;
}

/** Names a chain: an issuer, or `*` for acts on several, a day of UTC, and one of its parallel chains. */
export interface JournalChain {
  readonly issuerId: string;
  readonly day: CalendarDate;
  readonly shard: number;
}

/** An entry in its chain, with the hash of the one before. */
export interface ChainedEntry extends JournalEntry {
  readonly chain: JournalChain;
  /** From 0. */
  readonly sequence: number;
  readonly previousHash: string;
  readonly hash: string;
}

/** Where a chain ends. */
export interface JournalHead {
  readonly sequence: number;
  readonly hash: string;
}

/** `previousHash` of the first entry of every chain. */
const CHAIN_START = '0'.repeat(64);

/** Returns the issuer in whose chains an entry stands: its only one, or `*`. */
export const chainIssuerOf = ({ issuerIds }: Pick<JournalEntry, 'issuerIds'>): string =>
  issuerIds.length === 1 ? (issuerIds[0] ?? '*') : '*';

/** Returns an entry as the next of its chain. `head` is undefined for the first. */
export function chained(
  entry: JournalEntry,
  chain: JournalChain,
  head: JournalHead | undefined,
): ChainedEntry {
  const linked = {
    ...entry,
    chain,
    sequence: (head?.sequence ?? -1) + 1,
    previousHash: head?.hash ?? CHAIN_START,
  };
  return { ...linked, hash: journalHash(linked) };
}

/** Returns the SHA-256 over an entry and its place, without its hash, as canonical JSON; lower-case hex. */
function journalHash(entry: Omit<ChainedEntry, 'hash'>): string {
  const { chain, sequence, previousHash, at, requestId, phase, act, subject, issuerIds, targets, outcome } =
    entry;
  const text = canonicalJson({
    chain: { ...chain },
    sequence,
    previousHash,
    at,
    requestId,
    phase,
    act,
    subject,
    issuerIds,
    targets,
    outcome,
  });
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Returns whether the entries of one chain, in any order, are all that were appended to it, unchanged: each links to the
 * one before, and the last is the head.
 */
export function isIntact(
  chain: JournalChain,
  entries: readonly ChainedEntry[],
  head: JournalHead | undefined,
): boolean {
  const ordered = [...entries].sort((a, b) => a.sequence - b.sequence);
  let end: JournalHead | undefined;
  for (const entry of ordered) {
    const { sequence, hash } = chained(entry, chain, end);
    if (entry.sequence !== sequence || entry.hash !== hash) return false;
    end = { sequence, hash };
  }
  return end?.sequence === head?.sequence && end?.hash === head?.hash;
}
