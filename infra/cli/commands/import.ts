import { access, constants } from 'node:fs/promises';
import type { Command } from 'commander';
import type { ImportProblem, ImportReport } from '../api-answers.ts';
import { writeCsv } from '../csv-file.ts';
import { withExamples } from '../examples.ts';
import { EXIT, WrongUsage } from '../exit-codes.ts';
import { inImportOrder } from '../import-order.ts';
import { endWithNo } from '../list-command.ts';
import { note, openSession, print, printJson, type Session, type Words } from '../session.ts';
import { table } from '../table.ts';

const PROBLEMS_SHOWN = 50;

interface Options {
  readonly dryRun?: true;
  readonly problems?: string;
}

export function addImport(program: Command, words: Words): void {
  const { help } = words;
  const command = program
    .command('import')
    .description(help.commands.import)
    .argument('<files...>', help.arguments.files)
    .option('--dry-run', help.options.dryRunImport)
    .option('--problems <file>', help.options.problemsCsv);
  withExamples(command, help, [
    'import opportunities.csv volunteers.csv hours.csv',
    'import hours.xlsx --dry-run',
    'import hours.csv --problems problems.csv',
  ]).action(async (files: string[], options: Options, self: Command) => {
    for (const file of files) {
      await access(file, constants.R_OK).catch(() => {
        throw new WrongUsage(words.say.noSuchFile(file));
      });
    }
    const session = await openSession(self, words, 'coordinator');
    const reports: (ImportReport & { file: string })[] = [];
    for (const file of await inImportOrder(files)) {
      const report = await importOne(session, file, options.dryRun === true);
      reports.push({ ...report, file });
      if (report.state === 'refused') endWithNo();
      if (report.state === 'failed') process.exitCode = EXIT.unreachable;
    }
    if (session.json) printJson({ items: reports });
    if (options.problems !== undefined) {
      await writeProblems(words, options.problems, reports);
      note(words.say.problemsWritten(options.problems));
    }
  });
}

async function importOne(session: Session, file: string, dryRun: boolean): Promise<ImportReport> {
  const { say } = session;
  const live = process.stderr.isTTY === true;
  const report = await session.api.importFile(file, {
    dryRun,
    onProgress: ({ counts }) => {
      if (live) process.stderr.write(`\r\x1b[2K${say.importing(file)} ${countsText(counts)}`);
    },
  });
  if (live) process.stderr.write('\r\x1b[2K');
  if (session.json) return report;
  const problems = report.problems ?? [];
  if (report.state === 'refused') {
    const count = report.problemCount ?? problems.length;
    note(say.importRefused(file, count));
    print(problemTable(session, problems.slice(0, PROBLEMS_SHOWN)));
    if (count > PROBLEMS_SHOWN) note(say.problemsLeftOut(Math.min(problems.length, PROBLEMS_SHOWN), count));
  } else if (report.state === 'failed') {
    note(say.importFailed(file));
  } else {
    const what = countsText(report.counts);
    print(report.state === 'imported' ? say.imported(file, what) : say.checked(file, what));
  }
  return report;
}

function problemTable(session: Session, problems: readonly ImportProblem[]): string {
  return table(session.say.problemHeadings, problems.map(problemRow));
}

function problemRow({ sheet, row, column, value, message, code, fix }: ImportProblem) {
  return [sheet, row, column, value, message ?? code, fix];
}

function countsText(counts: ImportReport['counts']): string {
  return Object.entries(counts ?? {})
    .filter(([, count]) => typeof count === 'number')
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

function writeProblems(
  { say }: Words,
  path: string,
  reports: readonly (ImportReport & { file: string })[],
): Promise<void> {
  const rows = reports.flatMap(({ file, problems }) =>
    (problems ?? []).map((problem) => [file, ...problemRow(problem)]),
  );
  return writeCsv(path, [say.labels.file, ...say.problemHeadings], rows);
}
