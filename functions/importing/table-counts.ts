import type { Facts, ProblemCode, ProblemLog } from '../domain/import/import-problem.ts';

/** Notes that many rows of a table may cause: one is shown for each column, with the first row and the number of rows. */
export class TableCounts {
  readonly #found = new Map<
    string,
    { code: ProblemCode; column: string | null; row: number; value: string; facts: Facts; count: number }
  >();

  add(code: ProblemCode, column: string | null, row: number, value: string, facts: Facts = {}): void {
    const name = `${code}#${column}`;
    const known = this.#found.get(name);
    if (known) known.count += 1;
    else this.#found.set(name, { code, column, row, value, facts, count: 1 });
  }

  /** Adds one note for each kind and column. */
  report(problems: ProblemLog, worksheet: string | null): void {
    for (const { code, facts, count, ...position } of this.#found.values())
      problems.add({ code, facts: { ...facts, count } }, { worksheet, ...position });
  }
}
