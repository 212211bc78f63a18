import type { Batch } from '../../domain/batch/batch.ts';
import { displayId } from '../../domain/certificate/certificate-id.ts';
import type { ResultKey, ResultStore } from '../../domain/ports/result-store.ts';
import type { WorkQueue } from '../../domain/ports/work-queue.ts';
import { spreadsheetRows } from '../../domain/report/spreadsheet-rows.ts';
import { type ItemDeps, itemsByChunk, type ShownItem } from './list-batch-items.ts';
import { requireInactive } from './require-inactive.ts';

/** Up to this many lines a report is written while the person waits. */
const WRITTEN_AT_ONCE = 30_000;

export interface ReportDeps extends ItemDeps {
  readonly results: Pick<ResultStore, 'exists' | 'write'>;
  readonly queue: WorkQueue;
}

const COLUMNS = [
  'volunteer_id',
  'opportunity_id',
  'issuer_id',
  'outcome',
  'certificate_id',
  'display_id',
  'reason',
  'differs_from_dry_run',
  'details',
] as const;

/**
 * Returns the key of a batch's report, which is written at once where it is small; undefined while a queue writes it.
 * The report names people by ID only, so that it needs no erasure.
 *
 * @throws Refusal STATE_CONFLICT while the batch may still issue.
 */
export async function orderReport(batch: Batch, deps: ReportDeps): Promise<ResultKey | undefined> {
  const { batchId, run } = requireInactive(batch);
  const key = reportKey(batchId, run);
  if (await deps.results.exists(key)) return key;
  if ((batch.plan?.requested ?? 0) > WRITTEN_AT_ONCE) {
    await deps.queue.send([{ kind: 'report', batchId, run }]);
    return undefined;
  }
  await writeBatchReport(batch, run, deps);
  return key;
}

/** Writes a batch's report: UTF-8 with a byte order mark for Excel; no cell runs as a formula. */
export async function writeBatchReport(batch: Batch, run: number, deps: ReportDeps): Promise<void> {
  const key = reportKey(batch.batchId, run);
  if (await deps.results.exists(key)) return;
  await deps.results.write(key, 'text/csv; charset=utf-8', reportText(batch, deps));
}

const reportKey = (batchId: string, run: number): ResultKey => ({
  batchId,
  run,
  name: 'report.csv',
});

async function* reportText(batch: Batch, deps: ItemDeps): AsyncGenerator<string> {
  yield `\ufeff${COLUMNS.join(',')}\n`;
  let rows: (string | undefined)[][] = [];
  for await (const { items } of itemsByChunk(batch, 0, batch.plan?.chunkCount ?? 0, deps)) {
    rows.push(...items.map(rowOf));
    if (rows.length < 1_000) continue;
    yield spreadsheetRows(rows);
    rows = [];
  }
  if (rows.length > 0) yield spreadsheetRows(rows);
}

function rowOf(item: ShownItem): (string | undefined)[] {
  const { certificateId, facts } = item;
  return [
    item.volunteerId,
    item.opportunityId,
    item.issuerId ?? '',
    item.outcome,
    certificateId,
    certificateId && displayId(certificateId),
    item.reason,
    item.changed ? 'yes' : '',
    facts &&
      Object.entries(facts)
        .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(' ') : value}`)
        .join('; '),
  ];
}
