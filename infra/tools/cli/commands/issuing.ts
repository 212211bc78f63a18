import type { Command } from 'commander';
import * as supervision from '../../../../functions/routes/supervision.ts';
import { withExamples } from '../arguments/examples.ts';
import { choiceOption } from '../arguments/option-values.ts';
import { print, printJson } from '../output/print.ts';
import { openSession, type Words } from '../session/session.ts';
import type { Messages } from '../wording/messages-en.ts';

const ISSUING_ROUTES = {
  show: supervision.getIssuingState,
  halt: supervision.haltIssuing,
  resume: supervision.resumeIssuing,
};
const NOTIFICATION_ROUTES = {
  show: supervision.getNotificationState,
  halt: supervision.haltNotifications,
  resume: supervision.resumeNotifications,
};

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
    async (
      verb: 'halt' | 'resume' | undefined,
      options: { readonly notifications?: true },
      self: Command,
    ) => {
      const session = await openSession(self, words, 'approver');
      const routes = options.notifications ? NOTIFICATION_ROUTES : ISSUING_ROUTES;
      const state = await session.api.call(routes[verb ?? 'show']);
      if (session.json) printJson(state);
      else print(stateText(messages, state.halted, options.notifications === true));
    },
  );
}

function stateText(messages: Messages, halted: boolean, notifications: boolean): string {
  if (notifications) return halted ? messages.notificationsHalted : messages.notificationsNotHalted;
  return halted ? messages.issuingHalted : messages.issuingNotHalted;
}
