import path from 'node:path';
import { DeleteObjectsCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DAY_MS } from '../../functions/domain/calendar-date.ts';
import { AccessKeys } from '../../infra/local/iam/access-keys.ts';
import { CREDENTIALS, REGION } from '../../infra/local/region.ts';
import { type S3Endpoint, startS3 } from '../../infra/local/s3/s3-endpoint.ts';
import { BucketUser } from './object-storage.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
let s3: S3Endpoint;
let user: BucketUser;

beforeAll(async () => {
  s3 = await startS3({ directory: path.join(folder, 's3'), keys: new AccessKeys(), durable: true });
  s3.createBucket('kept', {
    versioned: true,
    expiryRules: [
      { prefix: 'weekly/', days: 7, noncurrentDays: 1 },
      { prefix: 'lasting/', noncurrentDays: 1 },
    ],
  });
  user = new BucketUser({
    endpoint: s3.endpoint,
    region: REGION,
    credentials: CREDENTIALS,
    bucket: 'kept',
    stop: () => s3.stop(),
  });
});
afterAll(() => s3?.stop());

async function versionsUnder(Prefix: string) {
  const { Versions = [] } = await user.client.send(new ListObjectVersionsCommand({ Bucket: 'kept', Prefix }));
  return Versions.map(({ Key = '', VersionId = '', IsLatest = false }) => ({ Key, VersionId, IsLatest }));
}

test('a bucket with versions keeps what is replaced and deleted, until it is deleted by version', async () => {
  await user.put('a/one', 'first');
  await user.put('a/one', 'second');
  expect((await versionsUnder('a/')).map(({ IsLatest }) => IsLatest)).toEqual([true, false]);
  await user.delete('a/one');
  await expect(user.get('a/one')).rejects.toMatchObject({ name: 'NoSuchKey' });
  const versions = await versionsUnder('a/');
  expect(versions.map(({ IsLatest }) => IsLatest)).toEqual([false, false]);
  const Objects = versions.map(({ Key, VersionId }) => ({ Key, VersionId }));
  await user.client.send(new DeleteObjectsCommand({ Bucket: 'kept', Delete: { Objects } }));
  expect(await versionsUnder('a/')).toEqual([]);
});

test('an object under a rule expires after its days, and its version a day after that', async () => {
  await user.put('weekly/file', 'x');
  await user.put('lasting/file', 'x');
  await s3.expire(Date.now() + 6.9 * DAY_MS);
  expect((await user.bytes('weekly/file')).toString()).toBe('x');
  await s3.expire(Date.now() + 7.1 * DAY_MS);
  await expect(user.get('weekly/file')).rejects.toMatchObject({ name: 'NoSuchKey' });
  expect(await versionsUnder('weekly/')).toEqual([]);
  expect((await user.bytes('lasting/file')).toString()).toBe('x');
});

test('a version that was replaced expires, whatever its object does', async () => {
  await user.put('lasting/other', 'old');
  await user.put('lasting/other', 'new');
  await s3.expire(Date.now() + 0.9 * DAY_MS);
  expect(await versionsUnder('lasting/other')).toHaveLength(2);
  await s3.expire(Date.now() + 1.1 * DAY_MS);
  expect(await versionsUnder('lasting/other')).toMatchObject([{ IsLatest: true }]);
  expect((await user.bytes('lasting/other')).toString()).toBe('new');
});
