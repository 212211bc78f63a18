import type { AuditEvent } from '../../../functions/domain/certificate/certificate.ts';
import { type ChainedEntry, chained, type JournalHead } from '../../../functions/domain/journal.ts';
import { auditRecords, auditTable } from '../../../infra/tools/audit/audit.ts';
import type { Json } from '../../../infra/tools/audit/chain-check.ts';
import type { Finding } from '../../../infra/tools/audit/finding.ts';
import type { AuditedRecords } from '../../../infra/tools/audit/records.ts';
import type { TableItem } from '../../../infra/tools/audit/table-contents.ts';
import { auditedRecords, type CapturedRecords } from './captured-records.ts';
import { changed, edited, ITEM_KINDS, OBJECT_KINDS, type Path, pathsOf, withItem } from './fault-kinds.ts';
import { withAnother } from './forged-additions.ts';
import { forged, rehashed } from './forger.ts';

/** One fault: where, which, and the rules that find it; an empty text where none does. */
export interface FaultRow {
  readonly kind: string;
  /** Empty for the item as a whole. */
  readonly field: string;
  readonly fault: 'changed' | 'deleted' | 'added' | 'added, consistent' | 'changed, hashed anew';
  readonly found: string;
}

/** Documents are read where a certificate or a document is at fault; no other item changes what they must be. */
async function findingsIn(kind: string, records: AuditedRecords, now: Date): Promise<readonly Finding[]> {
  if (/^(?:certificate|document)/.test(kind)) return (await auditRecords(records, { now })).findings;
  const findings: Finding[] = [];
  await auditTable(records, { now }, (finding) => findings.push(finding));
  return findings;
}

/** Puts every fault of every kind in, one at a time, and returns what finds each. */
export async function faultTable(records: CapturedRecords): Promise<FaultRow[]> {
  const rows: FaultRow[] = [];
  const now = new Date();
  const add = async (kind: string, field: string, fault: FaultRow['fault'], damaged: CapturedRecords) => {
    const findings = await findingsIn(kind, auditedRecords(damaged), now);
    const found = [...new Set(findings.map(({ rule }) => rule))].sort().join(', ');
    rows.push({ kind, field, fault, found });
  };
  for (const { kind, isOf, fields = /./ } of ITEM_KINDS) {
    const item = records.items.filter(isOf).sort((a, b) => (a.pk + a.sk < b.pk + b.sk ? -1 : 1))[0];
    if (item === undefined) throw new Error(`The cluster has no ${kind}`);
    await add(kind, '', 'deleted', withItem(records, item));
    await add(kind, '', 'added', withItem(records, item, item, copyOf(item)));
    const another = withAnother(records, item);
    if (another !== undefined) await add(kind, '', 'added, consistent', another);
    for (const path of pathsOf(item).filter(([first = '']) => fields.test(first))) {
      // A snapshot is the same in every state; it is tried where the certificate is in force.
      if (path[0] === 'snapshot' && path.length > 1 && item.state !== 'issued') continue;
      // The counter of a day is named by the day.
      const field = path.join('.').replace(/@\d\d$/, '@<dd>');
      const one = (edit: (value: unknown) => unknown) => withItem(records, item, edited(item, path, edit));
      await add(kind, field, 'changed', one(changed));
      await add(
        kind,
        field,
        'deleted',
        one(() => undefined),
      );
      const anew = await hashedAnew(records, item, path);
      if (anew !== undefined) await add(kind, field, 'changed, hashed anew', anew);
    }
  }
  for (const { kind, prefix, end } of OBJECT_KINDS) {
    // The largest: leaves of a day without events are an empty file.
    const key = largestKey(records, prefix, end);
    const added = end === undefined ? `${prefix}added` : key.replace(/[^/]+$/, 'added');
    const bytes = records.objects.get(key) ?? new Uint8Array();
    const objects = (edit: (all: Map<string, Uint8Array>) => unknown): CapturedRecords => {
      const all = new Map(records.objects);
      edit(all);
      return { ...records, objects: all };
    };
    await add(
      kind,
      '',
      'changed',
      objects((all) =>
        all.set(
          key,
          bytes.map((byte, at) => (at === 30 ? byte ^ 1 : byte)),
        ),
      ),
    );
    await add(
      kind,
      '',
      'deleted',
      objects((all) => all.delete(key)),
    );
    await add(
      kind,
      '',
      'added',
      objects((all) => all.set(added, bytes)),
    );
  }
  return rows;
}

const largestKey = ({ objects }: CapturedRecords, prefix: string, end = /./): string =>
  [...objects]
    .filter(([key]) => key.startsWith(prefix) && end.test(key))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? '';

/** Returns a copy of an item under a key that no other has. */
const copyOf = (item: TableItem): TableItem =>
  /^(?:CERTIFICATE|OPPORTUNITY|BATCH|RELEASE|IMPORT|STAFF|POLICY|LEASE|SECRET|LIMIT|REQUEST|DELIVERY)$/.test(
    item.sk,
  )
    ? { ...item, pk: `${item.pk}X` }
    : { ...item, sk: `${item.sk}9` };

/** Returns records in which a field that a chain covers is changed, and the chain hashed anew; undefined for others. */
async function hashedAnew(
  records: CapturedRecords,
  item: TableItem,
  path: Path,
): Promise<CapturedRecords | undefined> {
  const [first, second = '', third] = path;
  if (first === 'snapshot' && path.length > 1)
    return forged(records, item, (snapshot) => edited(snapshot, path.slice(1), changed));
  if (first === 'events' && third !== 'hash' && third !== 'previousHash' && third !== 'sequence') {
    const events = edited(item, path, changed).events as unknown as readonly AuditEvent[];
    return second === ''
      ? undefined
      : withItem(records, item, { ...item, events: rehashed(events) as unknown as Json });
  }
  if (!item.pk.startsWith('JOURNAL#') || !item.sk.startsWith('ENTRY#')) return undefined;
  if (['hash', 'previousHash', 'sequence', 'shard'].includes(String(first))) return undefined;
  return journalHashedAnew(records, item, edited(item, path, changed));
}

/** Returns records with an entry of the journal replaced and its whole chain, head included, hashed anew. */
function journalHashedAnew(records: CapturedRecords, item: TableItem, instead: TableItem): CapturedRecords {
  const [, issuerId = '', day = ''] = item.pk.split('#');
  const chain = { issuerId, day, shard: Number(item.shard) };
  const isOfChain = (one: TableItem) =>
    one.pk === item.pk && one.sk.startsWith('ENTRY#') && one.shard === item.shard;
  let head: JournalHead | undefined;
  const entries = records.items
    .filter(isOfChain)
    .sort((a, b) => Number(a.sequence) - Number(b.sequence))
    .map((one) => {
      const entry = one === item ? instead : one;
      const next = chained(entry as unknown as ChainedEntry, chain, head);
      head = { sequence: next.sequence, hash: next.hash };
      const { sequence, previousHash, hash } = next;
      return {
        ...entry,
        sequence,
        previousHash,
        hash,
        sk: `ENTRY#${String(entry.at)}#${chain.shard}#${sequence}`,
      };
    });
  const others = records.items
    .filter((one) => !isOfChain(one))
    .map((one) => (one.pk === item.pk && one.sk === `HEAD#${chain.shard}` ? { ...one, ...head } : one));
  return { ...records, items: [...others, ...entries] };
}

/** Why faults of some fields are not found. */
export const NOT_FOUND_BECAUSE: readonly {
  readonly kind: RegExp;
  readonly field: RegExp;
  readonly why: string;
}[] = [
  {
    kind: /^(?:certificate|timesheet|volunteer|signed status list|batch|chunk|import)/,
    field:
      /^(?:revision|recordRevision|run|reopening|sending|settledBefore|lastSeen|lastProgressAt|runningSince|jobSteps|heartbeatAt|release\.added)$/,
    why: 'no answer rests on it: it orders concurrent writes and runs',
  },
  {
    kind: /^(?:lease|rate limit)/,
    field: /./,
    why: 'no answer rests on it: it lasts minutes, and keeps writers or callers apart',
  },
  {
    kind: /^(?:lease|rate limit)/,
    field: /^$/,
    why: 'no answer rests on it: it lasts minutes, and keeps writers or callers apart',
  },
  {
    kind: /^(?:fingerprints|changes of a directory|directory of people)/,
    field: /.*/,
    why: 'no answer rests on it: it helps to find people, and to ask whether two are one',
  },
  {
    kind: /^findings of another/,
    field: /^problems/,
    why: 'no answer rests on it: nobody releases such an import, what it recorded has its own records',
  },
  {
    kind: /^notification/,
    field: /.*/,
    why: 'no answer rests on it: it tells the holder of a step that the certificate has',
  },
  {
    kind: /^link to/,
    field: /^(?:tries)?$/,
    why: 'no answer rests on it: who has no link any more is sent another, and five tries end one',
  },
  {
    kind: /^language/,
    field: /^(?:chosenAt)?$/,
    why: 'no answer rests on it: an email is in the language that its reader chose, or in both',
  },
  {
    kind: /^delivery/,
    field: /^(?:attempt|addressHash|leasedUntil)$/,
    why: 'no answer rests on it: it keeps emails from being sent twice, or to an address that bounced',
  },
  {
    kind: /^kill switch of issuing/,
    field: /^$/,
    why: 'no answer rests on it: one that was resumed and one that is missing say the same',
  },
  {
    kind: /^review of a name/,
    field: /^$/,
    why: 'no answer rests on it: who said something of a name, and finds it gone, says it again',
  },
  {
    kind: /^suppressed address/,
    field: /.*/,
    why: 'no answer rests on it: it keeps emails from an address that bounced, and is taken away by hand',
  },
  {
    kind: /^timesheet that waits/,
    field: /^$|row$|worksheet$/,
    why: 'no answer rests on it: hours that wait count nowhere, and their file has them',
  },
  {
    kind: /^timesheet that a recognition/,
    field: /remark$/,
    why: 'no answer rests on it: whom a file names approves nothing',
  },
  {
    kind: /^(?:import|findings|part of a batch)/,
    field: /^(?:expiresAt|ready|readyAt)$/,
    why: 'no answer rests on it: when it is deleted, or built again when it is asked for',
  },
  {
    kind: /^file of an import/,
    field: /^$/,
    why: 'no answer rests on it: what was read from it has its own records, with its hash',
  },
  {
    kind: /^(?:changes of an import|counters of a release)/,
    field: /^$/,
    why: 'no answer rests on it: an import without it is withdrawn no more, as after 30 days',
  },
  {
    kind: /^chain of a seal/,
    field: /^$/,
    why: 'no answer rests on it: an operator stores it, and whoever reads a seal trusts roots of their own',
  },
  {
    kind: /^(?:leaves|manifest|chunks|selection)/,
    field: /^$/,
    why: 'no answer rests on it: a file that no record names is never read',
  },
];

/** Returns why a fault is not found; undefined where nothing says it. */
export const reasonOf = ({ kind, field }: FaultRow): string | undefined =>
  NOT_FOUND_BECAUSE.find((one) => one.kind.test(kind) && one.field.test(field))?.why;

/** Returns the page of the documentation. */
export function tableText(rows: readonly FaultRow[]): string {
  const missing = rows.filter(({ found }) => found === '');
  const lines = rows.map((row) => {
    const { kind, field, fault, found } = row;
    return `| ${kind} | ${field === '' ? 'the whole' : `\`${field}\``} | ${fault} | ${found === '' ? `**not found**: ${reasonOf(row)}` : found} |`;
  });
  return `# What the audit finds

Written by \`test/tools/audit/audit-faults.test.ts\`, which puts each of these faults into the records of a small cluster, one at a time, and audits them; with \`WRITE_AUDIT_FAULTS=1\` it writes this page anew. Whoever puts a fault in can write to the table and the bucket, and can't sign. \`consistent\`: its keys and fields agree, as the service would write it. \`hashed anew\`: the chain, the snapshot's hash and the document follow the change, as somebody careful would do it.

Of ${rows.length} faults, ${rows.length - missing.length} are found; the others say why no answer rests on them.

| item | field | fault | found by |
|---|---|---|---|
${lines.join('\n')}
`;
}
