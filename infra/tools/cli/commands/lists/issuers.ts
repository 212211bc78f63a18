import type { Command } from 'commander';
import { listIssuers } from '../../../../../functions/routes/issuers.ts';
import { withExamples } from '../../arguments/examples.ts';
import { printList } from '../../output/print-list.ts';
import { fact } from '../../output/table.ts';
import { openSession, type Words } from '../../session/session.ts';

/** Adds `issuers`: lists issuers. */
export function addIssuers(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program.command('issuers').description(help.commands.issuers);
  withExamples(command, help, ['issuers', 'issuers --json']).action(async (_options, self: Command) => {
    const session = await openSession(self, words, null);
    await printList(
      session,
      {
        items: (atMost) => session.api.list(listIssuers, {}, atMost),
        limit: undefined,
        empty: messages.empty.issuers,
      },
      messages.issuerHeadings,
      (item) => [item.issuerId, fact('ar', item.nameAr), fact('en', item.nameEn), item.country],
    );
  });
}
