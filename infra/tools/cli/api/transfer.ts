import { openAsBlob } from 'node:fs';
import { ApiUnreachable } from '../../../../functions/client/api-errors.ts';
import { reach } from '../../../../functions/client/reach.ts';

const TRANSFER_TIMEOUT_MS = 3_600_000;

/**
 * Uploads a file to a link. The link carries its own right to write, so the token is not sent.
 * @throws ApiUnreachable when the upload is refused
 */
export async function upload(
  path: string,
  link: string,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const answer = await reach(link, {
    method: 'PUT',
    // A blob is streamed from the disk and, unlike a stream, sent with its length, which S3 requires.
    body: await openAsBlob(path),
    headers: { ...headers },
    signal: AbortSignal.timeout(TRANSFER_TIMEOUT_MS),
  });
  if (!answer.ok) throw new ApiUnreachable(new URL(link).origin, `the upload was answered ${answer.status}`);
}

/**
 * Opens the file behind a link, without the token.
 * @throws ApiUnreachable when there is none
 */
export async function download(link: string): Promise<AsyncIterable<Uint8Array>> {
  const answer = await reach(link, { signal: AbortSignal.timeout(TRANSFER_TIMEOUT_MS) });
  if (!answer.ok || answer.body === null)
    throw new ApiUnreachable(new URL(link).origin, `the download was answered ${answer.status}`);
  return answer.body;
}
