import type { Command } from 'commander';
import { withExamples } from '../arguments/examples.ts';
import { choiceOption } from '../arguments/option-values.ts';
import { openSession, print, printJson, type Words } from '../session/session.ts';

/** The kill switch: looked at by anyone with a role, thrown by an approver. */
export function addIssuing(program: Command, words: Words): void {
  const { help, messages } = words;
  const read = choiceOption(messages, ['halt', 'resume']);
  const command = program
    .command('issuing')
    .description(help.commands.issuing)
    .argument('[verb]', help.arguments.halt, (value) => read(value))
    .option('--notifications', help.options.notifications);
  withExamples(command, help, ['issuing', 'issuing halt', 'issuing halt --notifications']).action(
    async (verb: string | undefined, options: { readonly notifications?: true }, self: Command) => {
      const session = await openSession(self, words, 'approver');
      const path = options.notifications ? '/notifications' : '/issuing';
      const answer =
        verb === undefined ? await session.api.get(path) : await session.api.send('POST', `${path}/${verb}`);
      if (session.json) {
        printJson(answer);
        return;
      }
      const halted = (answer as { halted?: unknown } | null)?.halted === true;
      print(halted ? messages.halted : messages.resumed);
    },
  );
}
