import { join, parse } from 'node:path';
import type { Command } from 'commander';
import type { BatchAnswer } from '../api-answers.ts';
import { ANSWERS } from '../api-answers.ts';
import { withExamples } from '../arguments/examples.ts';
import { choiceOption, countOption } from '../arguments/option-values.ts';
import { type SavedFile, saveStream } from '../files/save-stream.ts';
import { followBatch } from '../output/batch-progress.ts';
import { clockTime } from '../output/clock-time.ts';
import { cell, endWithNo, printList } from '../output/print-list.ts';
import { facts } from '../output/table.ts';
import { termOf } from '../output/term-of.ts';
import { openSession, print, printJson, type Role, type Session, type Words } from '../session/session.ts';
import { itemRow, reasonTable } from './issue.ts';

const OUTCOMES = ['issued', 'alreadyIssued', 'refused', 'failed', 'waiting', 'eligible'];

interface ItemOptions {
  readonly outcome?: string;
  readonly limit?: number;
}

export function addBatch(program: Command, words: Words): void {
  const { help, say } = words;
  const batch = program.command('batch').description(help.commands.batch).helpCommand(false);
  withExamples(batch, help, ['batch list', 'batch show BATCH', 'batch items BATCH --outcome failed']);

  batch
    .command('list')
    .description(help.commands.batchList)
    .option('--limit <n>', help.options.limit, countOption(say))
    .action(async ({ limit }: { readonly limit?: number }, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      await printList(
        session,
        { path: '/batches', limit, empty: say.empty.batches },
        say.batchHeadings,
        (item) => {
          const counts = ANSWERS.batch.shape.counts.safeParse(item.counts).data;
          return [
            cell(item, 'batchId'),
            termOf(say, String(cell(item, 'state'))),
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

  const about = (name: string, description: string) =>
    batch.command(name).description(description).argument('<batch>', help.arguments.batchId);

  about('show', help.commands.batchShow).action(async (batchId: string, _options, self: Command) => {
    const session = await openSession(self, words, 'coordinator');
    showBatch(session, await session.api.batch(batchId));
  });

  about('items', help.commands.batchItems)
    .option('--outcome <outcome>', help.options.outcome, choiceOption(say, OUTCOMES))
    .option('--limit <n>', help.options.limit, countOption(say))
    .action(async (batchId: string, { outcome, limit }: ItemOptions, self: Command) => {
      const session = await openSession(self, words, 'coordinator');
      await printList(
        session,
        {
          path: `/batches/${encodeURIComponent(batchId)}/items`,
          query: { outcome },
          // Who asks for the items of one batch is told of everybody in it, however many.
          limit: limit ?? Number.POSITIVE_INFINITY,
          empty: outcome === undefined ? say.nothingFound : say.nothingMatches,
        },
        say.itemHeadings,
        (item) => itemRow(session)(session.api.understand(ANSWERS.batchItem, item)),
      );
    });

  const control = (name: string, verb: string, description: string, role: Role) =>
    about(name, description).action(async (batchId: string, _options, self: Command) => {
      const session = await openSession(self, words, role);
      const path = `/batches/${encodeURIComponent(batchId)}/${verb}`;
      showBatch(session, session.api.understand(ANSWERS.batch, await session.api.send('POST', path)));
    });
  control('pause', 'pause', help.commands.batchPause, 'coordinator');
  control('resume', 'resume', help.commands.batchResume, 'coordinator');
  control('cancel', 'cancel', help.commands.batchCancel, 'coordinator');
  control('approve', 'approve', help.commands.batchApprove, 'approver');

  about('retry', help.commands.batchRetry).action(async (batchId: string, _options, self: Command) => {
    const session = await openSession(self, words, 'coordinator');
    await session.api.send('POST', `/batches/${encodeURIComponent(batchId)}/retry`);
    const ended = await followBatch(session, batchId);
    if (ended.counts.failed > 0) endWithNo();
    showBatch(session, ended);
  });

  const fetching = (name: string, description: string, door: string, extension: string) =>
    about(name, description)
      .option('--out <file>', help.options.outFile)
      .action(async (batchId: string, { out }: { readonly out?: string }, self: Command) => {
        const session = await openSession(self, words, 'coordinator');
        const path = `/batches/${encodeURIComponent(batchId)}/${door}`;
        await fetchParts(session, path, out ?? `${batchId}${extension}`);
      });
  fetching('archive', help.commands.batchArchive, 'archive', '.zip');
  fetching('report', help.commands.batchReport, 'report.csv', '.csv');
}

/** Downloads what a batch has produced; several parts get a number before their extension. */
async function fetchParts(session: Session, path: string, out: string): Promise<void> {
  const live = process.stderr.isTTY === true;
  const links = await session.api.links(path, (ready, parts) => {
    if (live) process.stderr.write(`\r\x1b[2K${session.say.building(ready, parts)}`);
  });
  if (live) process.stderr.write('\r\x1b[2K');
  const { dir, name, ext } = parse(out);
  const files: (SavedFile & { readonly file: string })[] = [];
  for (const [place, link] of links.entries()) {
    const file = links.length === 1 ? out : join(dir, `${name}-${place + 1}${ext}`);
    files.push({ file, ...(await saveStream(await session.api.open(link), file)) });
  }
  if (session.json) printJson({ items: files });
  else for (const { file, bytes } of files) print(session.say.downloaded(file, bytes));
}

function showBatch(session: Session, batch: BatchAnswer): void {
  if (session.json) {
    printJson(batch);
    return;
  }
  const { labels } = session.say;
  const { counts } = batch;
  print(
    facts([
      [labels.batch, batch.batchId],
      [labels.state, termOf(session.say, batch.state)],
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
