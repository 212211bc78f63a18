import { canonicalJson, type Json, sha256Hex } from './chain-check.ts';
import type { Finding } from './finding.ts';
import { type TableItem, text } from './table-contents.ts';

/** What is known of a chain of the journal once all its items are read. */
export interface JournalChainFacts {
  readonly issuerId: string;
  /** Day of UTC. */
  readonly day: string;
  readonly shard: number;
  readonly size: number;
  readonly lastHash: string;
}

/** A chain while its items are read. */
interface ReadChain {
  readonly issuerId: string;
  readonly day: string;
  readonly shard: number;
  readonly entries: { readonly sequence: number; readonly previousHash: string; readonly hash: string }[];
  head?: { readonly sequence: number; readonly hash: string };
  /** Entries whose hash is not that of what they say. */
  readonly altered: string[];
}

const START = '0'.repeat(64);

/** Adds one item of the journal to its chain. */
export function addToJournal(chains: Map<string, ReadChain>, item: TableItem): void {
  const [, issuerId = '', day = ''] = item.pk.split('#');
  const isHead = item.sk.startsWith('HEAD#');
  const shard = isHead ? Number(item.sk.slice('HEAD#'.length)) : Number(item.shard);
  const name = `${issuerId}#${day}#${shard}`;
  const chain = chains.get(name) ?? { issuerId, day, shard, entries: [], altered: [] };
  chains.set(name, chain);
  const sequence = Number(item.sequence);
  const hash = text(item, 'hash');
  if (isHead) chain.head = { sequence, hash };
  else {
    chain.entries.push({ sequence, previousHash: text(item, 'previousHash'), hash });
    if (hashOf(item, { issuerId, day, shard }) !== hash || item.sk !== sortKeyOf(item))
      chain.altered.push(item.sk);
  }
}

/** Checks every chain of the journal, and returns what the daily roots must have of each. */
export function checkJournal(
  chains: ReadonlyMap<string, ReadChain>,
  report: (finding: Finding) => void,
): Map<string, JournalChainFacts> {
  const facts = new Map<string, JournalChainFacts>();
  for (const [name, { entries, head, altered, ...chain }] of chains) {
    const wrong = (message: string) => report({ rule: 'JOURNAL_WRONG', subject: name, message });
    for (const key of altered) wrong(`${key} is not what was appended`);
    entries.sort((a, b) => a.sequence - b.sequence);
    let previousHash = START;
    for (const [index, entry] of entries.entries()) {
      if (entry.sequence !== index || entry.previousHash !== previousHash)
        wrong(`entry ${entry.sequence} does not follow the one before`);
      previousHash = entry.hash;
    }
    if (head?.hash !== previousHash || head.sequence !== entries.length - 1)
      wrong('its head is not its last entry');
    facts.set(name, { ...chain, size: entries.length, lastHash: entries.at(-1)?.hash ?? '' });
  }
  return facts;
}

const sortKeyOf = (item: TableItem) =>
  `ENTRY#${text(item, 'at')}#${Number(item.shard)}#${Number(item.sequence)}`;

const HASHED = [
  'sequence',
  'previousHash',
  'at',
  'requestId',
  'phase',
  'act',
  'subject',
  'issuerIds',
  'targets',
  'outcome',
];

function hashOf(item: TableItem, chain: Json): string {
  return sha256Hex(
    canonicalJson({ chain, ...Object.fromEntries(HASHED.map((name) => [name, item[name] ?? null])) }),
  );
}
