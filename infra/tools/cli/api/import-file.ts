import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ApiClient } from '../../../../functions/client/api-client.ts';
import type { RequestInput } from '../../../../functions/client/request-types.ts';
import * as ledger from '../../../../functions/routes/ledger.ts';
import type { Import } from './answers.ts';
import { poll } from './poll.ts';
import { upload } from './transfer.ts';

const ENDED: ReadonlySet<string> = new Set(['imported', 'checked', 'refused', 'failed']);

/** How a file is to be imported. */
export type FileOptions = Omit<RequestInput<typeof ledger.requestImport>['body'], 'fileName' | 'size'>;

/**
 * Uploads a CSV or XLSX file and waits for its report. Its `state` is `imported`, `checked` after a dry run,
 * `refused` with every problem by row and column, or `failed`. `onProgress` sees each report on the way.
 */
export async function importFile(
  api: ApiClient,
  path: string,
  options: FileOptions & { readonly onProgress?: (report: Import) => void } = {},
): Promise<Import> {
  const { size } = await stat(path);
  const { onProgress, ...fileOptions } = options;
  const body = { fileName: basename(path), size, ...fileOptions };
  const { importId, uploadUrl, uploadHeaders } = await api.call(ledger.requestImport, { body });
  await upload(path, uploadUrl, uploadHeaders);
  return poll(
    () => api.call(ledger.getImport, { path: { id: importId } }),
    ({ state }) => ENDED.has(state),
    onProgress,
  );
}

/** Returns the imports whose release lets hours of this one's file count: itself, and earlier ones. */
export const awaitedImports = ({ importId, state, awaitingRelease, awaitingEarlier }: Import): string[] =>
  state === 'imported' ? [...awaitingEarlier, ...(awaitingRelease === null ? [] : [importId])] : [];

/** Releases an import and waits until its hours count. `onProgress` sees each report on the way. */
export async function releaseImport(
  api: ApiClient,
  importId: string,
  onProgress?: (report: Import) => void,
): Promise<Import> {
  const path = { id: importId };
  await api.call(ledger.releaseImport, { path });
  return poll(
    () => api.call(ledger.getImport, { path }),
    ({ state }) => state !== 'releasing',
    onProgress,
  );
}

/** Takes the release of an import back, and waits until its hours wait again or the attempt is refused. */
export async function takeBackRelease(
  api: ApiClient,
  importId: string,
  onProgress?: (report: Import) => void,
): Promise<Import> {
  const path = { id: importId };
  await api.call(ledger.takeBackRelease, { path });
  return poll(
    () => api.call(ledger.getImport, { path }),
    ({ state }) => state !== 'taking_back',
    onProgress,
  );
}
