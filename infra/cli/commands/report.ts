import type { Command } from 'commander';
import { withExamples } from '../examples.ts';
import { dayOption } from '../option-values.ts';
import { openSession, print, printJson, type Words } from '../session.ts';
import { facts } from '../table.ts';

interface Options {
  readonly from: string;
  readonly to: string;
  readonly issuer?: string;
  readonly csv?: true;
}

export function addReport(program: Command, words: Words): void {
  const { help, say } = words;
  const command = program
    .command('report')
    .description(help.commands.report)
    .requiredOption('--from <date>', help.options.reportFrom, dayOption(say))
    .requiredOption('--to <date>', help.options.reportTo, dayOption(say))
    .option('--issuer <id>', help.options.issuer)
    .option('--csv', help.options.csv);
  withExamples(command, help, [
    'report --from 2025-01-01 --to 2025-06-30',
    'report --from 2025-01-01 --to 2025-06-30 --csv > report.csv',
  ]).action(async ({ from, to, issuer, csv }: Options, self: Command) => {
    const session = await openSession(self, words, 'coordinator');
    const query = { from, to, issuer };
    if (csv && !session.json) {
      process.stdout.write(await session.api.text('/reports', { ...query, format: 'csv' }, 'text/csv'));
      return;
    }
    const report = await session.api.get('/reports', query);
    if (session.json) printJson(report);
    else print(facts(flattened(report)));
  });
}

/** Every figure of the report by its path: what the service adds to a report is shown without a new version. */
function flattened(value: unknown, path: readonly string[] = []): [string, string | number][] {
  if (typeof value === 'string' || typeof value === 'number') return [[path.join(' '), value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => flattened(part, [...path, name]));
}
