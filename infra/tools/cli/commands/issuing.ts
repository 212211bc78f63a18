import type { Command } from 'commander';
import { withExamples } from '../arguments/examples.ts';
import { choiceOption } from '../arguments/option-values.ts';
import { openSession, print, printJson, type Words } from '../session/session.ts';

/** The kill switch: looked at by anyone with a role, thrown by an approver. */
export function addIssuing(program: Command, words: Words): void {
  const { help, say } = words;
  const read = choiceOption(say, ['halt', 'resume']);
  const command = program
    .command('issuing')
    .description(help.commands.issuing)
    .argument('[verb]', help.arguments.halt, (value) => read(value))
    .option('--notifications', help.options.notifications);
  withExamples(command, help, ['issuing', 'issuing halt', 'issuing halt --notifications']).action(
    async (verb: string | undefined, options: { readonly notifications?: true }, self: Command) => {
      const session = await openSession(self, words, 'approver');
      const door = options.notifications ? '/notifications' : '/issuing';
      const answer =
        verb === undefined ? await session.api.get(door) : await session.api.send('POST', `${door}/${verb}`);
      if (session.json) {
        printJson(answer);
        return;
      }
      const halted = (answer as { halted?: unknown } | null)?.halted === true;
      print(halted ? say.halted : say.resumed);
    },
  );
}
