import type { IncomingMessage } from 'node:http';
import { S3Error } from './s3-error.ts';

/** A parsed request to S3. */
export interface S3Request {
  readonly message: IncomingMessage;
  readonly method: string;
  /** As sent, without the query. */
  readonly rawPath: string;
  readonly query: ReadonlyMap<string, string>;
  readonly bucket: string;
  readonly key: string;
  /** Returns a header by its lower-case name. `x-amz-…` parameters of a presigned URL count as headers. */
  header(name: string): string | undefined;
  /** Returns the names of all `x-amz-…` headers and parameters. */
  amazonHeaders(): string[];
}

/** Parses a request with a path-style URL. @throws S3Error */
export function readRequest(message: IncomingMessage): S3Request {
  const target = message.url ?? '/';
  const mark = target.indexOf('?');
  const rawPath = mark < 0 ? target : target.slice(0, mark);
  const query = new Map(
    mark < 0
      ? []
      : target
          .slice(mark + 1)
          .split('&')
          .filter(Boolean)
          .map(parameter),
  );
  const slash = rawPath.indexOf('/', 1);
  const bucket = decode(slash < 0 ? rawPath.slice(1) : rawPath.slice(1, slash));
  const key = slash < 0 ? '' : decode(rawPath.slice(slash + 1));
  if (Buffer.byteLength(key) > 1024) throw new S3Error(400, 'KeyTooLongError', 'Your key is too long');
  const hoisted = new Map(
    [...query]
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => name.startsWith('x-amz-')),
  );
  return {
    message,
    method: message.method ?? 'GET',
    rawPath,
    query,
    bucket,
    key,
    header: (name) => {
      const value = message.headers[name];
      return (Array.isArray(value) ? value.join(',') : value) ?? hoisted.get(name);
    },
    amazonHeaders: () =>
      [...new Set([...Object.keys(message.headers), ...hoisted.keys()])].filter((name) =>
        name.startsWith('x-amz-'),
      ),
  };
}

function parameter(text: string): [string, string] {
  const equals = text.indexOf('=');
  return equals < 0 ? [decode(text), ''] : [decode(text.slice(0, equals)), decode(text.slice(equals + 1))];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error(400, 'InvalidURI', "Couldn't parse the specified URI.");
  }
}
