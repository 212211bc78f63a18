import type { ObjectIndex, ObjectRecord } from './object-index.ts';
import { versionOf } from './object-store.ts';
import { notImplemented, S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';
import { element, parent, xmlDocument } from './xml.ts';

const PAGE = 1000;
/** Sorts after every character of a key. */
const LAST = '\u{10ffff}';

/** Returns the XML of ListObjectsV2: prefix, delimiter, start-after, continuation token and URL encoding of keys. */
export function listObjects(request: S3Request, index: ObjectIndex): string {
  if (request.query.get('list-type') !== '2') throw notImplemented('ListObjects version 1');
  const prefix = request.query.get('prefix') ?? '';
  const delimiter = request.query.get('delimiter') ?? '';
  const limit = limitOf(request.query.get('max-keys'));
  const token = request.query.get('continuation-token');
  const start =
    token === undefined
      ? (request.query.get('start-after') ?? '')
      : Buffer.from(token, 'base64url').toString();
  const page = collect(index, request.bucket, { prefix, delimiter, limit, start });
  const encoded = request.query.get('encoding-type') === 'url';
  const name = (key: string) => (encoded ? encodeURIComponent(key).replaceAll('%2F', '/') : key);
  return xmlDocument(
    parent('ListBucketResult', [
      element('Name', request.bucket),
      element('Prefix', name(prefix)),
      ...(delimiter === '' ? [] : [element('Delimiter', name(delimiter))]),
      element('MaxKeys', limit),
      element('KeyCount', page.objects.length + page.prefixes.length),
      element('IsTruncated', page.next !== undefined),
      ...(encoded ? [element('EncodingType', 'url')] : []),
      ...(page.next === undefined
        ? []
        : [element('NextContinuationToken', Buffer.from(page.next).toString('base64url'))]),
      ...page.objects.map((record) =>
        parent('Contents', [
          element('Key', name(record.key)),
          element('LastModified', new Date(record.modifiedAtMilliseconds).toISOString()),
          element('ETag', `"${record.etag}"`),
          element('Size', record.size),
          element('StorageClass', 'STANDARD'),
        ]),
      ),
      ...page.prefixes.map((common) => parent('CommonPrefixes', [element('Prefix', name(common))])),
    ]),
  );
}

/** Returns the XML of ListObjectVersions: all versions under a prefix, at most 1,000; there are no delete markers. */
export function listVersions(request: S3Request, index: ObjectIndex): string {
  const prefix = request.query.get('prefix') ?? '';
  const current = index.scan(request.bucket, prefix, '', PAGE);
  const versions = [
    ...current.map(({ key, file }) => ({ key, file, latest: true })),
    ...index.olderVersions(request.bucket, prefix).map(({ key, file }) => ({ key, file, latest: false })),
  ];
  if (versions.length > PAGE) throw notImplemented('Listing more than 1,000 versions');
  return xmlDocument(
    parent('ListVersionsResult', [
      element('Name', request.bucket),
      element('Prefix', prefix),
      element('IsTruncated', false),
      ...versions.map(({ key, file, latest }) =>
        parent('Version', [
          element('Key', key),
          element('VersionId', versionOf(file)),
          element('IsLatest', latest),
        ]),
      ),
    ]),
  );
}

interface Page {
  readonly objects: ObjectRecord[];
  readonly prefixes: string[];
  /** The key after which the next page starts; absent on the last page. */
  readonly next?: string;
}

function collect(
  index: ObjectIndex,
  bucket: string,
  wanted: { prefix: string; delimiter: string; limit: number; start: string },
): Page {
  const objects: ObjectRecord[] = [];
  const prefixes: string[] = [];
  if (wanted.limit === 0) return { objects, prefixes };
  let after = wanted.start;
  for (;;) {
    const found = index.scan(bucket, wanted.prefix, after, PAGE);
    let jumped = false;
    for (const record of found) {
      if (objects.length + prefixes.length >= wanted.limit) return { objects, prefixes, next: after };
      const end = wanted.delimiter === '' ? -1 : record.key.indexOf(wanted.delimiter, wanted.prefix.length);
      if (end < 0) {
        objects.push(record);
        after = record.key;
        continue;
      }
      const common = record.key.slice(0, end + wanted.delimiter.length);
      prefixes.push(common);
      after = `${common}${LAST}`;
      jumped = true;
      break;
    }
    if (!jumped && found.length < PAGE) return { objects, prefixes };
  }
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return PAGE;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 0)
    throw new S3Error(400, 'InvalidArgument', 'max-keys must be a non-negative integer');
  return Math.min(limit, PAGE);
}
