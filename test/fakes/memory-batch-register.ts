import type { Batch } from '../../functions/domain/batch/batch.ts';
import { type ChunkRecord, progressOf } from '../../functions/domain/batch/batch-item.ts';
import { type ChunkCounts, NO_OUTCOMES, OUTCOMES } from '../../functions/domain/batch/outcome.ts';
import type { StartAlone } from '../../functions/domain/batch/start-alone.ts';
import type {
  BatchProgress,
  BatchRegister,
  ChunkContext,
} from '../../functions/domain/ports/batch-register.ts';
import type { Page, PageRequest } from '../../functions/domain/ports/page.ts';
import type { ReportDelta } from '../../functions/domain/report/report-delta.ts';
import { addToReports, copied, type MemoryRecords } from './memory-records.ts';

const RECORDS_PER_PAGE = 3;

/** A batch register in memory, with the conditions of `DynamoBatchRegister`. */
export class MemoryBatchRegister implements BatchRegister {
  readonly #records: MemoryRecords;

  constructor(records: MemoryRecords) {
    this.#records = records;
  }

  async create(batch: Batch): Promise<void> {
    if (this.#records.batches.has(batch.batchId)) throw new Error('The batch exists');
    this.#records.batches.set(batch.batchId, copied(batch));
  }

  async find(batchId: string): Promise<Batch | undefined> {
    return copied(this.#records.batches.get(batchId));
  }

  async progress(batchId: string): Promise<BatchProgress | undefined> {
    const batch = this.#records.batches.get(batchId);
    if (batch === undefined) return undefined;
    const counters = this.#records.counters.get(batchId);
    return copied(progressOf(batch, counters ?? { outcomes: NO_OUTCOMES, changed: 0, reasons: {} }));
  }

  async change(batch: Batch): Promise<'written' | 'changed'> {
    if (this.#records.batches.get(batch.batchId)?.revision !== batch.revision - 1) return 'changed';
    this.#records.batches.set(batch.batchId, copied(batch));
    return 'written';
  }

  async startAlone(
    batch: Batch,
    starts: readonly StartAlone[],
    most: number,
  ): Promise<'written' | 'changed' | 'above'> {
    const { startedAlone } = this.#records;
    const sums = starts.map(({ issuerId, day, certificates }) => {
      const key = `${issuerId}#${day}`;
      return [key, (startedAlone.get(key) ?? 0) + certificates] as const;
    });
    if (this.#records.batches.get(batch.batchId)?.revision !== batch.revision - 1) return 'changed';
    if (sums.some(([, sum]) => sum > most)) return 'above';
    for (const [key, sum] of sums) startedAlone.set(key, sum);
    return this.change(batch);
  }

  async list(issuerIds: readonly string[], page: PageRequest): Promise<Page<BatchProgress>> {
    const found = [...this.#records.batches.values()]
      .filter((batch) => batch.issuerIds.some((issuerId) => issuerIds.includes(issuerId)))
      .map((batch) => ({ batch, key: `${batch.createdAt}#${batch.batchId}` }))
      .filter(({ key }) => page.cursor === undefined || key < page.cursor)
      .sort((a, b) => (a.key < b.key ? 1 : -1));
    const shown = found.slice(0, page.limit);
    const items = await Promise.all(shown.map(({ batch }) => this.progress(batch.batchId)));
    return {
      items: items.flatMap((item) => item ?? []),
      cursor: found.length > page.limit ? (shown.at(-1)?.key ?? null) : null,
    };
  }

  async active(): Promise<string[]> {
    return [...this.#records.batches.values()]
      .filter(({ state }) => state === 'planning' || state === 'running')
      .map(({ batchId }) => batchId);
  }

  async chunkContext(batchId: string, chunk: number): Promise<ChunkContext | undefined> {
    const batch = this.#records.batches.get(batchId);
    if (batch === undefined) return undefined;
    return {
      batch: copied(batch),
      record: copied(this.#records.chunks.get(`${batchId}#${chunk}`)),
    };
  }

  async record(
    after: ChunkRecord,
    difference: ChunkCounts,
    reportDeltas?: readonly ReportDelta[],
  ): Promise<'recorded' | 'changed'> {
    const key = `${after.batchId}#${after.chunk}`;
    const revision = this.#records.chunks.get(key)?.revision ?? -1;
    if (revision !== after.revision - 1) return 'changed';
    this.#records.chunks.set(key, copied(after));
    const counters = this.#records.counters.get(after.batchId) ?? {
      outcomes: { ...NO_OUTCOMES },
      changed: 0,
      reasons: {},
    };
    for (const outcome of OUTCOMES) counters.outcomes[outcome] += difference.outcomes[outcome];
    counters.changed += difference.changed;
    for (const [reason, count] of Object.entries(difference.reasons))
      counters.reasons[reason] = (counters.reasons[reason] ?? 0) + count;
    this.#records.counters.set(after.batchId, counters);
    addToReports(this.#records, reportDeltas);
    return 'recorded';
  }

  async *chunks(batchId: string, from: number, until: number): AsyncGenerator<readonly ChunkRecord[]> {
    let page: ChunkRecord[] = [];
    for (let chunk = from; chunk < until; chunk += 1) {
      const record = this.#records.chunks.get(`${batchId}#${chunk}`);
      if (record) page.push(copied(record));
      if (page.length < RECORDS_PER_PAGE) continue;
      yield page;
      page = [];
    }
    if (page.length > 0) yield page;
  }
}
