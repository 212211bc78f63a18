import type { Command } from 'commander';
import { ISSUER_ROLES, type IssuerRole } from '../../../../functions/domain/staff/roles.ts';
import * as supervision from '../../../../functions/routes/supervision.ts';
import { withExamples } from '../arguments/examples.ts';
import { choiceOption } from '../arguments/option-values.ts';
import { print, printJson } from '../output/print.ts';
import { printList } from '../output/print-list.ts';
import { termOf } from '../output/term-of.ts';
import { WrongUsage } from '../session/exit-codes.ts';
import { addressOf, openSession, type Words } from '../session/session.ts';

interface InviteOptions {
  readonly name: string;
  readonly role: readonly string[];
  readonly issuer?: string;
  readonly byLink?: true;
  readonly operator?: true;
  readonly table?: string;
}

/** Adds `people`: lists who works for the issuers, invites, approves and removes people (administrator, operator). */
export function addPeople(program: Command, words: Words): void {
  const { help, messages } = words;
  const people = program.command('people').description(help.commands.people);
  withExamples(people, help, [
    'people list',
    'people invite sara@cluster.example --name "Sara Alqahtani" --role coordinator',
    'people invite amal@cluster.example --name "Amal Alotaibi" --role supervisor --by-link',
    'people approve ID',
    'people invite huda@cluster.example --name "Huda Alanazi" --role administrator --issuer my-cluster --operator --table TABLE',
  ]);

  people
    .command('list')
    .description(help.commands.people_list)
    .option('--issuer <id>', help.options.issuer)
    .action(async ({ issuer }: { readonly issuer?: string }, self: Command) => {
      const session = await openSession(self, words, 'administrator');
      const query = issuer === undefined ? {} : { issuer };
      const { items } = await session.api.call(supervision.listPeople, { query });
      await printList(
        session,
        { items: () => items, limit: undefined, empty: messages.peopleEmpty },
        messages.peopleHeadings,
        (item) => [
          item.id,
          item.name,
          item.email,
          [...item.roles, ...(item.byLink ? [messages.byLinkMark] : [])].join(messages.comma),
          termOf(messages, item.state),
          item.issuerId,
        ],
      );
    });

  const readRole = choiceOption(messages, ISSUER_ROLES);
  people
    .command('invite')
    .description(help.commands.people_invite)
    .argument('<email>', help.arguments.email)
    .requiredOption('--name <name>', help.options.personName)
    .requiredOption('--role <role>', help.options.role, (value, all: readonly string[] = []) => [
      ...all,
      readRole(value),
    ])
    .option('--issuer <id>', help.options.personIssuer)
    .option('--by-link', help.options.byLink)
    .option('--operator', help.options.operatorCredentials)
    .option('--table <name>', help.options.table)
    .action(async (email: string, options: InviteOptions, self: Command) => {
      if (options.operator) return appoint(email, options, self, words);
      const session = await openSession(self, words, 'administrator');
      const { name, role, issuer, byLink = false } = options;
      const roles = role as IssuerRole[];
      const body = { email, name, roles, byLink, ...(issuer === undefined ? {} : { issuerId: issuer }) };
      const { body: member } = await session.api.request(supervision.invitePerson, { body });
      if (session.json) return printJson(member);
      const { id, state } = member;
      print(state === 'awaiting_approval' ? messages.invitationWaits(name, id) : appointed(member, words));
    });

  people
    .command('approve')
    .description(help.commands.people_approve)
    .argument('<invitation>', help.arguments.invitationId)
    .option('--operator', help.options.asOperator)
    .action(async (id: string, { operator }: { readonly operator?: true }, self: Command) => {
      const session = await openSession(self, words, operator ? 'operator' : 'administrator');
      const member = await session.api.call(supervision.approveInvitation, { path: { id } });
      if (session.json) printJson(member);
      else print(appointed(member, words));
    });

  people
    .command('remove')
    .description(help.commands.people_remove)
    .argument('<person>', help.arguments.personId)
    .action(async (id: string, _options, self: Command) => {
      const session = await openSession(self, words, 'administrator');
      const member = await session.api.call(supervision.removePerson, { path: { id } });
      if (session.json) printJson(member);
      else print(messages.personRemoved(member.name));
    });
}

/** Says that a person's roles count, and whether an email says so to the person. */
const appointed = (
  { name, email, emailed }: { readonly name: string; readonly email: string; readonly emailed: boolean },
  { messages }: Words,
): string =>
  `${messages.personAdded(name)} ${emailed ? messages.personEmailed(email) : messages.personNotEmailed(email)}`;

/** Appoints the first administrator past the API, with the credentials of the environment. */
async function appoint(email: string, options: InviteOptions, self: Command, words: Words): Promise<void> {
  const { messages } = words;
  const { name, role, issuer, table } = options;
  if (issuer === undefined || role.join() !== 'administrator')
    throw new WrongUsage(messages.operatorAppoints('--role administrator', '--issuer'));
  const { address, json } = addressOf(self, words);
  // Loaded on demand, because the AWS clients slow down every other command.
  const { appointAdministrator } = await import('../api/appoint-administrator.ts');
  const person = await appointAdministrator(
    { issuerId: issuer, email, name },
    { url: address, table, words },
  );
  if (json) printJson(person);
  else print(messages.personAdded(name));
}
