import type { Command } from 'commander';
import { withExamples } from '../examples.ts';
import { cell, printList } from '../list-command.ts';
import { countOption } from '../option-values.ts';
import { openSession, type Words } from '../session.ts';

export function addVolunteers(program: Command, words: Words): void {
  const { help, say } = words;
  const command = program
    .command('volunteers')
    .description(help.commands.volunteers)
    .option('--limit <n>', help.options.limit, countOption(say));
  withExamples(command, help, ['volunteers --limit 20', 'volunteers --json']).action(
    async (options: { readonly limit?: number }, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      await printList(
        session,
        { path: '/volunteers', limit: options.limit, empty: say.empty.volunteers },
        say.volunteerHeadings,
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
