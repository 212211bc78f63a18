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

interface Upload {
  readonly importId: string;
  readonly options: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Where what hasn't arrived yet is put, part by part. */
  readonly rest: { readonly url: string; readonly bytes: number }[];
}

/** Uploads that were cut off, by their file: with the same options, what is missing is sent. */
const unfinished = new WeakMap<File, Upload>();

/** Before a part that was cut off is sent again. */
const PAUSES_MS = [1_000, 3_000];

/**
 * Announces a file, uploads it and returns the import's ID. The import begins when its report is asked for. Called again
 * with a file of which a part has arrived, it sends only the rest.
 * @throws ApiUnreachable when the upload is cut off; ApiRefusal when the file is refused before.
 */
export async function uploadFile(
  api: ApiClient,
  file: File,
  options: FileOptions,
  onProgress: (percent: number) => void,
): Promise<string> {
  const upload = await announced(api, file, options);
  const { importId, headers, rest } = upload;
  const tell = (sent: number) => onProgress(Math.floor((sent / (file.size || 1)) * 100));
  for (let part = rest[0]; part !== undefined; part = rest[0]) {
    const { url, bytes } = part;
    const sent = file.size - rest.reduce((sum, { bytes: missing }) => sum + missing, 0);
    const send = () => put(file.slice(sent, sent + bytes), url, headers, (loaded) => tell(sent + loaded));
    try {
      await repeated(send);
    } catch (error) {
      // A link that is taken no more has expired, and the next attempt begins anew.
      const isOver = error instanceof LinkRefused;
      if (isOver) unfinished.delete(file);
      tell(isOver ? 0 : sent);
      throw error;
    }
    rest.shift();
  }
  unfinished.delete(file);
  rememberFile(importId, file);
  return importId;
}

/** Returns the upload of a file, of which a part may have arrived before. */
async function announced(api: ApiClient, file: File, fileOptions: FileOptions): Promise<Upload> {
  const options = JSON.stringify(fileOptions);
  const begun = unfinished.get(file);
  if (begun?.options === options) return begun;
  const body = { ...fileOptions, fileName: file.name, size: file.size, inParts: true };
  const { importId, uploadUrl, uploadHeaders, parts } = await api.call(requestImport, { body });
  const rest = parts.length === 0 ? [{ url: uploadUrl, bytes: file.size }] : [...parts];
  const upload = { importId, options, headers: uploadHeaders, rest };
  unfinished.set(file, upload);
  return upload;
}

/** Sends something again after a pause where the connection was cut off. */
async function repeated(send: () => Promise<void>): Promise<void> {
  for (const pause of PAUSES_MS)
    try {
      return await send();
    } catch (error) {
      if (error instanceof LinkRefused) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  return send();
}

class LinkRefused extends ApiUnreachable {}

/** Puts bytes to a link, which carries its own right to write. `fetch` doesn't say how far an upload is. */
const put = (
  bytes: Blob,
  link: string,
  headers: Readonly<Record<string, string>>,
  onProgress: (loaded: number) => void,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const { origin } = new URL(link);
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => {
      if (request.status < 300) return resolve();
      const Answered = request.status < 500 ? LinkRefused : ApiUnreachable;
      reject(new Answered(origin, `the upload was answered ${request.status}`));
    };
    request.onerror = () => reject(new ApiUnreachable(origin, 'the upload was cut off'));
    request.open('PUT', link);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.send(bytes);
  });
