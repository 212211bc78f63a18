import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { ObjectRecord } from './object-index.ts';
import type { ObjectStore } from './object-store.ts';
import { notImplemented, preconditionFailed, S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';

/** Answers GET and HEAD of an object: conditions, one range, and `response-…` parameters that override headers. */
export async function answerObject(
  request: S3Request,
  response: ServerResponse,
  store: ObjectStore,
): Promise<void> {
  const record = store.index.find(request.bucket, request.key);
  if (record === undefined) throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.');
  const headers = headersOf(request, record);
  if (isUnchanged(request, record)) {
    response.writeHead(304, headers).end();
    return;
  }
  const range = rangeOf(request, record.size);
  const [first, last] = range ?? [0, record.size - 1];
  if (range !== undefined) headers['content-range'] = `bytes ${first}-${last}/${record.size}`;
  else if (
    request.header('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED' &&
    record.checksum !== undefined
  ) {
    headers[`x-amz-checksum-${record.checksum.algorithm}`] = record.checksum.value;
    // The SDK must not compare a composite checksum ("…-3") with the whole object.
    headers['x-amz-checksum-type'] = record.checksum.value.includes('-') ? 'COMPOSITE' : 'FULL_OBJECT';
  }
  headers['content-length'] = String(last - first + 1);
  response.writeHead(range === undefined ? 200 : 206, headers);
  if (request.method === 'HEAD' || record.size === 0) response.end();
  else await pipeline(store.read(record, first, last), response);
}

function headersOf(request: S3Request, record: ObjectRecord): Record<string, string> {
  const headers: Record<string, string> = {
    ...record.headers,
    etag: `"${record.etag}"`,
    'last-modified': new Date(record.modifiedAtMilliseconds).toUTCString(),
    'accept-ranges': 'bytes',
    'x-amz-server-side-encryption': 'AES256',
  };
  for (const [name, value] of request.query) {
    if (/^response-(content-(type|disposition|encoding|language)|cache-control|expires)$/.test(name)) {
      headers[name.slice('response-'.length)] = value;
    }
  }
  return headers;
}

function isUnchanged(request: S3Request, record: ObjectRecord): boolean {
  const modifiedAtSeconds = Math.floor(record.modifiedAtMilliseconds / 1000) * 1000;
  const matches = (header: string) =>
    header.split(',').some((tag) => ['*', `"${record.etag}"`, record.etag].includes(tag.trim()));
  const ifMatch = request.header('if-match');
  const unmodifiedSince = request.header('if-unmodified-since');
  if (ifMatch !== undefined && !matches(ifMatch)) throw preconditionFailed();
  if (
    ifMatch === undefined &&
    unmodifiedSince !== undefined &&
    modifiedAtSeconds > Date.parse(unmodifiedSince)
  ) {
    throw preconditionFailed();
  }
  const ifNoneMatch = request.header('if-none-match');
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch);
  const modifiedSince = request.header('if-modified-since');
  return modifiedSince !== undefined && modifiedAtSeconds <= Date.parse(modifiedSince);
}

/** Returns the first and the last byte of the requested range, or undefined for the whole object. */
function rangeOf(request: S3Request, size: number): [number, number] | undefined {
  const header = request.header('range');
  if (header === undefined) return undefined;
  if (header.includes(',')) throw notImplemented('A request for several ranges');
  const match = /^bytes=(\d*)-(\d*)$/.exec(header);
  // RFC 9110, section 14.2: an invalid range is ignored.
  if (match === null || (match[1] === '' && match[2] === '')) return undefined;
  const [, from = '', to = ''] = match;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (first > last) throw new S3Error(416, 'InvalidRange', 'The requested range is not satisfiable');
  return [first, last];
}
