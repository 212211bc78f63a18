import type { Json } from './chain-check.ts';
import { type Fields, fieldsOf, listOf, type TableItem, text } from './table-contents.ts';

const OUTCOMES = ['issued', 'alreadyIssued', 'refused', 'failed'] as const;

/** One item of a batch, as its chunk records it. */
export interface RecordedItem {
  readonly issuerId: string | null;
  readonly volunteerId: string;
  readonly opportunityId: string;
  readonly outcome: string;
  readonly certificateId?: string;
  readonly reason?: string;
  /** Whether the outcome differs from the verdict in the manifest. */
  readonly changed?: boolean;
}

/** The facts of a batch that the checks need. */
export interface BatchFacts {
  readonly batchId: string;
  /** Its `BATCH` item; without fields where it has none. */
  record: Fields;
  state: string;
  requested: number;
  manifestId: string;
  /** Sums of the batch's counters, by their names. */
  readonly counted: Record<string, number>;
  /** Items recorded with their chunks, and those that planning settled. */
  readonly items: RecordedItem[];
  /** Issuers under which it is listed, each with its place in the list. */
  readonly listed: Map<string, string>;
}

/** Adds one table item of a batch's partition to the facts of the batch. */
export function addToBatch(batches: Map<string, BatchFacts>, item: TableItem): void {
  const batchId = item.pk.slice('BATCH#'.length);
  const batch: BatchFacts = batches.get(batchId) ?? {
    batchId,
    record: {},
    state: '',
    requested: 0,
    manifestId: '',
    counted: {},
    items: [],
    listed: new Map(),
  };
  batches.set(batchId, batch);
  if (item.sk === 'BATCH') addRecord(batch, item);
  else if (item.sk.startsWith('COUNTER#')) addCounts(batch, item);
  else if (item.sk.startsWith('CHUNK#'))
    batch.items.push(...(JSON.parse(text(item, 'items')) as RecordedItem[]));
  else if (item.sk.startsWith('ISSUER#'))
    batch.listed.set(
      item.sk.slice('ISSUER#'.length),
      `${text(item, 'listPk')} / ${text(item, 'listSk')} / ${text(item, 'batchId')}`,
    );
}

function addRecord(batch: BatchFacts, item: TableItem): void {
  const plan = fieldsOf(item.plan);
  batch.record = item;
  batch.state = text(item, 'state');
  batch.requested = Number(plan.requested ?? 0);
  batch.manifestId = text(plan, 'manifestId');
  const settled = fieldsOf(plan.settled);
  const reasons = Object.entries(fieldsOf(settled.reasons)).map(([name, n]) => [`reason:${name}`, n]);
  addCounts(batch, {
    ...fieldsOf(settled.outcomes),
    changed: settled.changed ?? 0,
    ...(Object.fromEntries(reasons) as Fields),
  });
}

function addCounts({ counted }: BatchFacts, counters: Fields): void {
  for (const [name, value] of Object.entries(counters))
    if (typeof value === 'number' && isCounter(name)) counted[name] = (counted[name] ?? 0) + value;
}

const isCounter = (name: string) =>
  name === 'changed' || name.startsWith('reason:') || (OUTCOMES as readonly string[]).includes(name);

/** Returns the issuers of a batch's opportunities. */
export const issuersOf = ({ record }: BatchFacts): string[] =>
  listOf(record, 'issuerIds').map((issuerId: Json) => String(issuerId));
