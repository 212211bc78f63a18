import type { ApiClient } from '../../../../functions/client/api-client.ts';
import type { Language } from '../../../../functions/domain/wording/language.ts';
import * as batches from '../../../../functions/routes/batches.ts';
import type { Batch } from './answers.ts';
import { poll } from './poll.ts';

/** States that only a person changes, or nobody. */
const AT_REST: ReadonlySet<string> = new Set(['done', 'cancelled', 'draft', 'awaiting_approval']);

/**
 * Waits until a batch is done or cancelled, waits for a person, or `until` is true of it; returns it. `onProgress`
 * sees it on the way.
 */
export const waitForBatch = (
  api: ApiClient,
  batchId: string,
  options: {
    readonly onProgress?: (batch: Batch) => void;
    readonly until?: (batch: Batch) => boolean;
  } = {},
): Promise<Batch> =>
  poll(
    () => api.call(batches.getBatch, { path: { id: batchId } }),
    (batch) => AT_REST.has(batch.state) || options.until?.(batch) === true,
    options.onProgress,
  );

/** A file of a batch that is built on demand, perhaps in several parts. */
export type BatchFile = 'archive' | 'print' | 'report';

/** Waits until a file of a batch is built, and returns a link to each of its parts. */
export async function batchFileLinks(
  api: ApiClient,
  batchId: string,
  { file, lang }: { readonly file: BatchFile; readonly lang: Language },
  onProgress: (ready: number, parts: number) => void,
): Promise<readonly string[]> {
  const answer = await poll(
    () => requestFile(api, { id: batchId }, file, lang),
    ({ status }) => status !== 202,
    (current) => {
      if (current.status === 202) onProgress(current.body.ready ?? 0, current.body.parts ?? 1);
    },
  );
  if (answer.status === 302) return [answer.location];
  return answer.status === 200 ? answer.body.items.map(({ url }) => url) : [];
}

function requestFile(api: ApiClient, path: { readonly id: string }, file: BatchFile, lang: Language) {
  switch (file) {
    case 'archive':
      return api.request(batches.getBatchArchive, { path });
    case 'print':
      return api.request(batches.getBatchPrintRun, { path, query: { lang } });
    case 'report':
      return api.request(batches.getBatchReport, { path });
  }
}
