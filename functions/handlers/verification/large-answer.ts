import { gzipSync } from 'node:zlib';
import type { ApiEvent, RawAnswer } from '../../runtime/http/answer.ts';

/** A larger text is compressed where the client takes that. */
const COMPRESSED_FROM_BYTES = 256 * 1024;
/** What a function may answer, less what JSON in JSON adds. */
const LARGEST_ANSWER_BYTES = 4_500_000;

/** Returns an answer compressed where it is large and the client takes that; undefined where it is too large otherwise. */
export function asLargeAnswer<Answer extends RawAnswer<number>>(
  answer: Answer,
  { headers }: ApiEvent,
): Answer | undefined {
  const { body = '', isBase64Encoded = false } = answer;
  const bytes = Buffer.byteLength(body);
  if (isBase64Encoded || bytes <= COMPRESSED_FROM_BYTES) return answer;
  if (/\bgzip\b/.test(headers['accept-encoding'] ?? ''))
    return {
      ...answer,
      headers: { ...answer.headers, 'content-encoding': 'gzip', vary: 'accept-encoding' },
      isBase64Encoded: true,
      body: gzipSync(body).toString('base64'),
    };
  return bytes > LARGEST_ANSWER_BYTES ? undefined : answer;
}
