import type { Command } from 'commander';
import { listVolunteers } from '../../../../../functions/routes/ledger.ts';
import { withExamples } from '../../arguments/examples.ts';
import { countOption } from '../../arguments/option-values.ts';
import { printList } from '../../output/print-list.ts';
import { fact } from '../../output/table.ts';
import { openSession, type Words } from '../../session/session.ts';

/** Adds `volunteers`: lists volunteers. */
export function addVolunteers(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('volunteers')
    .description(help.commands.volunteers)
    .option('--issuer <id>', help.options.issuer)
    .option('--limit <n>', help.options.limit, countOption(messages));
  withExamples(command, help, ['volunteers --limit 20', 'volunteers --json']).action(
    async (options: { readonly issuer?: string; readonly limit?: number }, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      await printList(
        session,
        {
          items: (atMost) => session.api.list(listVolunteers, { query: { issuer: options.issuer } }, atMost),
          limit: options.limit,
          empty: options.issuer === undefined ? messages.empty.volunteers : messages.nothingMatches,
        },
        messages.volunteerHeadings,
        (item) => [
          item.volunteerId,
          item.issuerId,
          item.kind,
          fact('ar', item.nameAr),
          fact('en', item.nameEn),
          item.gender,
        ],
      );
    },
  );
}
