import type { Command } from 'commander';
import { withExamples } from '../arguments/examples.ts';
import { countOption } from '../arguments/option-values.ts';
import { cell, printList } from '../output/print-list.ts';
import { openSession, type Words } from '../session/session.ts';

/** Adds `volunteers`: lists volunteers. */
export function addVolunteers(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('volunteers')
    .description(help.commands.volunteers)
    .option('--limit <n>', help.options.limit, countOption(messages));
  withExamples(command, help, ['volunteers --limit 20', 'volunteers --json']).action(
    async (options: { readonly limit?: number }, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      await printList(
        session,
        { path: '/volunteers', limit: options.limit, empty: messages.empty.volunteers },
        messages.volunteerHeadings,
        (item) => [
          cell(item, 'volunteerId'),
          cell(item, 'kind'),
          cell(item, 'nameAr'),
          cell(item, 'nameEn'),
          cell(item, 'gender'),
        ],
      );
    },
  );
}
