import type { Command } from 'commander';
import {
  CERTIFICATE_STATES,
  type CertificateState,
} from '../../../../../functions/domain/certificate/certificate.ts';
import { searchCertificates } from '../../../../../functions/routes/issuing.ts';
import { searchVolunteers } from '../../../../../functions/routes/ledger.ts';
import { withExamples } from '../../arguments/examples.ts';
import { choiceOption, countOption } from '../../arguments/option-values.ts';
import { certificateCells } from '../../output/certificate-cells.ts';
import { print, printJson, printNote } from '../../output/print.ts';
import { type Cell, fact, table } from '../../output/table.ts';
import { openSession, type Words } from '../../session/session.ts';

interface Options {
  readonly issuer?: string;
  readonly opportunity?: string;
  readonly state?: CertificateState;
  readonly limit: number;
}

const DEFAULT_LIMIT = 20;

/** Adds `search`: finds people by name or ID, and certificates by their holder, ID, opportunity or state. */
export function addSearch(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('search')
    .description(help.commands.search)
    .argument('<text>', help.arguments.searchText)
    .option('--issuer <id>', help.options.issuer)
    .option('--opportunity <id>', help.options.searchOpportunity)
    .option('--state <state>', help.options.state, choiceOption(messages, CERTIFICATE_STATES))
    .option('--limit <n>', help.options.limit, countOption(messages), DEFAULT_LIMIT);
  withExamples(command, help, [
    'search "noura al harbi"',
    'search V-0001 --state revoked',
    'search "" --opportunity OPP-01 --limit 200',
  ]).action(async (text: string, options: Options, self: Command) => {
    const { api, json } = await openSession(self, words, 'coordinator');
    const { issuer, opportunity, state, limit } = options;
    const body = {
      text,
      limit,
      ...(issuer === undefined ? {} : { issuerId: issuer }),
      ...(opportunity === undefined ? {} : { opportunityId: opportunity }),
    };
    const ofState = state === undefined ? {} : { state };
    const [volunteers, certificates] = await Promise.all([
      api.call(searchVolunteers, { body }),
      api.call(searchCertificates, { body: { ...body, ...ofState } }),
    ]);
    if (json) {
      printJson({ volunteers, certificates });
      return;
    }
    const show = <Item>(
      { items, total }: { readonly items: readonly Item[]; readonly total: number },
      headings: readonly string[],
      row: (item: Item) => readonly Cell[],
    ) => {
      print(items.length === 0 ? messages.nothingFound : table(headings, items.map(row)));
      if (total > items.length) printNote(messages.foundMore(items.length, total));
    };
    show(volunteers, messages.foundHeadings, (item) => [
      item.volunteerId,
      item.issuerId,
      fact('ar', item.nameAr),
      fact('en', item.nameEn),
    ]);
    print('');
    show(certificates, messages.certificateHeadings, (item) => certificateCells(item, words));
  });
}
