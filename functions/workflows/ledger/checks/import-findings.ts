import type { Recording } from '../../../domain/hours/record-hours.ts';
import { type ImportCounts, NO_ROWS } from '../../../domain/import/import.ts';
import type { CellProblem, ProblemLog } from '../../../domain/import/import-problem.ts';
import type { ImportRecord, RecordChunk } from '../../../domain/import/import-record.ts';
import { SeenIds } from '../../../domain/import/seen-ids.ts';
import type { ChangeLog } from '../change-log.ts';

/** The position of a record in its file. */
export type RecordPosition = Pick<ImportRecord, 'worksheet' | 'row'>;

/** Collects the findings of a check: problems, numbers of rows by effect, and IDs that occur twice. */
export class ImportFindings {
  counts: ImportCounts = NO_ROWS;
  /** What recording the rows would change. */
  readonly changes: ChangeLog;
  readonly #problems: ProblemLog;
  readonly #seen = new SeenIds();
  /** By worksheet: what only the whole file shows is reported after its last table. */
  readonly #headings = new Map<string | null, RecordChunk['headings']>();

  constructor(problems: ProblemLog, changes: ChangeLog) {
    this.#problems = problems;
    this.changes = changes;
  }

  startChunk({ headings, records, faulty, rowsRead }: RecordChunk): void {
    const [first] = [...records, ...faulty];
    if (first !== undefined) this.#headings.set(first.worksheet, headings);
    this.counts = { ...this.counts, rows: rowsRead };
  }

  /** Adds a problem of a column, which is reported by its heading in the file. */
  addProblem({ worksheet, row }: RecordPosition, problem: CellProblem, column: string, value: string): void {
    this.#problems.add(problem, {
      worksheet,
      row,
      column: this.#headings.get(worksheet)?.[column] ?? column,
      value,
    });
  }

  count(recording: Recording): void {
    if (recording !== 'new' && recording !== 'changed' && recording !== 'unchanged') return;
    this.counts = { ...this.counts, [recording]: this.counts[recording] + 1 };
  }

  /**
   * Returns whether an earlier row of the file has the same ID. Adds a problem if that row has other content. `scope`
   * separates IDs that are unique only within an issuer.
   */
  isRepeated(record: ImportRecord, column: string, id: string, scope = ''): boolean {
    const before = this.#seen.add(`${record.kind}#${scope}#${id}`, JSON.stringify(record.value), record);
    if (before === undefined) return false;
    const { row, worksheet, same } = before;
    if (same) return true;
    const otherWorksheet = worksheet === null || worksheet === record.worksheet ? null : worksheet;
    const facts = { row, ...(otherWorksheet === null ? {} : { worksheet: `(${otherWorksheet})` }) };
    this.addProblem(record, { code: 'ID_TWICE', facts }, column, id);
    return true;
  }
}
