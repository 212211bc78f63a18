import type { Json } from './chain-check.ts';
import { type TableItem, text } from './table-contents.ts';

const OUTCOMES = ['issued', 'alreadyIssued', 'refused', 'failed'] as const;

/** One item of a batch, as its chunk records it. */
export interface RecordedItem {
  readonly issuerId: string | null;
  readonly volunteerId: string;
  readonly opportunityId: string;
  readonly outcome: string;
  readonly certificateId?: string;
}

/** The facts of a batch that the checks need. */
export interface BatchFacts {
  readonly batchId: string;
  state: string;
  requested: number;
  manifestId: string;
  /** Sums of the batch's counters, by outcome. */
  readonly counted: Record<string, number>;
  /** Items recorded with their chunks, and those that planning settled. */
  readonly items: RecordedItem[];
}

/** Adds one table item of a batch's partition to the facts of the batch. */
export function addToBatch(batches: Map<string, BatchFacts>, item: TableItem): void {
  const batchId = item.pk.slice('BATCH#'.length);
  const batch = batches.get(batchId) ?? {
    batchId,
    state: '',
    requested: 0,
    manifestId: '',
    counted: {},
    items: [],
  };
  batches.set(batchId, batch);
  if (item.sk === 'BATCH') {
    const plan = item.plan as { readonly [name: string]: Json } | null;
    batch.state = text(item, 'state');
    batch.requested = Number(plan?.requested ?? 0);
    batch.manifestId = plan === null ? '' : text(plan, 'manifestId');
    const settled = (plan?.settled ?? {}) as { readonly outcomes?: { readonly [name: string]: Json } };
    for (const outcome of OUTCOMES)
      batch.counted[outcome] = (batch.counted[outcome] ?? 0) + Number(settled.outcomes?.[outcome] ?? 0);
  } else if (item.sk.startsWith('COUNTER#')) {
    for (const outcome of OUTCOMES)
      batch.counted[outcome] = (batch.counted[outcome] ?? 0) + Number(item[outcome] ?? 0);
  } else if (item.sk.startsWith('CHUNK#')) {
    batch.items.push(...(JSON.parse(text(item, 'items')) as RecordedItem[]));
  }
}
