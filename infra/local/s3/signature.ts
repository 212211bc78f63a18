import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { AccessKeys } from '../iam/access-keys.ts';
import { S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';

const CLOCK_SKEW_MILLISECONDS = 15 * 60_000;
const LONGEST_LINK_SECONDS = 7 * 24 * 3600;
const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;

interface Claim {
  readonly credential: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly date: string;
  readonly payloadHash: string;
}

/**
 * Verifies the AWS Signature Version 4 of a request, in its header or in a presigned URL. Returns the payload hash that
 * was signed: a SHA-256 in hex, `UNSIGNED-PAYLOAD` or `STREAMING-…`.
 *
 * @throws S3Error when the signature is missing, wrong or expired
 */
export function verifySignature(request: S3Request, keys: AccessKeys, nowMilliseconds: number): string {
  const claim = request.query.has('X-Amz-Signature')
    ? presignedClaim(request, nowMilliseconds)
    : headerClaim(request, nowMilliseconds);
  const [accessKeyId = '', day = '', region = '', service, terminator] = claim.credential.split('/');
  const secret = keys.secretOf(accessKeyId);
  if (secret === undefined) {
    throw new S3Error(
      403,
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
    );
  }
  if (service !== 's3' || terminator !== 'aws4_request' || !claim.date.startsWith(day)) throw mismatch();
  refuseUnsignedHeaders(request, claim.signedHeaders);
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', claim.date, scope, sha256(canonicalRequest(request, claim))].join('\n');
  const expected = hmac(signingKey(secret, day, region), text);
  const given = Buffer.from(claim.signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw mismatch();
  return claim.payloadHash;
}

function headerClaim(request: S3Request, now: number): Claim {
  const match = AUTHORIZATION.exec(request.message.headers.authorization ?? '');
  if (match === null) throw new S3Error(403, 'AccessDenied', 'Access Denied');
  const [, credential = '', signedHeaders = '', signature = ''] = match;
  const date = request.header('x-amz-date') ?? '';
  if (Math.abs(now - instantOf(date)) > CLOCK_SKEW_MILLISECONDS) {
    throw new S3Error(
      403,
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
    );
  }
  const payloadHash = request.header('x-amz-content-sha256');
  if (payloadHash === undefined)
    throw new S3Error(
      400,
      'InvalidRequest',
      'Missing required header for this request: x-amz-content-sha256',
    );
  return { credential, signedHeaders: signedHeaders.split(';'), signature, date, payloadHash };
}

function presignedClaim(request: S3Request, now: number): Claim {
  const read = (name: string) => request.query.get(name) ?? '';
  const date = read('X-Amz-Date');
  const lifetime = Number(read('X-Amz-Expires'));
  if (read('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256' || !(lifetime > 0 && lifetime <= LONGEST_LINK_SECONDS)) {
    throw new S3Error(400, 'AuthorizationQueryParametersError', 'The presigned URL is not well formed.');
  }
  const signedAt = instantOf(date);
  if (now > signedAt + lifetime * 1000) throw new S3Error(403, 'AccessDenied', 'Request has expired');
  if (now < signedAt - CLOCK_SKEW_MILLISECONDS)
    throw new S3Error(403, 'AccessDenied', 'Request is not yet valid');
  return {
    credential: read('X-Amz-Credential'),
    signedHeaders: read('X-Amz-SignedHeaders').split(';'),
    signature: read('X-Amz-Signature'),
    date,
    payloadHash: request.query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
  };
}

/** Requires that `host` and every `x-amz-…` header are signed, as S3 does. */
function refuseUnsignedHeaders(request: S3Request, signedHeaders: readonly string[]): void {
  for (const name of Object.keys(request.message.headers)) {
    if ((name === 'host' || name.startsWith('x-amz-')) && !signedHeaders.includes(name)) {
      throw new S3Error(
        403,
        'AccessDenied',
        `There were headers present in the request which were not signed: ${name}`,
      );
    }
  }
}

function canonicalRequest(request: S3Request, claim: Claim): string {
  const path = request.rawPath
    .split('/')
    .map((segment) => encode(decodeURIComponent(segment)))
    .join('/');
  const query = [...request.query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const headers = claim.signedHeaders
    .map((name) => `${name}:${canonicalValue(request.message.headers[name])}\n`)
    .join('');
  return [request.method, path, query, headers, claim.signedHeaders.join(';'), claim.payloadHash].join('\n');
}

const canonicalValue = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value.join(',') : (value ?? '')).trim().replace(/ +/g, ' ');

/** Percent-encodes everything but unreserved characters, as Signature Version 4 requires. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

function instantOf(date: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (match === null)
    throw new S3Error(403, 'AccessDenied', 'AWS authentication requires a valid Date or x-amz-date header');
  const [, year, month, day, hour, minute, second] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

const signingKeys = new Map<string, Buffer>();

function signingKey(secret: string, day: string, region: string): Buffer {
  const id = `${secret}/${day}/${region}`;
  const known = signingKeys.get(id);
  if (known !== undefined) return known;
  const key = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(Buffer.from(`AWS4${secret}`), day), region));
  signingKeys.set(id, key);
  return key;
}

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const mismatch = () =>
  new S3Error(
    403,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided.',
  );
