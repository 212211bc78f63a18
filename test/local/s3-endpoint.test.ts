import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { CopyObjectCommand, ListBucketsCommand, PutObjectTaggingCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AccessKeys } from '../../infra/local/iam/access-keys.ts';
import { CREDENTIALS, REGION } from '../../infra/local/region.ts';
import { startS3 } from '../../infra/local/s3/s3-endpoint.ts';
import { BucketUser, type ObjectStorage, sha256Base64, streamOf } from './object-storage.ts';
import { s3Conformance } from './s3-conformance.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const CORS = [
  {
    AllowedOrigins: ['http://127.0.0.1:*'],
    AllowedMethods: ['PUT'],
    AllowedHeaders: ['content-type'],
    MaxAge: 60,
  },
];

async function startOurS3(directory: string): Promise<ObjectStorage> {
  const s3 = await startS3({
    directory: path.join(folder, directory),
    keys: new AccessKeys(),
    durable: true,
  });
  s3.createBucket('conformance', { crossOriginRules: CORS });
  return {
    endpoint: s3.endpoint,
    region: REGION,
    credentials: CREDENTIALS,
    bucket: 'conformance',
    stop: () => s3.stop(),
  };
}

s3Conformance('our S3 endpoint', () => startOurS3('conformance'));

describe('our S3 endpoint, stricter than the reference,', () => {
  let storage: ObjectStorage;
  let user: BucketUser;
  beforeAll(async () => {
    storage = await startOurS3('strict');
    user = new BucketUser(storage);
  });
  afterAll(() => storage.stop());

  test('takes a stream with its checksum in a trailer', async () => {
    const bytes = randomBytes(300_000);
    await user.put('stream', streamOf(bytes), { ContentLength: bytes.length });
    expect((await user.bytes('stream')).equals(bytes)).toBe(true);
    expect((await user.get('stream', { ChecksumMode: 'ENABLED' })).ChecksumCRC32).toBeDefined();
  });

  test('stores the SHA-256 it verified and returns it', async () => {
    const bytes = randomBytes(1000);
    const put = await user.put('summed', bytes, { ChecksumSHA256: sha256Base64(bytes) });
    expect(put.ChecksumSHA256).toBe(sha256Base64(bytes));
    const got = await user.get('summed', { ChecksumMode: 'ENABLED' });
    expect(got.ChecksumSHA256).toBe(sha256Base64(bytes));
  });

  test.each([
    ['SHA-256', { ChecksumSHA256: sha256Base64(Buffer.from('other')) }],
    ['CRC-32', { ChecksumCRC32: 'AAAAAA==' }],
  ])('refuses a body with a wrong %s and stores nothing', async (_name, checksum) => {
    await expect(user.put('wrong', 'content', checksum)).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(user.head('wrong')).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
  });

  test('refuses a body whose checksum is not the one that the link was made for', async () => {
    const bytes = Buffer.from('rows');
    const link = await user.writeLink('import', { ChecksumSHA256: sha256Base64(bytes) });
    const headers = { 'x-amz-checksum-sha256': sha256Base64(bytes) };
    expect((await fetch(link, { method: 'PUT', headers, body: 'other rows' })).status).toBe(400);
    expect(
      (await fetch(link, { method: 'PUT', headers: { 'x-amz-checksum-sha256': 'x' }, body: bytes })).status,
    ).toBe(403);
    expect((await fetch(link, { method: 'PUT', body: bytes })).status).toBe(403);
    expect((await fetch(link, { method: 'PUT', headers, body: bytes })).status).toBe(200);
  });

  test('compares If-Match on a write with the ETag', async () => {
    const { ETag } = await user.put('matched', '1');
    await user.put('matched', '2', { IfMatch: ETag });
    await expect(user.put('matched', '3', { IfMatch: ETag })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    await expect(user.put('not-there', '3', { IfMatch: ETag })).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('computes the checksum of a multipart upload, and refuses to overwrite with one', async () => {
    const id = await user.startUpload('sum', { ChecksumAlgorithm: 'SHA256' });
    const { ETag, ChecksumSHA256 } = await user.part('sum', id, 1, Buffer.from('part'), {
      ChecksumAlgorithm: 'SHA256',
    });
    const completed = await user.completeUpload('sum', id, [{ PartNumber: 1, ETag, ChecksumSHA256 }], {
      IfNoneMatch: '*',
    });
    expect(completed.ChecksumSHA256).toMatch(/-1$/);
    const again = await user.startUpload('sum');
    const part = await user.part('sum', again, 1, Buffer.from('other'));
    await expect(
      user.completeUpload('sum', again, [{ PartNumber: 1, ETag: part.ETag }], { IfNoneMatch: '*' }),
    ).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect((await user.bytes('sum')).toString()).toBe('part');
  });

  test('allows uploads by pages of an allowed origin only', async () => {
    const preflight = (origin: string, method: string) =>
      fetch(`${storage.endpoint}/conformance/x`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': method,
          'access-control-request-headers': 'content-type',
        },
      });
    const allowed = await preflight('http://127.0.0.1:8080', 'PUT');
    expect(allowed.status).toBe(200);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:8080');
    expect((await preflight('http://127.0.0.1:8080', 'DELETE')).status).toBe(403);
    expect((await preflight('https://evil.example', 'PUT')).status).toBe(403);
  });

  test('returns the ETag of a completed upload, and has forgotten an aborted one', async () => {
    const id = await user.startUpload('etag');
    const { ETag } = await user.part('etag', id, 1, Buffer.from('part'));
    const completed = await user.completeUpload('etag', id, [{ PartNumber: 1, ETag }]);
    expect(completed.ETag).toBe((await user.head('etag')).ETag);
    const other = await user.startUpload('etag');
    await user.abortUpload('etag', other);
    await expect(user.completeUpload('etag', other, [{ PartNumber: 1, ETag }])).rejects.toMatchObject({
      name: 'NoSuchUpload',
    });
  });

  test.each([
    ['listing buckets', () => user.client.send(new ListBucketsCommand({}))],
    [
      'copying',
      () =>
        user.client.send(
          new CopyObjectCommand({ Bucket: 'conformance', Key: 'copy', CopySource: 'conformance/stream' }),
        ),
    ],
    ['tags on a write', () => user.put('tagged', 'x', { Tagging: 'a=b' })],
    [
      'tagging',
      () =>
        user.client.send(
          new PutObjectTaggingCommand({ Bucket: 'conformance', Key: 'stream', Tagging: { TagSet: [] } }),
        ),
    ],
    ['an ACL', () => user.put('public', 'x', { ACL: 'public-read' })],
    ['a KMS key', () => user.put('encrypted', 'x', { ServerSideEncryption: 'aws:kms' })],
    [
      'a lock',
      () =>
        user.put('locked', 'x', { ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: new Date(4e12) }),
    ],
    ['a version', () => user.get('stream', { VersionId: '1' })],
    ['an unsupported checksum', () => user.put('crc64', 'x', { ChecksumAlgorithm: 'SHA1' })],
  ])('answers %s with 501', async (_name, ask) => {
    await expect(ask()).rejects.toMatchObject({ name: 'NotImplemented', $metadata: { httpStatusCode: 501 } });
  });

  test('keeps objects and uploads over a restart, and deletes incomplete bodies', async () => {
    const first = await startOurS3('restart');
    const before = new BucketUser(first);
    await before.put('documents/kept.pdf', 'kept', { ContentType: 'application/pdf' });
    const id = await before.startUpload('joined');
    const { ETag } = await before.part('joined', id, 1, Buffer.from('part'));
    await first.stop();
    const second = await startOurS3('restart');
    const after = new BucketUser(second);
    expect((await after.bytes('documents/kept.pdf')).toString()).toBe('kept');
    await after.completeUpload('joined', id, [{ PartNumber: 1, ETag }]);
    expect((await after.bytes('joined')).toString()).toBe('part');
    await second.stop();
    const store = path.join(folder, 'restart');
    expect(readdirSync(path.join(store, 'incoming'))).toEqual([]);
    // A document is a plain file that a person can find and open.
    const [file = ''] = readdirSync(path.join(store, 'objects/conformance/documents'));
    expect(file).toMatch(/-kept\.pdf$/);
    expect(existsSync(path.join(store, 'uploads', id))).toBe(false);
  });
});
