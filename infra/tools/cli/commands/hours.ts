import type { Command } from 'commander';
import { nameIn } from '../../../../functions/domain/wording/language.ts';
import * as approvals from '../../../../functions/routes/approvals.ts';
import { withExamples } from '../arguments/examples.ts';
import { countOption, dayOption } from '../arguments/option-values.ts';
import { clockHours } from '../output/clock-hours.ts';
import { clockTime } from '../output/clock-time.ts';
import { print, printJson } from '../output/print.ts';
import { printList } from '../output/print-list.ts';
import { fact, table } from '../output/table.ts';
import { WrongUsage } from '../session/exit-codes.ts';
import { openSession, type Words } from '../session/session.ts';

interface AskOptions {
  readonly supervisor: string;
  readonly opportunity?: string;
  readonly import?: string;
  readonly issuer?: string;
  readonly from?: string;
  readonly to?: string;
  readonly days?: number;
}

/** Adds `hours`: asks registered supervisors to approve hours by a link, and shows what they decided. */
export function addHours(program: Command, words: Words): void {
  const { help } = words;
  const hours = program.command('hours').description(help.commands.hours);
  withExamples(hours, help, [
    'hours supervisors',
    'hours ask --supervisor ID --opportunity RW-OP-01 --from 2025-02-01 --to 2025-02-07',
    'hours ask --supervisor ID --import 4f0c2a…',
    'hours requests',
    'hours withdraw REQUEST',
  ]);
  addSupervisors(hours, words);
  addAsk(hours, words);
  addRequests(hours, words);
  addShow(hours, words);
  addWithdrawal(hours, words);
}

function addSupervisors(hours: Command, words: Words): void {
  const { help, messages } = words;
  hours
    .command('supervisors')
    .description(help.commands.hours_supervisors)
    .option('--issuer <id>', help.options.issuer)
    .action(async ({ issuer }: { readonly issuer?: string }, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      const { items } = await session.api.call(approvals.listSupervisors, { query: { issuer } });
      await printList(
        session,
        { items: () => items, limit: undefined, empty: messages.supervisorsEmpty },
        messages.supervisorHeadings,
        ({ id, name, issuerId }) => [id, name, issuerId],
      );
    });
}

function addAsk(hours: Command, words: Words): void {
  const { help, messages } = words;
  hours
    .command('ask')
    .description(help.commands.hours_ask)
    .requiredOption('--supervisor <id>', help.options.linkSupervisor)
    .option('--opportunity <id>', help.options.hoursOfOpportunity)
    .option('--import <id>', help.options.hoursOfImport)
    .option('--issuer <id>', help.options.personIssuer)
    .option('--from <date>', help.options.hoursFrom, dayOption(messages))
    .option('--to <date>', help.options.hoursTo, dayOption(messages))
    .option('--days <n>', help.options.linkDays, countOption(messages))
    .action(async (options: AskOptions, self: Command) => {
      const { supervisor, opportunity, import: importId, issuer, from, to, days } = options;
      if ((opportunity === undefined) === (importId === undefined))
        throw new WrongUsage(messages.everyoneOrOne('--opportunity', '--import'));
      const session = await openSession(self, words, 'coordinator');
      const further = {
        supervisorId: supervisor,
        from,
        to,
        ...(issuer === undefined ? {} : { issuerId: issuer }),
        ...(days === undefined ? {} : { days }),
      };
      const selection = importId === undefined ? { opportunityId: opportunity ?? '' } : { importId };
      const request = await session.api.call(approvals.askApproval, { body: { ...selection, ...further } });
      if (session.json) return printJson(request);
      const { requestId, supervisorName, shiftCount, validUntil } = request;
      print(
        messages.approvalAsked(supervisorName ?? supervisor, shiftCount, clockTime(validUntil) ?? validUntil),
      );
      print(messages.approvalRequestIs(requestId));
    });
}

function addRequests(hours: Command, words: Words): void {
  const { help, messages } = words;
  hours
    .command('requests')
    .description(help.commands.hours_requests)
    .option('--issuer <id>', help.options.issuer)
    .option('--limit <n>', help.options.limit, countOption(messages))
    .action(async ({ issuer, limit }: { issuer?: string; limit?: number }, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      await printList(
        session,
        {
          items: (atMost) => session.api.list(approvals.listApprovalRequests, { query: { issuer } }, atMost),
          limit,
          empty: messages.approvalRequestsEmpty,
        },
        messages.approvalRequestHeadings,
        ({ requestId, supervisorName, state, shiftCount, askedAt, validUntil, issuerId }) => [
          requestId,
          supervisorName ?? undefined,
          messages.approvalRequestStates[state],
          shiftCount,
          clockTime(askedAt),
          clockTime(validUntil),
          issuerId,
        ],
      );
    });
}

function addShow(hours: Command, words: Words): void {
  const { help, messages, language } = words;
  hours
    .command('show')
    .description(help.commands.hours_show)
    .argument('<request>', help.arguments.approvalRequestId)
    .action(async (id: string, _options, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      const request = await session.api.call(approvals.getApprovalRequest, { path: { id } });
      if (session.json) return printJson(request);
      print(messages.approvalRequestStates[request.state]);
      print(
        table(
          messages.askedShiftHeadings,
          request.shifts.map((shift) => [
            shift.date ?? undefined,
            fact(language, nameIn(language, shift)),
            shift.volunteerId,
            clockHours(shift.minutes),
            messages.shiftStandings[shift.standing],
            shift.reason ?? undefined,
          ]),
        ),
      );
    });
}

function addWithdrawal(hours: Command, words: Words): void {
  const { help, messages } = words;
  hours
    .command('withdraw')
    .description(help.commands.hours_withdraw)
    .argument('<request>', help.arguments.approvalRequestId)
    .action(async (id: string, _options, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      const request = await session.api.call(approvals.withdrawApprovalRequest, { path: { id } });
      if (session.json) printJson(request);
      else print(messages.approvalRequestWithdrawn(id));
    });
}
