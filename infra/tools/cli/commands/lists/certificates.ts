import type { Command } from 'commander';
import type { ItemOf } from '../../../../../functions/client/request-types.ts';
import { CERTIFICATE_STATES } from '../../../../../functions/domain/certificate/certificate.ts';
import { listCertificates } from '../../../../../functions/routes/issuing.ts';
import { withExamples } from '../../arguments/examples.ts';
import { choiceOption, countOption, dayOption } from '../../arguments/option-values.ts';
import { certificateCells } from '../../output/certificate-cells.ts';
import { printList } from '../../output/print-list.ts';
import { WrongUsage } from '../../session/exit-codes.ts';
import { openSession, type Words } from '../../session/session.ts';

interface Options {
  readonly issuer?: string;
  readonly from?: string;
  readonly to?: string;
  readonly opportunity?: string;
  readonly volunteer?: string;
  readonly state?: string;
  readonly limit?: number;
}

/** Adds `certificates`: lists certificates. */
export function addCertificates(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('certificates')
    .description(help.commands.certificates)
    .option('--issuer <id>', help.options.issuer)
    .option('--from <date>', help.options.issuedFrom, dayOption(messages))
    .option('--to <date>', help.options.issuedTo, dayOption(messages))
    .option('--opportunity <id>', help.options.ofOpportunity)
    .option('--volunteer <id>', help.options.ofVolunteer)
    .option('--state <state>', help.options.state, choiceOption(messages, CERTIFICATE_STATES))
    .option('--limit <n>', help.options.limit, countOption(messages));
  withExamples(command, help, [
    'certificates',
    'certificates --state revoked',
    'certificates --json --limit 1',
  ]).action(async (options: Options, self: Command) => {
    const session = await openSession(self, words, 'coordinator');
    const { limit, issuer, from, to, opportunity, volunteer, state } = options;
    if (from !== undefined && to !== undefined && from > to)
      throw new WrongUsage(messages.endsBeforeItBegins(from, to));
    const matches = (item: ItemOf<typeof listCertificates>) =>
      (opportunity === undefined || item.opportunityId === opportunity) &&
      (volunteer === undefined || item.volunteerId === volunteer) &&
      (state === undefined || item.state === state);
    const filters = [issuer, from, to, opportunity, volunteer, state];
    const empty = filters.every((filter) => filter === undefined)
      ? messages.empty.certificates
      : messages.nothingMatches;
    const query = { issuer, from, to };
    const items = (atMost?: number) => session.api.list(listCertificates, { query }, atMost);
    const request = { items, limit, matches, empty };
    await printList(session, request, messages.certificateHeadings, (item) => certificateCells(item, words));
  });
}
