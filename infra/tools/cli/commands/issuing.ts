import type { Command } from 'commander';
import type { JsonOf } from '../../../../functions/routes/route-types.ts';
import * as supervision from '../../../../functions/routes/supervision.ts';
import { withExamples } from '../arguments/examples.ts';
import { choiceOption } from '../arguments/option-values.ts';
import { print, printJson } from '../output/print.ts';
import { WrongUsage } from '../session/exit-codes.ts';
import { openSession, type Session, type Words } from '../session/session.ts';

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

/** Adds `issuing`: shows the kill switch of issuing or of notifications, halts and resumes it (approver; operator for everyone). */
export function addIssuing(program: Command, words: Words): void {
  const { help, messages } = words;
  const read = choiceOption(messages, ['halt', 'resume']);
  const command = program
    .command('issuing')
    .description(help.commands.issuing)
    .argument('[verb]', help.arguments.halt, read)
    .option('--notifications', help.options.notifications)
    .option('--issuer <id>', help.options.issuer)
    .option('--everyone', help.options.everyone);
  withExamples(command, help, [
    'issuing',
    'issuing halt',
    'issuing halt --issuer rawabi-health-cluster',
  ]).action(
    async (
      verb: 'halt' | 'resume' | undefined,
      options: {
        readonly notifications?: true;
        readonly issuer?: string;
        readonly everyone?: true;
      },
      self: Command,
    ) => {
      if (options.everyone && options.issuer !== undefined)
        throw new WrongUsage(messages.everyoneOrOne('--everyone', '--issuer'));
      const session = await openSession(self, words, options.everyone ? 'operator' : 'approver');
      const routes = options.notifications ? NOTIFICATION_ROUTES : ISSUING_ROUTES;
      const body = options.issuer === undefined ? {} : { issuerId: options.issuer };
      const states =
        verb === undefined
          ? await session.api.call(routes.show)
          : await session.api.call(routes[verb], { body });
      if (session.json) printJson(states);
      else printStates(states, options.notifications ? 'notifications' : 'issuing', session);
    },
  );
}

/** Prints one line where no kill switch is set, otherwise a line for each that is. */
function printStates(
  { everyone, issuers }: JsonOf<typeof supervision.getIssuingState>,
  what: 'issuing' | 'notifications',
  { messages }: Session,
): void {
  const { none, ofEveryone, ofIssuer } = messages.halts[what];
  const lines = [
    ...(everyone.halted ? [ofEveryone] : []),
    ...issuers.filter(({ halted }) => halted).map(({ issuerId }) => ofIssuer(issuerId)),
  ];
  for (const line of lines.length === 0 ? [none] : lines) print(line);
}
