import type { Command } from 'commander';
import { decideCorrection, listCorrections } from '../../../../functions/routes/lifecycle.ts';
import { withExamples } from '../arguments/examples.ts';
import { countOption } from '../arguments/option-values.ts';
import { print, printJson } from '../output/print.ts';
import { printList } from '../output/print-list.ts';
import { fact } from '../output/table.ts';
import { termOf } from '../output/term-of.ts';
import { hasTerminal } from '../session/confirm.ts';
import { confirmCorrection } from '../session/confirm-correction.ts';
import { WrongUsage } from '../session/exit-codes.ts';
import { openSession, type Session, type Words } from '../session/session.ts';

/** Adds `corrections`: lists the names that volunteers asked to have corrected, approves and rejects them. */
export function addCorrections(program: Command, words: Words): void {
  const { help, messages } = words;
  const corrections = program.command('corrections').description(help.commands.corrections);
  withExamples(corrections, help, [
    'corrections list',
    'corrections approve ID',
    'corrections reject ID --note "the passport has another name"',
  ]);

  corrections
    .command('list')
    .description(help.commands.correctionsList)
    .option('--limit <n>', help.options.limit, countOption(messages))
    .action(async ({ limit }: { readonly limit?: number }, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      await printList(
        session,
        {
          items: (atMost) => session.api.list(listCorrections, {}, atMost),
          limit,
          empty: messages.empty.corrections,
        },
        messages.correctionHeadings,
        (item) => [
          item.correctionId,
          termOf(messages, item.state),
          item.displayId,
          fact('ar', item.nameAr),
          fact('en', item.nameEn),
          item.note,
        ],
      );
    });

  corrections
    .command('approve')
    .description(help.commands.corrections_approve)
    .argument('<correction>', help.arguments.correctionId)
    .option('--note <text>', help.options.note)
    .option('-y, --yes', help.options.yes)
    .action(async (id: string, { note, yes }: { note?: string; yes?: true }, self: Command) => {
      const session = await openSession(self, words, 'approver');
      // Only a person is asked, who may not have compared the names.
      if (!yes && hasTerminal()) await confirmCorrection(session, id);
      await decide(session, id, { decision: 'approve', ...(note === undefined ? {} : { note }) });
    });

  corrections
    .command('reject')
    .description(help.commands.corrections_reject)
    .argument('<correction>', help.arguments.correctionId)
    .requiredOption('--note <text>', help.options.rejectionNote)
    .action(async (id: string, { note }: { note: string }, self: Command) => {
      if (note.trim() === '') throw new WrongUsage(messages.rejectionNeedsNote);
      await decide(await openSession(self, words, 'coordinator'), id, { decision: 'reject', note });
    });
}

async function decide(
  { api, json, messages }: Session,
  id: string,
  body: { readonly decision: 'approve' | 'reject'; readonly note?: string },
): Promise<void> {
  const answer = await api.call(decideCorrection, { path: { id }, body });
  if (json) printJson(answer);
  else print(messages.correctionDecided(id, body.decision === 'approve'));
}
