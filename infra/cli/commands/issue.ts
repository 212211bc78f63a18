import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { TRACKS } from '../../../functions/domain/opportunity.ts';
import type { BatchAnswer, BatchItem } from '../api-answers.ts';
import type { BatchSelection } from '../api-client.ts';
import { batchItems, followBatch, plainCounts } from '../batch-progress.ts';
import { withExamples } from '../examples.ts';
import { CommandRefused, WrongUsage } from '../exit-codes.ts';
import { endWithNo } from '../list-command.ts';
import { choiceOption, dayOption } from '../option-values.ts';
import { reasonText } from '../reason-text.ts';
import { note, openSession, print, printJson, type Session, type Words } from '../session.ts';
import { table } from '../table.ts';

const ITEMS_SHOWN = 50;

interface Options {
  readonly opportunity?: readonly string[];
  readonly volunteer?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly track?: string;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly notify: boolean;
}

export function addIssue(program: Command, words: Words): void {
  const { help, say } = words;
  const command = program
    .command('issue')
    .description(help.commands.issue)
    .option('--opportunity <id...>', help.options.opportunity)
    .option('--from <date>', help.options.from, dayOption(say))
    .option('--to <date>', help.options.to, dayOption(say))
    .option('--track <track>', help.options.track, choiceOption(say, TRACKS))
    .option('--volunteer <id...>', help.options.volunteer)
    .option('--dry-run', help.options.dryRunIssue)
    .option('--no-notify', help.options.noNotify)
    .option('-y, --yes', help.options.yes);
  withExamples(command, help, [
    'issue --from 2025-01-01 --to 2025-06-30 --dry-run',
    'issue --opportunity OPP-01 OPP-02 --yes',
    'issue --opportunity OPP-01 --volunteer V-0001 --yes --json',
  ]).action(async (options: Options, self: Command) => {
    const selection = selectionOf(options, words);
    if (!options.dryRun && !options.yes && process.stdin.isTTY !== true) {
      throw new WrongUsage(say.confirmNeeded);
    }
    const session = await openSession(self, words, 'coordinator');
    if (options.dryRun) {
      await dryRun(session, selection);
      return;
    }
    const { batchId } = options.yes
      ? await session.api.createBatch({ ...selection, dryRun: false })
      : await session.api.confirmBatch(await confirmedDraft(session, selection));
    await report(session, await followBatch(session, batchId));
  });
}

function selectionOf(options: Options, { say }: Words): Omit<BatchSelection, 'dryRun'> {
  const { opportunity, volunteer, from, to, track } = options;
  if ((from === undefined) !== (to === undefined)) throw new WrongUsage(say.fromAndTo);
  if (opportunity === undefined && from === undefined) throw new WrongUsage(say.selectionNeeded);
  return {
    ...(opportunity === undefined ? {} : { opportunityIds: opportunity }),
    ...(volunteer === undefined ? {} : { volunteerIds: volunteer }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(track === undefined ? {} : { track }),
    ...(options.notify ? {} : { notify: false }),
  };
}

async function dryRun(
  session: Session,
  selection: Omit<BatchSelection, 'dryRun'>,
): Promise<{ readonly batchId: string; readonly eligible: number }> {
  const { batchId } = await session.api.createBatch({ ...selection, dryRun: true });
  const batch = await followBatch(session, batchId);
  if (batch.state !== 'draft') throw new CommandRefused(session.say.batchStopped(batchId, batch.state));
  const items = await batchItems(session, batchId);
  const eligible = items.filter(isEligible).length;
  if (session.json) {
    printJson({ batchId, dryRun: true, counts: { ...plainCounts(batch.counts), eligible }, items });
    return { batchId, eligible };
  }
  const { say } = session;
  const others = items.filter((item) => !isEligible(item));
  print(say.eligible(eligible));
  print(say.notEligible(others.length));
  if (others.length > 0) print(`\n${reasonTable(session, others)}\n\n${itemTable(session, others)}`);
  return { batchId, eligible };
}

/** The dry run that somebody at the terminal agreed to: what is issued is exactly what it showed. */
async function confirmedDraft(session: Session, selection: Omit<BatchSelection, 'dryRun'>): Promise<string> {
  const { say } = session;
  const { batchId, eligible } = await dryRun(session, selection);
  if (eligible === 0) throw new CommandRefused(say.nothingToIssue);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(say.confirm(eligible));
    if (!say.yes.test(answer.trim())) throw new CommandRefused(say.aborted);
    return batchId;
  } finally {
    terminal.close();
  }
}

async function report(session: Session, batch: BatchAnswer): Promise<void> {
  const { say } = session;
  const { batchId, counts, state } = batch;
  if (counts.failed > 0 || state !== 'done') endWithNo();
  if (session.json) {
    printJson({ batchId, counts: plainCounts(counts), items: await batchItems(session, batchId) });
  } else {
    const troubled = [
      ...(counts.failed > 0 ? await batchItems(session, batchId, 'failed') : []),
      ...(counts.refused > 0 ? await batchItems(session, batchId, 'refused') : []),
    ];
    if (troubled.length > 0) print(`${reasonTable(session, troubled)}\n\n${itemTable(session, troubled)}\n`);
    print(say.batchEnded(counts));
    print(`${say.labels.batch}: ${batchId}`);
  }
  if ((counts.changed ?? 0) > 0) note(say.changedSince(counts.changed ?? 0));
  if (state === 'awaiting_approval') note(say.awaitingApproval(batchId));
  else if (state !== 'done') note(say.batchStopped(batchId, state));
  if (counts.failed > 0) note(say.retryHint(batchId));
}

function reasonTable(session: Session, items: readonly BatchItem[]): string {
  const counts = new Map<string, number>();
  for (const { reason, outcome } of items) {
    const why = reason ?? outcome;
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return table(
    session.say.reasonHeadings,
    [...counts].sort(([, one], [, other]) => other - one),
  );
}

/** Items for people; a table of thousands helps nobody, `batch items` has all of them. */
export function itemTable(session: Session, items: readonly BatchItem[], atMost = ITEMS_SHOWN): string {
  return table(
    session.say.itemHeadings,
    items
      .slice(0, atMost)
      .map((item) => [
        item.volunteerId,
        item.opportunityId,
        item.outcome,
        item.certificateId,
        reasonText(item, session.say),
      ]),
  );
}

function isEligible({ outcome }: BatchItem): boolean {
  return outcome === 'eligible';
}
