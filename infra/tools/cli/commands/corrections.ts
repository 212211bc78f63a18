import type { Command } from 'commander';
import { withExamples } from '../arguments/examples.ts';
import { countOption } from '../arguments/option-values.ts';
import { print, printJson } from '../output/print.ts';
import { cell, printList } from '../output/print-list.ts';
import { termOf } from '../output/term-of.ts';
import { openSession, type Words } from '../session/session.ts';

/** Adds `corrections`: lists the names that volunteers asked to have corrected, approves and rejects them. */
export function addCorrections(program: Command, words: Words): void {
  const { help, messages } = words;
  const corrections = program
    .command('corrections')
    .description(help.commands.corrections)
    .helpCommand(false);
  withExamples(corrections, help, ['corrections list', 'corrections approve ID', 'corrections reject ID']);

  corrections
    .command('list')
    .description(help.commands.correctionsList)
    .option('--limit <n>', help.options.limit, countOption(messages))
    .action(async ({ limit }: { readonly limit?: number }, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      await printList(
        session,
        { path: '/corrections', limit, empty: messages.empty.corrections },
        messages.correctionHeadings,
        (item) => [
          cell(item, 'correctionId'),
          termOf(messages, String(cell(item, 'state'))),
          cell(item, 'displayId'),
          cell(item, 'nameAr'),
          cell(item, 'nameEn'),
          cell(item, 'note'),
        ],
      );
    });

  for (const decision of ['approve', 'reject'] as const) {
    corrections
      .command(decision)
      .description(help.commands[`corrections_${decision}`])
      .argument('<correction>', help.arguments.correctionId)
      .option('--note <text>', help.options.note)
      .action(async (id: string, { note }: { readonly note?: string }, self: Command) => {
        const session = await openSession(self, words, 'coordinator');
        const body = { decision, ...(note === undefined ? {} : { note }) };
        const answer = await session.api.send(
          'POST',
          `/corrections/${encodeURIComponent(id)}/decision`,
          body,
        );
        if (session.json) printJson(answer);
        else print(messages.correctionDecided(id, decision === 'approve'));
      });
  }
}
