import type { Command } from 'commander';
import type { ItemOf } from '../../../../functions/client/request-types.ts';
import { nameIn, titleIn } from '../../../../functions/domain/wording/language.ts';
import * as partners from '../../../../functions/routes/partners.ts';
import { withExamples } from '../arguments/examples.ts';
import { countOption, dayOption } from '../arguments/option-values.ts';
import { certificateCells } from '../output/certificate-cells.ts';
import { clockHours } from '../output/clock-hours.ts';
import { print, printJson } from '../output/print.ts';
import { printList } from '../output/print-list.ts';
import { fact, facts, table } from '../output/table.ts';
import { bilingualName } from '../output/verification-lines.ts';
import { confirm, hasTerminal } from '../session/confirm.ts';
import { CommandRefused, WrongUsage } from '../session/exit-codes.ts';
import { openSession, type Session, type Words } from '../session/session.ts';

interface PartnershipOptions {
  readonly issuer: string;
  readonly partner: string;
}

/** Adds `partners`: shows what bears a partner's name, accepts it, takes that back (administrator or approver). */
export function addPartners(program: Command, words: Words): void {
  const { help } = words;
  const command = program.command('partners').description(help.commands.partners);
  withExamples(command, help, [
    'partners list --partner rawabi-health-cluster',
    'partners accept RM-OP-01 --issuer rawabi-municipality --partner rawabi-health-cluster --until 2027-12-31',
    'partners withdraw RM-OP-01 --issuer rawabi-municipality --partner rawabi-health-cluster',
    'partners report --from 2025-01-01 --to 2025-12-31',
  ]);
  addList(command, words);
  addAccept(command, words);
  addWithdrawal(command, words);
  addCertificates(command, words);
  addPartnerReport(command, words);
}

function addList(command: Command, words: Words): void {
  const { help, messages } = words;
  command
    .command('list')
    .description(help.commands.partners_list)
    .option('--partner <id>', help.options.partner)
    .option('--limit <n>', help.options.limit, countOption(messages))
    .action(async ({ partner, limit }: { partner?: string; limit?: number }, self: Command) => {
      const session = await openSession(self, words, 'approver', partner);
      const items = (atMost?: number) =>
        session.api.list(partners.listPartnerships, { query: { partner } }, atMost);
      await printList(
        session,
        { items, limit, empty: messages.partnershipsEmpty },
        messages.partnershipHeadings,
        ({ opportunity, partnerId, state, validUntil }) => [
          opportunity.opportunityId,
          opportunity.issuerId,
          partnerId,
          fact(words.language, titleIn(words.language, opportunity)),
          opportunity.endsOn,
          messages.partnerStates[state],
          validUntil ?? undefined,
        ],
      );
    });
}

function addAccept(command: Command, words: Words): void {
  const { help, messages } = words;
  ofPartnership(command.command('accept').description(help.commands.partners_accept), words)
    .requiredOption('--until <date>', help.options.acceptedUntil, dayOption(messages))
    .option('--signatory <name>', help.options.signatory, (name: string, all: readonly string[] = []) => [
      ...all,
      name,
    ])
    .option('--logo <name>', help.options.partnerLogo)
    .option('-y, --yes', help.options.yes)
    .action(
      async (
        id: string,
        options: PartnershipOptions & {
          until: string;
          signatory?: readonly string[];
          logo?: string;
          yes?: true;
        },
        self: Command,
      ) => {
        const { issuer, partner, until, signatory, logo, yes } = options;
        const session = await openSession(self, words, 'approver', partner);
        const shown = await findPartnership(session, id, options);
        // Only a person is asked, who hasn't seen what would be accepted.
        if (!yes && hasTerminal()) {
          process.stderr.write(`${facts(termsIn(shown, words))}\n`);
          await confirm(messages.confirmAcceptance, messages);
        }
        const body = {
          issuerId: issuer,
          partnerId: partner,
          termsSha256: shown.termsSha256,
          validUntil: until,
          logo,
          ...(signatory === undefined ? {} : { signatories: [...signatory] }),
        };
        const accepted = await session.api.call(partners.acceptPartnership, { path: { id }, body });
        if (session.json) return printJson(accepted);
        const names = accepted.signatories.map((signatory) => nameIn(words.language, signatory));
        print(messages.partnershipAccepted(id, until, names.join(messages.comma)));
      },
    );
}

type Partnership = ItemOf<typeof partners.listPartnerships>;

/** @throws CommandRefused where no such opportunity names the partner. */
async function findPartnership(
  { api, messages }: Session,
  id: string,
  { issuer, partner }: PartnershipOptions,
): Promise<Partnership> {
  for await (const one of api.list(partners.listPartnerships, { query: { partner } }))
    if (one.opportunity.opportunityId === id && one.opportunity.issuerId === issuer) return one;
  throw new CommandRefused(messages.noPartnership(id));
}

/** Returns what would be accepted, line by line. */
function termsIn({ opportunity, logo, signatories }: Partnership, { language, messages }: Words) {
  const { titleAr, titleEn, startsOn, endsOn, requiredMinutes, partnerIds } = opportunity;
  const labels = messages.partnershipLabels;
  return [
    [labels.title, bilingualName({ nameAr: titleAr, nameEn: titleEn }, language)],
    [labels.days, `${startsOn} – ${endsOn}`],
    [labels.required, clockHours(requiredMinutes)],
    [labels.partners, partnerIds.join(messages.comma)],
    [labels.logo, logo ?? undefined],
    [labels.signatories, signatories.map((one) => nameIn(language, one)).join(messages.comma)],
  ] as const;
}

function addWithdrawal(command: Command, words: Words): void {
  const { help, messages } = words;
  ofPartnership(command.command('withdraw').description(help.commands.partners_withdraw), words).action(
    async (id: string, { issuer, partner }: PartnershipOptions, self: Command) => {
      const session = await openSession(self, words, 'approver', partner);
      const body = { issuerId: issuer, partnerId: partner };
      const withdrawn = await session.api.call(partners.withdrawAcceptance, { path: { id }, body });
      if (session.json) printJson(withdrawn);
      else print(messages.acceptanceWithdrawn(id));
    },
  );
}

function addCertificates(command: Command, words: Words): void {
  const { help, messages } = words;
  ofPartnership(command.command('certificates').description(help.commands.partners_certificates), words)
    .option('--limit <n>', help.options.limit, countOption(messages))
    .action(
      async (
        id: string,
        { issuer, partner, limit }: PartnershipOptions & { limit?: number },
        self: Command,
      ) => {
        const session = await openSession(self, words, 'approver', partner);
        const request = { path: { id }, query: { issuer, partner } };
        await printList(
          session,
          {
            items: (atMost) => session.api.list(partners.listPartnerCertificates, request, atMost),
            limit,
            empty: messages.empty.certificates,
          },
          messages.certificateHeadings,
          (item) => certificateCells(item, words),
        );
      },
    );
}

function addPartnerReport(command: Command, words: Words): void {
  const { help, messages } = words;
  command
    .command('report')
    .description(help.commands.partners_report)
    .requiredOption('--from <date>', help.options.reportFrom, dayOption(messages))
    .requiredOption('--to <date>', help.options.reportTo, dayOption(messages))
    .option('--partner <id>', help.options.partner)
    .action(async (query: { from: string; to: string; partner?: string }, self: Command) => {
      if (query.from > query.to) throw new WrongUsage(messages.endsBeforeItBegins(query.from, query.to));
      const session = await openSession(self, words, 'approver', query.partner);
      const report = await session.api.call(partners.reportPartners, { query });
      if (session.json) return printJson(report);
      const rows = [...report.partners, { partnerId: messages.partnerReportTotal, ...report.total }];
      print(
        table(
          messages.partnerReportHeadings,
          rows.map((one) => [one.partnerId, one.certificates, one.volunteers, clockHours(one.minutes)]),
        ),
      );
    });
}

/** Adds what names an opportunity and its partner. */
const ofPartnership = (command: Command, { help }: Words): Command =>
  command
    .argument('<opportunity>', help.arguments.jointOpportunity)
    .requiredOption('--issuer <id>', help.options.jointIssuer)
    .requiredOption('--partner <id>', help.options.partner);
