import { join, parse } from 'node:path';
import type { Command } from 'commander';
import { ANSWERS, type BatchAnswer, type ListItem } from '../api-answers.ts';
import { withExamples } from '../arguments/examples.ts';
import { choiceOption, countOption } from '../arguments/option-values.ts';
import { type SavedFile, saveStream } from '../files/save-stream.ts';
import { followBatch } from '../output/batch-progress.ts';
import { clockTime } from '../output/clock-time.ts';
import { print, printJson } from '../output/print.ts';
import { cell, printList } from '../output/print-list.ts';
import { progressLine } from '../output/progress-line.ts';
import { facts } from '../output/table.ts';
import { termOf } from '../output/term-of.ts';
import { setNegativeExitCode } from '../session/exit-codes.ts';
import { openSession, type Role, type Session, type Words } from '../session/session.ts';
import { itemRow, reasonTable } from './issue.ts';

const OUTCOMES = ['issued', 'alreadyIssued', 'refused', 'failed', 'waiting', 'eligible'];

interface ItemOptions {
  readonly outcome?: string;
  readonly limit?: number;
}

/** Adds `batch` with its subcommands: list, show, items, pause, resume, cancel, approve, retry, archive, report. */
export function addBatch(program: Command, words: Words): void {
  const { help } = words;
  const batch = program.command('batch').description(help.commands.batch).helpCommand(false);
  withExamples(batch, help, ['batch list', 'batch show BATCH', 'batch items BATCH --outcome failed']);
  addList(batch, words);
  addBatchCommand(batch, words, 'show', help.commands.batchShow).action(
    async (batchId: string, _options, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      showBatch(session, await session.api.batch(batchId));
    },
  );
  addItems(batch, words);
  addControl(batch, words, 'pause', help.commands.batchPause, 'coordinator');
  addControl(batch, words, 'resume', help.commands.batchResume, 'coordinator');
  addControl(batch, words, 'cancel', help.commands.batchCancel, 'coordinator');
  addControl(batch, words, 'approve', help.commands.batchApprove, 'approver');
  addBatchCommand(batch, words, 'retry', help.commands.batchRetry).action(
    async (batchId: string, _options, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      await session.api.send('POST', `/batches/${encodeURIComponent(batchId)}/retry`);
      const ended = await followBatch(session, batchId);
      if (ended.counts.failed > 0) setNegativeExitCode();
      showBatch(session, ended);
    },
  );
  addDownload(batch, words, 'archive', help.commands.batchArchive, 'archive', '.zip');
  addDownload(batch, words, 'report', help.commands.batchReport, 'report.csv', '.csv');
}

/** Adds a subcommand whose argument is the ID of a batch. */
function addBatchCommand(batch: Command, { help }: Words, name: string, description: string): Command {
  return batch.command(name).description(description).argument('<batch>', help.arguments.batchId);
}

function addList(batch: Command, words: Words): void {
  const { help, messages } = words;
  const row = (item: ListItem) => {
    const counts = ANSWERS.batch.shape.counts.safeParse(item.counts).data;
    return [
      cell(item, 'batchId'),
      termOf(messages, String(cell(item, 'state'))),
      clockTime(item.createdAt),
      counts?.requested,
      counts?.issued,
      counts?.alreadyIssued,
      counts?.refused,
      counts?.failed,
    ];
  };
  batch
    .command('list')
    .description(help.commands.batchList)
    .option('--limit <n>', help.options.limit, countOption(messages))
    .action(async ({ limit }: { readonly limit?: number }, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      const request = { path: '/batches', limit, empty: messages.empty.batches };
      await printList(session, request, messages.batchHeadings, row);
    });
}

function addItems(batch: Command, words: Words): void {
  const { help, messages } = words;
  addBatchCommand(batch, words, 'items', help.commands.batchItems)
    .option('--outcome <outcome>', help.options.outcome, choiceOption(messages, OUTCOMES))
    .option('--limit <n>', help.options.limit, countOption(messages))
    .action(async (batchId: string, { outcome, limit }: ItemOptions, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      const request = {
        path: `/batches/${encodeURIComponent(batchId)}/items`,
        query: { outcome },
        // The items of one batch are listed completely.
        limit: limit ?? Number.POSITIVE_INFINITY,
        empty: outcome === undefined ? messages.nothingFound : messages.nothingMatches,
      };
      await printList(session, request, messages.itemHeadings, (item) =>
        itemRow(session)(session.api.understand(ANSWERS.batchItem, item)),
      );
    });
}

/** Adds a subcommand that sends `POST /batches/{batchId}/{name}` and shows the batch. */
function addControl(batch: Command, words: Words, name: string, description: string, role: Role): void {
  addBatchCommand(batch, words, name, description).action(
    async (batchId: string, _options, self: Command) => {
      const session = await openSession(self, words, role);
      const path = `/batches/${encodeURIComponent(batchId)}/${name}`;
      showBatch(session, session.api.understand(ANSWERS.batch, await session.api.send('POST', path)));
    },
  );
}

/** Adds a subcommand that downloads a resource of a batch. */
function addDownload(
  batch: Command,
  words: Words,
  name: string,
  description: string,
  resource: string,
  extension: string,
): void {
  addBatchCommand(batch, words, name, description)
    .option('--out <file>', words.help.options.outFile)
    .action(async (batchId: string, { out }: { readonly out?: string }, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      const path = `/batches/${encodeURIComponent(batchId)}/${resource}`;
      await downloadFiles(session, path, out ?? `${batchId}${extension}`);
    });
}

/** Downloads the files of a batch. Several files get a number before their extension. */
async function downloadFiles(session: Session, path: string, out: string): Promise<void> {
  const links = await session.api.links(path, (ready, parts) => {
    progressLine.show(session.messages.building(ready, parts));
  });
  progressLine.clear();
  const { dir, name, ext } = parse(out);
  const files: (SavedFile & { readonly file: string })[] = [];
  for (const [index, link] of links.entries()) {
    const file = links.length === 1 ? out : join(dir, `${name}-${index + 1}${ext}`);
    files.push({ file, ...(await saveStream(await session.api.open(link), file)) });
  }
  if (session.json) printJson({ items: files });
  else for (const { file, bytes } of files) print(session.messages.downloaded(file, bytes));
}

function showBatch(session: Session, batch: BatchAnswer): void {
  if (session.json) {
    printJson(batch);
    return;
  }
  const { labels } = session.messages;
  const { counts } = batch;
  print(
    facts([
      [labels.batch, batch.batchId],
      [labels.state, termOf(session.messages, batch.state)],
      [labels.created, clockTime(batch.createdAt)],
      [labels.by, cell(batch, 'createdBy')],
      [labels.requested, counts.requested],
      [labels.issued, counts.issued],
      [labels.alreadyIssued, counts.alreadyIssued],
      [labels.refused, counts.refused],
      [labels.failed, counts.failed],
      [labels.left, counts.left],
      [labels.rate, cell(batch, 'ratePerSecond')],
      [labels.timeLeft, cell(batch, 'secondsLeft')],
    ]),
  );
  if (Object.keys(batch.reasons ?? {}).length > 0) print(`\n${reasonTable(session, batch)}`);
}
