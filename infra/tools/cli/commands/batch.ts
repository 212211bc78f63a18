import { join, parse } from 'node:path';
import type { Command } from 'commander';
import { OUTCOMES } from '../../../../functions/domain/batch/outcome.ts';
import * as batches from '../../../../functions/routes/batches.ts';
import type { Batch, Outcome } from '../api/answers.ts';
import { type BatchFile, batchFileLinks } from '../api/batches.ts';
import { peopleNames } from '../api/people-names.ts';
import { download } from '../api/transfer.ts';
import { withExamples } from '../arguments/examples.ts';
import { choiceOption, countOption } from '../arguments/option-values.ts';
import { type SavedFile, saveStream } from '../files/save-stream.ts';
import { followBatch } from '../output/batch-progress.ts';
import { clockTime } from '../output/clock-time.ts';
import { print, printJson } from '../output/print.ts';
import { printList } from '../output/print-list.ts';
import { progressLine } from '../output/progress-line.ts';
import { facts } from '../output/table.ts';
import { termOf } from '../output/term-of.ts';
import { setNegativeExitCode } from '../session/exit-codes.ts';
import { openSession, type Session, type Words } from '../session/session.ts';
import { itemRow, reasonTable, writeItems } from './issue.ts';

const ITEM_OUTCOMES = [...OUTCOMES, 'waiting', 'eligible'];

interface ItemOptions {
  readonly outcome?: Outcome;
  readonly limit?: number;
  readonly csv?: string;
}

/** Adds `batch` with its subcommands: list, show, items, pause, resume, cancel, approve, retry, archive, print, report. */
export function addBatch(program: Command, words: Words): void {
  const { help } = words;
  const batch = program.command('batch').description(help.commands.batch);
  withExamples(batch, help, ['batch list', 'batch show BATCH', 'batch items BATCH --outcome failed']);
  addList(batch, words);
  addBatchCommand(batch, words, 'show', help.commands.batchShow).action(
    async (batchId: string, _options, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      await showBatch(session, await session.api.call(batches.getBatch, { path: { id: batchId } }));
    },
  );
  addItems(batch, words);
  addControl(batch, words, 'pause', batches.pauseBatch, help.commands.batchPause);
  addControl(batch, words, 'resume', batches.resumeBatch, help.commands.batchResume);
  addControl(batch, words, 'cancel', batches.cancelBatch, help.commands.batchCancel);
  addControl(batch, words, 'approve', batches.approveBatch, help.commands.batchApprove);
  addBatchCommand(batch, words, 'retry', help.commands.batchRetry).action(
    async (batchId: string, _options, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      await session.api.call(batches.retryBatch, { path: { id: batchId } });
      const ended = await followBatch(session, batchId);
      if (ended.counts.failed > 0) setNegativeExitCode();
      await showBatch(session, ended);
    },
  );
  addDownload(batch, words, 'archive', '.zip', help.commands.batchArchive);
  addDownload(batch, words, 'print', '.pdf', help.commands.batchPrintRun);
  addDownload(batch, words, 'report', '.csv', help.commands.batchReport);
}

/** Adds a subcommand whose argument is the ID of a batch. */
function addBatchCommand(batch: Command, { help }: Words, name: string, description: string): Command {
  return batch.command(name).description(description).argument('<batch>', help.arguments.batchId);
}

function addList(batch: Command, words: Words): void {
  const { help, messages } = words;
  const row = ({ batchId, state, createdAt, counts }: Batch) => [
    batchId,
    termOf(messages, state),
    clockTime(createdAt),
    counts.requested,
    counts.issued,
    counts.alreadyIssued,
    counts.refused,
    counts.failed,
  ];
  batch
    .command('list')
    .description(help.commands.batchList)
    .option('--limit <n>', help.options.limit, countOption(messages))
    .action(async ({ limit }: { readonly limit?: number }, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      const items = (atMost?: number) => session.api.list(batches.listBatches, {}, atMost);
      const request = { items, limit, empty: messages.empty.batches };
      await printList(session, request, messages.batchHeadings, row);
    });
}

function addItems(batch: Command, words: Words): void {
  const { help, messages } = words;
  addBatchCommand(batch, words, 'items', help.commands.batchItems)
    .option('--outcome <outcome>', help.options.outcome, choiceOption(messages, ITEM_OUTCOMES))
    .option('--limit <n>', help.options.limit, countOption(messages))
    .option('--csv <file>', help.options.itemsCsv)
    .action(async (batchId: string, { outcome, limit, csv }: ItemOptions, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      if (csv !== undefined) await writeItems(session, batchId, csv);
      const input = { path: { id: batchId }, query: { outcome } };
      const request = {
        items: (atMost?: number) => session.api.list(batches.listBatchItems, input, atMost),
        // The items of one batch are listed completely.
        limit: limit ?? Number.POSITIVE_INFINITY,
        empty: outcome === undefined ? messages.nothingFound : messages.nothingMatches,
      };
      await printList(session, request, messages.itemHeadings, itemRow(session));
    });
}

/** Adds a subcommand that calls a route on a batch in the route's first role, and shows the batch. */
function addControl(
  batch: Command,
  words: Words,
  name: string,
  route:
    | typeof batches.pauseBatch
    | typeof batches.resumeBatch
    | typeof batches.cancelBatch
    | typeof batches.approveBatch,
  description: string,
): void {
  addBatchCommand(batch, words, name, description).action(
    async (batchId: string, _options, self: Command) => {
      const session = await openSession(self, words, route.roles[0]);
      await showBatch(session, await session.api.call(route, { path: { id: batchId } }));
    },
  );
}

/** Adds a subcommand that downloads a file of a batch. */
function addDownload(
  batch: Command,
  words: Words,
  file: BatchFile,
  extension: string,
  description: string,
): void {
  addBatchCommand(batch, words, file, description)
    .option('--out <file>', words.help.options.outFile)
    .action(async (batchId: string, { out }: { readonly out?: string }, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      const links = await batchFileLinks(
        session.api,
        batchId,
        { file, lang: words.language },
        (ready, parts) => {
          progressLine.show(session.messages.building(ready, parts));
        },
      );
      progressLine.clear();
      await saveLinks(session, links, out ?? `${batchId}${extension}`);
    });
}

/** Downloads the parts of a file. Several parts get a number before their extension. */
async function saveLinks(session: Session, links: readonly string[], out: string): Promise<void> {
  const { dir, name, ext } = parse(out);
  const files: (SavedFile & { readonly file: string })[] = [];
  for (const [index, link] of links.entries()) {
    const file = links.length === 1 ? out : join(dir, `${name}-${index + 1}${ext}`);
    files.push({ file, ...(await saveStream(await download(link), file)) });
  }
  if (session.json) printJson({ items: files });
  else for (const { file, bytes } of files) print(session.messages.downloaded(file, bytes));
}

async function showBatch(session: Session, batch: Batch): Promise<void> {
  if (session.json) {
    printJson(batch);
    return;
  }
  const { labels } = session.messages;
  const { counts } = batch;
  const nameOf = await peopleNames(session);
  print(
    facts([
      [labels.batch, batch.batchId],
      [labels.state, termOf(session.messages, batch.state)],
      [batch.state === 'paused' ? labels.pausedBy : labels.cancelledBy, nameOf(batch.stopped?.by)],
      [labels.since, clockTime(batch.stopped?.at)],
      [labels.created, clockTime(batch.createdAt)],
      [labels.by, nameOf(batch.createdBy)],
      [labels.requested, counts.requested],
      [labels.issued, counts.issued],
      [labels.alreadyIssued, counts.alreadyIssued],
      [labels.refused, counts.refused],
      [labels.failed, counts.failed],
      [labels.left, counts.left],
      [labels.rate, batch.ratePerSecond],
      [labels.timeLeft, batch.secondsLeft],
    ]),
  );
  if (Object.keys(batch.reasons).length > 0) print(`\n${reasonTable(session, batch)}`);
}
