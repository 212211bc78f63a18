import type { Command } from 'commander';
import type { ItemOf } from '../../../../functions/client/request-types.ts';
import { UNREACHED_STATES, type UnreachedState } from '../../../../functions/domain/delivery/delivery.ts';
import { nameIn } from '../../../../functions/domain/wording/language.ts';
import { getOwnRoles, listDeliveries, sendAgain } from '../../../../functions/routes/supervision.ts';
import { certificateArgument } from '../arguments/certificate-argument.ts';
import { withExamples } from '../arguments/examples.ts';
import { choiceOption, countOption } from '../arguments/option-values.ts';
import { clockTime } from '../output/clock-time.ts';
import { print, printJson } from '../output/print.ts';
import { printList } from '../output/print-list.ts';
import { fact } from '../output/table.ts';
import { openSession, type Session, type Words } from '../session/session.ts';

interface ListOptions {
  readonly issuer?: string;
  readonly state?: UnreachedState;
  readonly limit?: number;
}

/** Adds `emails`: lists the certificates whose email reached nobody, and sends one again. */
export function addEmails(program: Command, words: Words): void {
  const { help, messages } = words;
  const { deliveries } = messages;
  const command = program.command('emails').description(help.commands.emails);
  withExamples(command, help, [
    'emails list',
    'emails list --state bounced',
    'emails resend B1P9-0CH3-5ABA-RTZ7-68 --email noura@example.org',
  ]);

  command
    .command('list')
    .description(help.commands.emails_list)
    .option('--issuer <id>', help.options.issuer)
    .option('--state <state>', help.options.emailState, choiceOption(messages, UNREACHED_STATES))
    .option('--limit <n>', help.options.limit, countOption(messages))
    .action(async ({ issuer, state, limit }: ListOptions, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      const states = state === undefined ? UNREACHED_STATES : [state];
      const request = { items: () => unreached(session, issuer, states), limit, empty: messages.emailsEmpty };
      await printList(session, request, messages.emailHeadings, (item) => [
        item.displayId,
        item.volunteerId,
        fact(session.language, nameIn(session.language, item)),
        deliveries.states[item.state],
        item.reason === null ? undefined : deliveries.reasons[item.reason],
        clockTime(item.at),
      ]);
    });

  command
    .command('resend')
    .description(help.commands.emails_resend)
    .argument('<certificate>', help.arguments.certificateId)
    .option('--email <address>', help.options.firstAddress)
    .action(async (typed: string, { email }: { readonly email?: string }, self: Command) => {
      const certificateId = certificateArgument(typed, messages);
      const { api, json } = await openSession(self, words, 'coordinator');
      const body = email === undefined ? {} : { email };
      const delivery = await api.call(sendAgain, { path: { id: certificateId }, body });
      if (json) printJson(delivery);
      else print(messages.emailAgain(delivery.displayId));
    });
}

/** Yields the certificates whose email reached nobody, of one issuer or of all that the caller may list. */
async function* unreached(
  { api }: Session,
  issuer: string | undefined,
  states: readonly UnreachedState[],
): AsyncGenerator<ItemOf<typeof listDeliveries>> {
  const issuerIds = issuer === undefined ? await issuersToList(api) : [issuer];
  for (const issuerId of issuerIds)
    for (const state of states) yield* api.list(listDeliveries, { query: { issuer: issuerId, state } });
}

async function issuersToList(api: Session['api']): Promise<readonly string[]> {
  const allowed: readonly string[] = listDeliveries.roles;
  const { issuers } = await api.call(getOwnRoles);
  return issuers
    .filter(({ roles }) => roles.some((role) => allowed.includes(role)))
    .map(({ issuerId }) => issuerId);
}
