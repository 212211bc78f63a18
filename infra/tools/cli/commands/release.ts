import type { Command } from 'commander';
import * as ledger from '../../../../functions/routes/ledger.ts';
import type { Import } from '../api/answers.ts';
import { releaseImport, takeBackRelease } from '../api/import-file.ts';
import { withExamples } from '../arguments/examples.ts';
import { clockHours } from '../output/clock-hours.ts';
import { clockTime } from '../output/clock-time.ts';
import { obstacleTable } from '../output/obstacle-table.ts';
import { print, printJson, printNote } from '../output/print.ts';
import { progressLine } from '../output/progress-line.ts';
import { facts } from '../output/table.ts';
import { understandingLines } from '../output/understanding-lines.ts';
import { confirm, hasTerminal } from '../session/confirm.ts';
import { setNegativeExitCode } from '../session/exit-codes.ts';
import { openSession, type Session, type Words } from '../session/session.ts';

interface Options {
  readonly takeBack?: true;
  readonly yes?: true;
}

/** Adds `release`: shows an import, asks, and lets its hours count; or takes that back. */
export function addRelease(program: Command, words: Words): void {
  const { help } = words;
  const command = program
    .command('release')
    .description(help.commands.release)
    .argument('<import>', help.arguments.importId)
    .option('--take-back', help.options.takeBack)
    .option('-y, --yes', help.options.yes);
  withExamples(command, help, ['release 4f0c2a…', 'release 4f0c2a… --take-back']).action(
    async (importId: string, { takeBack, yes }: Options, self: Command) => {
      const session = await openSession(self, words, 'supervisor');
      if (takeBack) await takeBackAndSay(session, importId);
      else await releaseAndSay(session, importId, yes === true);
    },
  );
}

async function releaseAndSay(session: Session, importId: string, sure: boolean): Promise<void> {
  const { api, json, messages } = session;
  const before = await api.call(ledger.getImport, { path: { id: importId } });
  if (!json) process.stderr.write(`${summaryOf(before, session)}\n`);
  if (!sure && hasTerminal() && before.state === 'imported') await confirm(messages.confirmRelease, messages);
  const report = await releaseImport(api, importId, () => progressLine.show(messages.releasing(importId)));
  progressLine.clear();
  if (report.state !== 'released') setNegativeExitCode();
  if (json) printJson(report);
  else print(messages.released(importId, report.awaitingRelease?.entries ?? 0));
}

async function takeBackAndSay({ api, json, messages }: Session, importId: string): Promise<void> {
  const report = await takeBackRelease(api, importId, () => progressLine.show(messages.takingBack(importId)));
  progressLine.clear();
  const { takingBack } = report;
  if (takingBack?.state !== 'done') setNegativeExitCode();
  if (json) printJson(report);
  else if (takingBack?.state === 'done') print(messages.takenBack(importId));
  else if (takingBack !== null) {
    printNote(messages.notTakenBack(importId, takingBack.obstacleCount));
    print(obstacleTable(takingBack, messages));
  }
}

/** Shows what a release is about: its totals, who recorded it when, how the file was read, and its notes. */
function summaryOf(report: Import, { messages, language }: Session): string {
  const { importLabels: labels, importStates, releaseLabels } = messages;
  const { awaitingRelease: awaiting, understanding } = report;
  const shown = facts([
    [labels.import, report.importId],
    [labels.file, report.fileName],
    [labels.state, importStates[report.state]],
    [labels.recorded, clockTime(report.createdAt)],
    [releaseLabels.recordedBy, report.recordedBy],
    [releaseLabels.entries, awaiting?.entries],
    [releaseLabels.hours, clockHours(awaiting?.minutes)],
    [releaseLabels.volunteers, awaiting?.volunteers],
    [releaseLabels.opportunities, awaiting?.opportunities],
    [releaseLabels.names, awaiting?.names],
    [releaseLabels.addresses, awaiting?.addresses],
    [releaseLabels.period, awaiting?.period ? `${awaiting.period.from} – ${awaiting.period.to}` : undefined],
    [releaseLabels.notes, report.noteCount],
  ]);
  const lines = understanding === null ? [] : understandingLines(understanding, language);
  const notes = report.problems.slice(0, NOTES_SHOWN).map(({ row, message }) => `${row ?? '-'}: ${message}`);
  return [shown, ...lines, ...notes].join('\n');
}

const NOTES_SHOWN = 10;
