import type { Command } from 'commander';
import { withExamples } from '../arguments/examples.ts';
import { choiceOption } from '../arguments/option-values.ts';
import { print, printJson } from '../output/print.ts';
import { openSession, type Words } from '../session/session.ts';
import type { Messages } from '../wording/messages-en.ts';

/** Adds `issuing`: shows the kill switch of issuing or of notifications, halts and resumes it (approver). */
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
      print(stateText(messages, halted, options.notifications === true));
    },
  );
}

function stateText(messages: Messages, halted: boolean, notifications: boolean): string {
  if (notifications) return halted ? messages.notificationsHalted : messages.notificationsNotHalted;
  return halted ? messages.issuingHalted : messages.issuingNotHalted;
}
