import type { Command } from 'commander';
import { TRACKS, type Track } from '../../../../functions/domain/hours/opportunity.ts';
import { nameIn, titleIn } from '../../../../functions/domain/wording/language.ts';
import { createBatch } from '../../../../functions/routes/batches.ts';
import type { Batch, BatchItem, BatchSelection } from '../api/answers.ts';
import { withExamples } from '../arguments/examples.ts';
import { choiceOption, dayOption } from '../arguments/option-values.ts';
import { writeCsv } from '../files/csv-file.ts';
import { batchItems, followBatch, plainCounts } from '../output/batch-progress.ts';
import { issuerLine } from '../output/issuer-line.ts';
import { print, printJson, printNote } from '../output/print.ts';
import { reasonText } from '../output/reason-text.ts';
import { type Cell, fact, facts, table } from '../output/table.ts';
import { termOf } from '../output/term-of.ts';
import { confirm, requireTerminal } from '../session/confirm.ts';
import { CommandRefused, setNegativeExitCode, WrongUsage } from '../session/exit-codes.ts';
import { openSession, type Session, type Words } from '../session/session.ts';

/** Items that a person sees; `--csv` and `batch items` have all. */
const ITEMS_SHOWN = 50;

interface Options {
  readonly opportunity?: readonly string[];
  readonly issuer?: string;
  readonly volunteer?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly track?: Track;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly notify: boolean;
  readonly csv?: string;
}

/** Adds `issue`: shows who is eligible and, once confirmed, issues their certificates in one batch. */
export function addIssue(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('issue')
    .description(help.commands.issue)
    .option('--opportunity <id...>', help.options.opportunity)
    .option('--issuer <id>', help.options.issuer)
    .option('--from <date>', help.options.from, dayOption(messages))
    .option('--to <date>', help.options.to, dayOption(messages))
    .option('--track <track>', help.options.track, choiceOption(messages, TRACKS))
    .option('--volunteer <id...>', help.options.volunteer)
    .option('--dry-run', help.options.dryRunIssue)
    .option('--no-notify', help.options.noNotify)
    .option('--csv <file>', help.options.itemsCsv)
    .option('-y, --yes', help.options.yes);
  withExamples(command, help, [
    'issue --from 2025-01-01 --to 2025-06-30 --dry-run',
    'issue --from 2025-01-01 --to 2025-06-30 --dry-run --csv verdicts.csv',
    'issue --opportunity OPP-01 OPP-02 --yes',
    'issue --opportunity OPP-01 --volunteer V-0001 --yes --json',
  ]).action(async (options: Options, self: Command) => {
    const selection = selectionOf(options, words);
    if (!options.dryRun && !options.yes) requireTerminal(messages.confirmNeeded);
    const session = await openSession(self, words, 'coordinator');
    if (options.dryRun) {
      await dryRun(session, selection, options.csv);
      return;
    }
    const body = options.yes
      ? { ...selection, dryRun: false }
      : { confirms: await confirmedDraft(session, selection) };
    const { batchId } = await session.api.call(createBatch, { body });
    await report(session, await followBatch(session, batchId), options.csv);
  });
}

/** Returns the body of `POST /batches`. @throws WrongUsage when the options do not select anything. */
function selectionOf(options: Options, { messages }: Words): BatchSelection {
  const { opportunity, issuer, volunteer, from, to, track } = options;
  if ((from === undefined) !== (to === undefined)) throw new WrongUsage(messages.fromAndTo);
  if (from !== undefined && to !== undefined && from > to)
    throw new WrongUsage(messages.endsBeforeItBegins(from, to));
  if (opportunity === undefined && from === undefined) throw new WrongUsage(messages.selectionNeeded);
  return {
    ...(opportunity === undefined ? {} : { opportunityIds: opportunity }),
    ...(issuer === undefined ? {} : { issuerId: issuer }),
    ...(volunteer === undefined ? {} : { volunteerIds: volunteer }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(track === undefined ? {} : { track }),
    ...(options.notify ? {} : { notify: false }),
  };
}

/** Creates a draft batch, prints the verdicts, and returns the draft. */
async function dryRun(session: Session, selection: BatchSelection, csv?: string): Promise<Batch> {
  const { batchId } = await session.api.call(createBatch, { body: { ...selection, dryRun: true } });
  const batch = await followBatch(session, batchId);
  const { counts, state } = batch;
  if (state !== 'draft') throw new CommandRefused(session.messages.batchStopped(batchId, state));
  const eligible = counts.eligible ?? 0;
  if (csv !== undefined) await writeItems(session, batchId, csv);
  if (session.json) {
    const items = await batchItems(session, batchId);
    printJson({ batchId, dryRun: true, counts: { ...plainCounts(counts), eligible }, items });
    return batch;
  }
  const { messages } = session;
  print(messages.eligible(eligible));
  print(messages.alreadyIssued(counts.alreadyIssued));
  print(messages.notEligible(counts.refused));
  if (counts.refused > 0) {
    const refused = await batchItems(session, batchId, 'refused', ITEMS_SHOWN);
    print(`\n${reasonTable(session, batch)}\n\n${itemTable(session, refused)}`);
    if (counts.refused > refused.length)
      printNote(messages.itemsLeftOut(refused.length, counts.refused, batchId));
  }
  return batch;
}

/** Returns the ID of a dry run that the person at the terminal confirmed. The batch issues exactly what it showed. */
async function confirmedDraft(session: Session, selection: BatchSelection): Promise<string> {
  const { messages } = session;
  const batch = await dryRun(session, selection);
  const eligible = batch.counts.eligible ?? 0;
  if (eligible === 0) throw new CommandRefused(messages.nothingToIssue);
  const shown = await batchItems(session, batch.batchId, 'eligible', ITEMS_SHOWN);
  printNote(await meaningOf(session, batch, shown));
  if (eligible > shown.length) printNote(messages.itemsLeftOut(shown.length, eligible, batch.batchId));
  const { emails, unreached } = batch.expected;
  await confirm(messages.confirm(eligible, emails + unreached), messages);
  return batch.batchId;
}

/** Formats what confirming a dry run means: for whom, in whose name, and how many emails. */
export async function meaningOf(
  session: Session,
  batch: Batch,
  shown: readonly BatchItem[],
): Promise<string> {
  const { messages } = session;
  const { emails, unreached } = batch.expected;
  const meaning = facts([
    [messages.labels.issuer, await issuerLine(batch.issuerIds, session)],
    [messages.labels.emails, batch.notify ? messages.emails(emails, unreached) : messages.noEmails],
  ]);
  return `\n${itemTable(session, shown)}\n\n${meaning}\n`;
}

/** Prints the outcome of a finished batch. */
async function report(session: Session, batch: Batch, csv: string | undefined): Promise<void> {
  const { messages } = session;
  const { batchId, counts, state } = batch;
  if (counts.failed > 0 || state !== 'done') setNegativeExitCode();
  if (csv !== undefined) await writeItems(session, batchId, csv);
  if (session.json) {
    printJson({ batchId, counts: plainCounts(counts), items: await batchItems(session, batchId) });
  } else {
    const failed = counts.failed === 0 ? [] : await batchItems(session, batchId, 'failed', ITEMS_SHOWN);
    const refused = counts.refused === 0 ? [] : await batchItems(session, batchId, 'refused', ITEMS_SHOWN);
    const notIssued = [...failed, ...refused];
    if (notIssued.length > 0) print(`${reasonTable(session, batch)}\n\n${itemTable(session, notIssued)}\n`);
    if (counts.failed + counts.refused > notIssued.length) {
      printNote(messages.itemsLeftOut(notIssued.length, counts.failed + counts.refused, batchId));
    }
    print(messages.batchEnded(counts));
    print(`${messages.labels.batch}: ${batchId}`);
  }
  if (counts.changed > 0) printNote(messages.changedSince(counts.changed, batchId));
  if (state === 'awaiting_approval') printNote(messages.awaitingApproval(batchId));
  else if (state !== 'done') printNote(messages.batchStopped(batchId, state));
  if (counts.failed > 0) printNote(messages.retryHint(batchId));
}

/** Formats the number of refusals by reason, the most frequent first. */
export function reasonTable(session: Session, { reasons }: Batch): string {
  const { messages } = session;
  const rows = Object.entries(reasons).sort(([, one], [, other]) => other - one);
  return table(
    messages.reasonHeadings,
    rows.map(([reason, count]) => [reasonText({ reason }, messages), count]),
  );
}

/** Writes all items of a batch as CSV. */
export async function writeItems(session: Session, batchId: string, path: string): Promise<void> {
  const items = await batchItems(session, batchId);
  await writeCsv(path, session.messages.itemHeadings, items.map(itemRow(session)));
}

/** Formats items as a table. */
function itemTable(session: Session, items: readonly BatchItem[]): string {
  return table(session.messages.itemHeadings, items.map(itemRow(session)));
}

/** Returns a function that turns an item into the cells under `itemHeadings`. */
export function itemRow({ messages, language }: Session) {
  return (item: BatchItem): Cell[] => [
    item.volunteerId,
    fact(language, nameIn(language, item)),
    item.opportunityId,
    fact(language, titleIn(language, item)),
    termOf(messages, item.outcome),
    item.certificateId,
    reasonText(item, messages),
    item.changed ? messages.differs : undefined,
  ];
}
