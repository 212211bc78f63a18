import { SingleBar } from 'cli-progress';
import { listBatchItems } from '../../../../functions/routes/batches.ts';
import type { Batch, BatchCounts, BatchItem, Outcome } from '../api/answers.ts';
import { waitForBatch } from '../api/batches.ts';
import type { Session } from '../session/session.ts';
import type { Messages } from '../wording/messages-en.ts';
import { printNote } from './print.ts';

/** The exit code of a process that SIGINT ended: 128 + 2. */
const INTERRUPTED = 130;

/**
 * Waits for a batch and shows a progress bar on the terminal; returns the batch. Ctrl-C ends only the waiting: the
 * batch continues in the service, and the last line says how to follow it.
 */
export async function followBatch(session: Session, batchId: string): Promise<Batch> {
  const { messages } = session;
  const bar = new SingleBar({
    format: messages.bar,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
    // The bar's own SIGINT handler would prevent `detach`, which restores the cursor itself.
    gracefulExit: false,
    emptyOnZero: true,
  });
  const detach = () => {
    bar.stop();
    printNote(messages.detached(batchId));
    process.exit(INTERRUPTED);
  };
  process.on('SIGINT', detach);
  let started = false;
  try {
    return await waitForBatch(session.api, batchId, {
      onProgress: (batch) => {
        const { counts, state } = batch;
        const detail =
          state === 'paused' ? messages.paused : messages.barDetail(counts) + pace(batch, messages);
        if (started) bar.setTotal(counts.requested);
        else bar.start(counts.requested, 0, { detail });
        started = true;
        bar.update(completed(counts), { detail });
      },
    });
  } finally {
    bar.stop();
    process.off('SIGINT', detach);
  }
}

/** Reads the items of a batch: all, or only those with one outcome, or at most a number of them. */
export async function batchItems(
  session: Session,
  batchId: string,
  outcome?: Outcome,
  atMost?: number,
): Promise<BatchItem[]> {
  const input = { path: { id: batchId }, query: { outcome } };
  const items: BatchItem[] = [];
  for await (const item of session.api.list(listBatchItems, input, atMost)) items.push(item);
  return items;
}

/** Returns only the counts that `issue --json` documents, in that order. */
export function plainCounts({ requested, issued, alreadyIssued, refused, failed }: BatchCounts) {
  return { requested, issued, alreadyIssued, refused, failed };
}

function pace({ ratePerSecond, secondsLeft }: Batch, messages: Messages): string {
  if (ratePerSecond === null || secondsLeft === null) return '';
  const clock = `${Math.floor(secondsLeft / 60)}:${String(secondsLeft % 60).padStart(2, '0')}`;
  return ` · ${messages.pace(ratePerSecond, clock)}`;
}

function completed({ issued, alreadyIssued, refused, failed, eligible }: BatchCounts): number {
  return issued + alreadyIssued + refused + failed + (eligible ?? 0);
}
