import { access, constants, stat, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import {
  DATE_ORDERS,
  type DateOrder,
  HOURS_UNITS,
  type HoursUnit,
} from '../../../../functions/domain/import/understanding.ts';
import type { Language } from '../../../../functions/domain/wording/language.ts';
import { downloadImportProblems } from '../../../../functions/routes/ledger.ts';
import type { Import, ImportProblem } from '../api/answers.ts';
import { awaitedImports, type FileOptions, importFile, releaseImport } from '../api/import-file.ts';
import { withExamples } from '../arguments/examples.ts';
import { choiceOption } from '../arguments/option-values.ts';
import { sortForImport } from '../files/import-order.ts';
import { readMapping } from '../files/mapping-file.ts';
import { print, printJson, printNote } from '../output/print.ts';
import { progressLine } from '../output/progress-line.ts';
import { table } from '../output/table.ts';
import { understandingLines } from '../output/understanding-lines.ts';
import { EXIT, setNegativeExitCode, WrongUsage } from '../session/exit-codes.ts';
import { type GlobalOptions, openSession, type Session, type Words } from '../session/session.ts';
import type { Messages } from '../wording/messages-en.ts';

const PROBLEMS_SHOWN = 50;

interface Options {
  readonly dryRun?: true;
  readonly issuer?: string;
  readonly dates?: DateOrder;
  readonly hoursAs?: HoursUnit;
  readonly holdOpenShifts?: true;
  readonly mapping?: string;
  readonly release?: true;
  readonly problems?: string;
}

/** Adds `import`: uploads files, waits for their reports, and prints the problems. */
export function addImport(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('import')
    .description(help.commands.import)
    .argument('<files...>', help.arguments.files)
    .option('--dry-run', help.options.dryRunImport)
    .option('--issuer <id>', help.options.issuerOfFile)
    .option('--dates <dmy|mdy>', help.options.dates, choiceOption(messages, DATE_ORDERS))
    .option('--hours-as <decimal|clock>', help.options.hoursAs, choiceOption(messages, HOURS_UNITS))
    .option('--mapping <file>', help.options.mapping)
    .option('--hold-open-shifts', help.options.holdOpenShifts)
    .option('--release', help.options.release)
    .option('--problems <file>', help.options.problemsCsv);
  withExamples(command, help, [
    'import opportunities.csv volunteers.csv hours.csv',
    'import hours.xlsx --dry-run',
    'import hours.csv --dates mdy --hours-as clock --hold-open-shifts',
    'import volunteers.csv --issuer rawabi-health-cluster',
    'import hours.csv --mapping platform.json',
    'import hours.csv --problems problems.csv',
    'import hours.csv --release',
  ]).action(async (files: string[], options: Options, self: Command) => {
    for (const file of files) {
      const readable = await access(file, constants.R_OK).then(
        async () => !(await stat(file)).isDirectory(),
        () => false,
      );
      if (!readable) throw new WrongUsage(words.messages.noSuchFile(file));
    }
    const headings = options.mapping === undefined ? undefined : await readMapping(options.mapping, messages);
    const session = await openSession(self, words, 'coordinator');
    const second = options.release ? await openSecondPerson(self, words) : undefined;
    if (options.dryRun && files.length > 1) printNote(words.messages.checkedApart);
    const { problems: _problems, mapping: _mapping, release: _release, issuer, ...others } = options;
    const fileOptions = {
      ...others,
      ...(issuer === undefined ? {} : { issuerId: issuer }),
      ...(headings === undefined ? {} : { headings }),
    };
    const reports: (Import & { file: string })[] = [];
    for (const file of await sortForImport(files, headings)) {
      const imported = await importOne(session, file, fileOptions, second !== undefined);
      const report = second ? await releaseAs(second, imported) : imported;
      reports.push({ ...report, file });
      if (report.state === 'refused') setNegativeExitCode();
      if (report.state === 'failed') process.exitCode = EXIT.unreachable;
    }
    if (session.json) printJson({ items: reports });
    if (options.problems !== undefined) {
      await writeProblems(session, options.problems, reports);
      printNote(words.messages.problemsWritten(options.problems));
    }
  });
}

/**
 * Opens a session of the second person of the embedded cloud's sample.
 * @throws WrongUsage with a token: whoever records hours doesn't release them.
 */
function openSecondPerson(command: Command, words: Words): Promise<Session> {
  if (command.optsWithGlobals<GlobalOptions>().token !== undefined)
    throw new WrongUsage(words.messages.releaseByAnother);
  return openSession(command, words, 'supervisor');
}

/** Releases as another person what the hours of an import wait for, and says so. Returns the import after it. */
async function releaseAs({ api, json, messages }: Session, imported: Import): Promise<Import> {
  let report = imported;
  for (const importId of awaitedImports(imported)) {
    const released = await releaseImport(api, importId, () =>
      progressLine.show(messages.releasing(importId)),
    );
    progressLine.clear();
    if (!json) print(messages.releasedBySecondPerson(importId, released.awaitingRelease?.entries ?? 0));
    if (importId === imported.importId) report = released;
  }
  return report;
}

/** Imports one file and prints its report, unless `--json`. */
async function importOne(
  session: Session,
  file: string,
  options: FileOptions,
  isReleasedNext: boolean,
): Promise<Import> {
  const { messages, language } = session;
  const report = await importFile(session.api, file, {
    ...options,
    onProgress: ({ counts }) => {
      progressLine.show(`${messages.importing(file)} ${countsText(counts, messages)}`);
    },
  });
  progressLine.clear();
  if (!session.json) printReport(report, file, messages, language);
  if (!session.json && !isReleasedNext)
    for (const importId of awaitedImports(report)) printNote(messages.howToRelease(importId));
  return report;
}

/** Prints the outcome of an import, then its errors, then its notes. */
function printReport(report: Import, file: string, messages: Messages, language: Language): void {
  if (report.state === 'refused') {
    printNote(messages.importRefused(file, report.problemCount));
  } else if (report.state === 'failed') {
    printNote(messages.importFailed(file));
  } else {
    const counts = countsText(report.counts, messages);
    print(report.state === 'imported' ? messages.imported(file, counts) : messages.checked(file, counts));
    if (report.state === 'imported' && report.counts.new + report.counts.changed > 0)
      printNote(messages.howToWithdraw(report.importId));
  }
  if (report.understanding !== null)
    for (const line of understandingLines(report.understanding, language)) print(line);
  const isNote = ({ severity }: ImportProblem) => severity === 'note';
  const { problems } = report;
  const errors = problems.filter((problem) => !isNote(problem)).slice(0, PROBLEMS_SHOWN);
  const notes = problems.filter(isNote).slice(0, PROBLEMS_SHOWN - errors.length);
  if (errors.length > 0) print(table(messages.problemHeadings, errors.map(problemRow)));
  if (report.noteCount > 0)
    print(`${errors.length > 0 ? '\n' : ''}${messages.importNotes(report.noteCount)}`);
  if (notes.length > 0) print(table(messages.problemHeadings, notes.map(problemRow)));
  const count = report.problemCount + report.noteCount;
  const shown = [...errors, ...notes];
  if (count > shown.length && shown.length > 0) printNote(messages.problemsLeftOut(shown.length, count));
}

function problemRow({ worksheet, row, column, value, message, fix }: ImportProblem) {
  return [worksheet, row, column, value, message, fix];
}

function countsText(counts: Import['counts'], messages: Messages): string {
  return Object.entries(counts)
    .map(([name, count]) => `${messages.importCounts[name] ?? name} ${count}`)
    .join(messages.comma);
}

/** Writes the complete problem lists of the service into one CSV, under the headings of the first list. */
async function writeProblems(session: Session, path: string, reports: readonly Import[]): Promise<void> {
  const lists: string[] = [];
  for (const { importId, problemsCsv } of reports) {
    if (problemsCsv === null) continue;
    const input = { path: { id: importId }, query: { lang: session.language } };
    lists.push(await session.api.text(downloadImportProblems, 'text/csv', input));
  }
  const [first = '\ufeff', ...others] = lists;
  await writeFile(path, first + others.map((list) => list.slice(list.indexOf('\n') + 1)).join(''));
}
