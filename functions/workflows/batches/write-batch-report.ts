import { stringify } from 'csv-stringify/sync';
import type { Batch } from '../../domain/batch/batch.ts';
import { displayId } from '../../domain/certificate/certificate-id.ts';
import type { ResultPlace, ResultStore } from '../../domain/ports/result-store.ts';
import type { WorkQueue } from '../../domain/ports/work-queue.ts';
import { requireStill } from './build-archive.ts';
import { type ItemParts, itemsByChunk, type ShownItem } from './list-batch-items.ts';

/** Up to this size a report is written while the person waits. */
const WRITTEN_AT_ONCE = 30_000;

export interface ReportParts extends ItemParts {
  readonly results: Pick<ResultStore, 'exists' | 'writeText'>;
  readonly queue: WorkQueue;
}

const COLUMNS = [
  'volunteer_id',
  'opportunity_id',
  'outcome',
  'certificate_id',
  'display_id',
  'reason',
  'differs_from_dry_run',
  'details',
] as const;

/**
 * The report of a batch that has ended or stands still: its place once it is there, else undefined while a queue
 * writes it. Who is written about is named by ID only, so that the file needs no erasure.
 */
export async function orderReport(batch: Batch, parts: ReportParts): Promise<ResultPlace | undefined> {
  const { batchId, run: edition } = requireStill(batch);
  const place = reportPlace(batchId, edition);
  if (await parts.results.exists(place)) return place;
  if ((batch.plan?.requested ?? 0) > WRITTEN_AT_ONCE) {
    await parts.queue.send([{ kind: 'report', batchId, edition }]);
    return undefined;
  }
  await writeBatchReport(batch, edition, parts);
  return place;
}

/** Writes the report: UTF-8 with a byte order mark, so that Excel reads it; no cell runs as a formula. */
export async function writeBatchReport(batch: Batch, edition: number, parts: ReportParts): Promise<void> {
  const place = reportPlace(batch.batchId, edition);
  if (await parts.results.exists(place)) return;
  await parts.results.writeText(place, 'text/csv; charset=utf-8', reportText(batch, parts));
}

const reportPlace = (batchId: string, edition: number): ResultPlace => ({
  batchId,
  edition,
  name: 'report.csv',
});

async function* reportText(batch: Batch, parts: ItemParts): AsyncGenerator<string> {
  yield `\ufeff${COLUMNS.join(',')}\n`;
  let rows: (string | undefined)[][] = [];
  for await (const { items } of itemsByChunk(batch, 0, batch.plan?.chunkCount ?? 0, parts)) {
    rows.push(...items.map(rowOf));
    if (rows.length < 1_000) continue;
    yield csv(rows);
    rows = [];
  }
  if (rows.length > 0) yield csv(rows);
}

function rowOf(item: ShownItem): (string | undefined)[] {
  const { certificateId, facts } = item;
  return [
    item.volunteerId,
    item.opportunityId,
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

const csv = (rows: (string | undefined)[][]): string =>
  stringify(
    rows.map((row) => row.map((cell) => plainCell(cell ?? ''))),
    { escape_formulas: true },
  );

/** One line a cell, and harmless where `escape_formulas` doesn't look: LibreOffice and older Excel run these too. */
function plainCell(cell: string): string {
  const line = cell.replace(/[\r\n\u2028\u2029]+/g, ' ');
  return /^[|%]/.test(line) ? `'${line}` : line;
}
