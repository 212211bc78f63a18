import type { ApiClient } from '../../../client/api-client.ts';
import { ApiUnreachable } from '../../../client/api-errors.ts';
import { requestImport } from '../../../routes/ledger.ts';
import type { BodyInput } from '../../../routes/route-types.ts';

/** How a file is to be imported. */
export type FileOptions = Omit<BodyInput<typeof requestImport>, 'fileName' | 'size'>;

/** The files of imports that this page began: to import them again with an answer, or corrected. */
const files = new Map<string, File>();

/** Returns the file of an import, if this page has it. */
export const fileOf = (importId: string): File | undefined => files.get(importId);

/** Remembers the file of an import: also of one that was begun before the page was loaded. */
export function rememberFile(importId: string, file: File): void {
  files.set(importId, file);
  for (const listener of listeners) listener();
}

const listeners = new Set<() => void>();

/** Calls a function after a file was remembered; returns what ends that. */
export function subscribeToFiles(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Announces a file, uploads it and returns the import's ID. The import begins when its report is asked for.
 * @throws ApiUnreachable when the upload is cut off; ApiRefusal when the file is refused before.
 */
export async function uploadFile(
  api: ApiClient,
  file: File,
  options: FileOptions,
  onProgress: (percent: number) => void,
): Promise<string> {
  const body = { ...options, fileName: file.name, size: file.size };
  const { importId, uploadUrl, uploadHeaders } = await api.call(requestImport, { body });
  await put(file, uploadUrl, uploadHeaders, onProgress);
  rememberFile(importId, file);
  return importId;
}

/** Puts a file to a link, which carries its own right to write. `fetch` doesn't say how far an upload is. */
const put = (
  file: File,
  link: string,
  headers: Readonly<Record<string, string>>,
  onProgress: (percent: number) => void,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const { origin } = new URL(link);
    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.floor((loaded / total) * 100));
    request.onload = () =>
      request.status < 300
        ? resolve()
        : reject(new ApiUnreachable(origin, `the upload was answered ${request.status}`));
    request.onerror = () => reject(new ApiUnreachable(origin, 'the upload was cut off'));
    request.open('PUT', link);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.send(file);
  });
