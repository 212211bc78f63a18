import { notImplemented, S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';

const STORED = ['content-type', 'content-disposition', 'content-language', 'cache-control', 'expires'];
const METADATA_LIMIT_BYTES = 2048;

/** The supported `x-amz-…` headers of a write. */
const KNOWN_ON_WRITE = new Set([
  'x-amz-algorithm',
  'x-amz-checksum-algorithm',
  'x-amz-checksum-crc32',
  'x-amz-checksum-sha256',
  'x-amz-checksum-type',
  'x-amz-content-sha256',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-decoded-content-length',
  'x-amz-expires',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-security-token',
  'x-amz-server-side-encryption',
  'x-amz-signature',
  'x-amz-signedheaders',
  'x-amz-trailer',
  'x-amz-user-agent',
]);

/** Returns the headers that are stored with an object. @throws S3Error for tags, locks, ACLs and KMS encryption. */
export function objectHeaders(request: S3Request): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of STORED) {
    const value = request.header(name);
    if (value !== undefined) headers[name] = value;
  }
  headers['content-type'] ??= 'binary/octet-stream';
  const encoding = withoutFraming(request.header('content-encoding'));
  if (encoding !== '') headers['content-encoding'] = encoding;
  let metadataBytes = 0;
  for (const name of request.amazonHeaders()) {
    if (name.startsWith('x-amz-meta-')) {
      headers[name] = request.header(name) ?? '';
      metadataBytes += name.length - 'x-amz-meta-'.length + Buffer.byteLength(headers[name]);
    } else if (!KNOWN_ON_WRITE.has(name) && !name.startsWith('x-amz-checksum-')) {
      throw notImplemented(`The header ${name}`);
    }
  }
  if (metadataBytes > METADATA_LIMIT_BYTES) {
    throw new S3Error(
      400,
      'MetadataTooLarge',
      'Your metadata headers exceed the maximum allowed metadata size',
    );
  }
  const encryption = request.header('x-amz-server-side-encryption');
  if (encryption !== undefined && encryption !== 'AES256')
    throw notImplemented(`The encryption ${encryption}`);
  return headers;
}

/** Removes `aws-chunked`: it describes the request's body and not the object. */
const withoutFraming = (encoding: string | undefined): string =>
  (encoding ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'aws-chunked')
    .join(',');
