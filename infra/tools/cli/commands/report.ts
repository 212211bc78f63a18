import type { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import { getReport } from '../../../../functions/routes/reports.ts';
import { withExamples } from '../arguments/examples.ts';
import { dayOption } from '../arguments/option-values.ts';
import { print, printJson, printNote } from '../output/print.ts';
import { facts } from '../output/table.ts';
import { WrongUsage } from '../session/exit-codes.ts';
import { openSession, type Words } from '../session/session.ts';

interface Options {
  readonly from: string;
  readonly to: string;
  readonly issuer?: string;
  readonly csv?: true;
}

/** Adds `report`: prints the figures of a period as the clusters publish them. */
export function addReport(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('report')
    .description(help.commands.report)
    .requiredOption('--from <date>', help.options.reportFrom, dayOption(messages))
    .requiredOption('--to <date>', help.options.reportTo, dayOption(messages))
    .option('--issuer <id>', help.options.issuer)
    .option('--csv', help.options.csv);
  withExamples(command, help, [
    'report --from 2025-01-01 --to 2025-06-30',
    'report --from 2025-01-01 --to 2025-06-30 --csv > report.csv',
  ]).action(async ({ from, to, issuer, csv }: Options, self: Command) => {
    if (from > to) throw new WrongUsage(messages.endsBeforeItBegins(from, to));
    const session = await openSession(self, words, 'coordinator');
    const query = { from, to, issuer };
    if (session.json) {
      printJson(await session.api.call(getReport, { query }));
      return;
    }
    const csvQuery = { ...query, format: 'csv' as const, lang: session.language };
    const text = await session.api.text(getReport, 'text/csv', { query: csvQuery });
    const [headings = [], ...rows]: string[][] = parse(text, { bom: true });
    const empty = rows.every(isEmptyRow);
    if (csv) process.stdout.write(text);
    else if (!empty) print(blocks(headings, rows));
    if (empty) (csv ? printNote : print)(messages.reportEmpty(from, to));
  });
}

/** Formats the report as one block per issuer, because the published table is too wide for a terminal. */
function blocks(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.map((row) => facts(headings.map((heading, column) => [heading, row[column]]))).join('\n\n');
}

/** Returns whether a row has no figures besides its issuer and period. */
const isEmptyRow = ([_issuer, _from, _to, ...figures]: readonly string[]): boolean =>
  figures.every((figure) => figure === '' || figure === '0');
