import type { Command } from 'commander';
import * as ledger from '../../../../functions/routes/ledger.ts';
import type { Import } from '../api/answers.ts';
import { poll } from '../api/poll.ts';
import { withExamples } from '../arguments/examples.ts';
import { clockTime } from '../output/clock-time.ts';
import { obstacleTable } from '../output/obstacle-table.ts';
import { print, printJson, printNote } from '../output/print.ts';
import { progressLine } from '../output/progress-line.ts';
import { facts } from '../output/table.ts';
import { confirm, hasTerminal } from '../session/confirm.ts';
import { setNegativeExitCode } from '../session/exit-codes.ts';
import { openSession, type Session, type Words } from '../session/session.ts';

/** Adds `withdraw`: undoes an import as a whole, waits until it is undone, and says what was undone or what prevents it. */
export function addWithdraw(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('withdraw')
    .description(help.commands.withdraw)
    .argument('<import>', help.arguments.importId)
    .option('-y, --yes', help.options.yes);
  withExamples(command, help, ['withdraw 4f0c2a…', 'withdraw 4f0c2a… --yes']).action(
    async (importId: string, { yes }: { readonly yes?: true }, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      const path = { id: importId };
      // Only a person is asked, who may have mistaken one import for another.
      if (!yes && hasTerminal())
        await confirmWithdrawal(session, await session.api.call(ledger.getImport, { path }));
      await session.api.call(ledger.withdrawImport, { path });
      const report = await poll(
        () => session.api.call(ledger.getImport, { path }),
        ({ state }) => state !== 'withdrawing',
        () => progressLine.show(messages.withdrawing(importId)),
      );
      progressLine.clear();
      if (report.state !== 'withdrawn') setNegativeExitCode();
      if (session.json) printJson(report);
      else printOutcome(session, report);
    },
  );
}

async function confirmWithdrawal({ messages }: Session, report: Import): Promise<void> {
  if (report.state !== 'imported' && report.state !== 'released') return;
  const { importLabels, importStates, importCounts, comma } = messages;
  const counts = Object.entries(report.counts).map(
    ([name, count]) => `${importCounts[name] ?? name} ${count}`,
  );
  const shown = facts([
    [importLabels.import, report.importId],
    [importLabels.file, report.fileName],
    [importLabels.state, importStates[report.state]],
    [importLabels.recorded, clockTime(report.createdAt)],
    [importLabels.counts, counts.join(comma)],
  ]);
  process.stderr.write(`${shown}\n`);
  await confirm(messages.confirmWithdraw, messages);
}

function printOutcome({ messages }: Session, { importId, withdrawal }: Import): void {
  if (withdrawal === null) return;
  const { undone, obstacleCount } = withdrawal;
  if (undone !== null) {
    const counted = ({ hours, volunteers, opportunities }: typeof undone.removed) =>
      messages.recordCounts(hours, volunteers, opportunities);
    print(messages.withdrawn(importId, counted(undone.removed), counted(undone.restored)));
    return;
  }
  printNote(messages.notWithdrawn(importId, obstacleCount));
  print(obstacleTable(withdrawal, messages));
}
