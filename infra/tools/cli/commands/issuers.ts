import type { Command } from 'commander';
import { withExamples } from '../arguments/examples.ts';
import { cell, printList } from '../output/print-list.ts';
import { openSession, type Words } from '../session/session.ts';

/** Adds `issuers`: lists issuers. */
export function addIssuers(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program.command('issuers').description(help.commands.issuers);
  withExamples(command, help, ['issuers', 'issuers --json']).action(async (_options, self: Command) => {
    const session = await openSession(self, words, null);
    await printList(
      session,
      { path: '/issuers', limit: undefined, empty: messages.empty.issuers },
      messages.issuerHeadings,
      (item) => [cell(item, 'issuerId'), cell(item, 'nameAr'), cell(item, 'nameEn'), cell(item, 'country')],
    );
  });
}
