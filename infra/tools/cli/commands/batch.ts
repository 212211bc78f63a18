import { join, parse } from 'node:path';
import type { Command } from 'commander';
import type { BatchAnswer } from '../api-answers.ts';
import { ANSWERS } from '../api-answers.ts';
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
  const { help, messages } = words;
  const batch = program.command('batch').description(help.commands.batch).helpCommand(false);
  withExamples(batch, help, ['batch list', 'batch show BATCH', 'batch items BATCH --outcome failed']);

  batch
    .command('list')
    .description(help.commands.batchList)
    .option('--limit <n>', help.options.limit, countOption(messages))
    .action(async ({ limit }: { readonly limit?: number }, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      await printList(
        session,
        { path: '/batches', limit, empty: messages.empty.batches },
        messages.batchHeadings,
        (item) => {
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
        },
      );
    });

  const addBatchCommand = (name: string, description: string) =>
    batch.command(name).description(description).argument('<batch>', help.arguments.batchId);

  addBatchCommand('show', help.commands.batchShow).action(
    async (batchId: string, _options, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      showBatch(session, await session.api.batch(batchId));
    },
  );

  addBatchCommand('items', help.commands.batchItems)
    .option('--outcome <outcome>', help.options.outcome, choiceOption(messages, OUTCOMES))
    .option('--limit <n>', help.options.limit, countOption(messages))
    .action(async (batchId: string, { outcome, limit }: ItemOptions, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      await printList(
        session,
        {
          path: `/batches/${encodeURIComponent(batchId)}/items`,
          query: { outcome },
          // The items of one batch are listed completely.
          limit: limit ?? Number.POSITIVE_INFINITY,
          empty: outcome === undefined ? messages.nothingFound : messages.nothingMatches,
        },
        messages.itemHeadings,
        (item) => itemRow(session)(session.api.understand(ANSWERS.batchItem, item)),
      );
    });

  const control = (name: string, verb: string, description: string, role: Role) =>
    addBatchCommand(name, description).action(async (batchId: string, _options, self: Command) => {
      const session = await openSession(self, words, role);
      const path = `/batches/${encodeURIComponent(batchId)}/${verb}`;
      showBatch(session, session.api.understand(ANSWERS.batch, await session.api.send('POST', path)));
    });
  control('pause', 'pause', help.commands.batchPause, 'coordinator');
  control('resume', 'resume', help.commands.batchResume, 'coordinator');
  control('cancel', 'cancel', help.commands.batchCancel, 'coordinator');
  control('approve', 'approve', help.commands.batchApprove, 'approver');

  addBatchCommand('retry', help.commands.batchRetry).action(
    async (batchId: string, _options, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      await session.api.send('POST', `/batches/${encodeURIComponent(batchId)}/retry`);
      const ended = await followBatch(session, batchId);
      if (ended.counts.failed > 0) setNegativeExitCode();
      showBatch(session, ended);
    },
  );

  const addDownload = (name: string, description: string, resource: string, extension: string) =>
    addBatchCommand(name, description)
      .option('--out <file>', help.options.outFile)
      .action(async (batchId: string, { out }: { readonly out?: string }, self: Command) => {
        const session = await openSession(self, words, 'coordinator');
        const path = `/batches/${encodeURIComponent(batchId)}/${resource}`;
        await downloadFiles(session, path, out ?? `${batchId}${extension}`);
      });
  addDownload('archive', help.commands.batchArchive, 'archive', '.zip');
  addDownload('report', help.commands.batchReport, 'report.csv', '.csv');
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
