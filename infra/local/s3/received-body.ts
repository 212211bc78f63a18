import { createHash } from 'node:crypto';
import { dechunk } from './aws-chunked.ts';
import {
  type ChecksumAlgorithm,
  isChecksumAlgorithm,
  type RunningChecksum,
  startChecksum,
} from './checksum.ts';
import { notImplemented, S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';

/** What was computed of a received body. */
export interface BodyFacts {
  readonly size: number;
  readonly md5: string;
  /** The verified checksum that the sender gave. */
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly value: string };
}

const PART_LIMIT_BYTES = 5 * 2 ** 30;

/**
 * Passes the body of a request to `write` piece by piece, without its framing. Then verifies what the sender declared:
 * the signed hash, the length, the MD5, and a CRC-32 or SHA-256 in a header or a trailer.
 *
 * @throws S3Error when something doesn't match
 */
export async function receiveBody(
  request: S3Request,
  payloadHash: string,
  write: (chunk: Buffer) => Promise<void> | void,
): Promise<BodyFacts> {
  const trailers = new Map<string, string>();
  const algorithm = declaredAlgorithm(request);
  const checksum = algorithm === undefined ? undefined : startChecksum(algorithm);
  const sha256 = isHexHash(payloadHash) ? createHash('sha256') : undefined;
  const md5 = createHash('md5');
  let size = 0;
  for await (const chunk of plainBody(request, payloadHash, trailers)) {
    size += chunk.length;
    if (size > PART_LIMIT_BYTES)
      throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
    md5.update(chunk);
    sha256?.update(chunk);
    checksum?.update(chunk);
    await write(chunk);
  }
  if (sha256 !== undefined && sha256.digest('hex') !== payloadHash) {
    throw new S3Error(
      400,
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  }
  const decodedLength = request.header('x-amz-decoded-content-length');
  if (decodedLength !== undefined && Number(decodedLength) !== size) {
    throw new S3Error(
      400,
      'IncompleteBody',
      'You did not provide the number of bytes specified by the Content-Length HTTP header',
    );
  }
  const digest = md5.digest();
  const declaredMd5 = request.header('content-md5');
  if (declaredMd5 !== undefined && declaredMd5 !== digest.toString('base64')) {
    throw new S3Error(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  const facts = { size, md5: digest.toString('hex') };
  if (algorithm === undefined || checksum === undefined) return facts;
  return {
    ...facts,
    checksum: { algorithm, value: verifiedChecksum(request, trailers, algorithm, checksum) },
  };
}

function plainBody(
  request: S3Request,
  payloadHash: string,
  trailers: Map<string, string>,
): AsyncIterable<Buffer> {
  if (payloadHash === 'STREAMING-UNSIGNED-PAYLOAD-TRAILER') return dechunk(request.message, trailers);
  if (payloadHash.startsWith('STREAMING-')) throw notImplemented(`x-amz-content-sha256: ${payloadHash}`);
  if (payloadHash !== 'UNSIGNED-PAYLOAD' && !isHexHash(payloadHash)) {
    throw new S3Error(
      400,
      'InvalidRequest',
      'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER or a SHA-256.',
    );
  }
  return request.message;
}

const isHexHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

const NOT_ALGORITHMS = ['x-amz-checksum-mode', 'x-amz-checksum-algorithm', 'x-amz-checksum-type'];

function declaredAlgorithm(request: S3Request): ChecksumAlgorithm | undefined {
  const trailer = request.header('x-amz-trailer');
  const headers = request
    .amazonHeaders()
    .filter((name) => name.startsWith('x-amz-checksum-') && !NOT_ALGORITHMS.includes(name));
  const names = trailer === undefined ? headers : [...headers, ...trailer.toLowerCase().split(',')];
  if (names.length > 1)
    throw new S3Error(
      400,
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  const name = names[0]?.trim().replace('x-amz-checksum-', '');
  if (name === undefined) return undefined;
  if (!isChecksumAlgorithm(name)) throw notImplemented(`The checksum ${name}`);
  return name;
}

function verifiedChecksum(
  request: S3Request,
  trailers: ReadonlyMap<string, string>,
  algorithm: ChecksumAlgorithm,
  checksum: RunningChecksum,
): string {
  const name = `x-amz-checksum-${algorithm}`;
  const declared = trailers.get(name) ?? request.header(name);
  const value = checksum.value();
  if (declared !== value) {
    throw new S3Error(
      400,
      'BadDigest',
      `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`,
    );
  }
  return value;
}
