import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from './eventually.ts';
import { BucketUser, md5, type ObjectStorage } from './object-storage.ts';

const START_LIMIT_MILLISECONDS = 600_000;
const status = (httpStatusCode: number) => ({ $metadata: expect.objectContaining({ httpStatusCode }) });

/** Declares the tests of what the product relies on in an object store, for the store that `start` starts. */
export function s3Conformance(name: string, start: () => Promise<ObjectStorage>): void {
  describe(name, () => {
    let storage: ObjectStorage;
    let user: BucketUser;
    beforeAll(async () => {
      storage = await start();
      user = new BucketUser(storage);
    }, START_LIMIT_MILLISECONDS);
    afterAll(() => storage?.stop());

    describe('an object', () => {
      const bytes = randomBytes(100_000);

      test('is read as it was written, with its type and metadata', async () => {
        const put = await user.put('a/object', bytes, {
          ContentType: 'application/pdf',
          Metadata: { version: '7' },
        });
        expect(put.ETag).toBe(`"${md5(bytes)}"`);
        const got = await user.get('a/object');
        expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
        expect(got).toMatchObject({
          ContentType: 'application/pdf',
          ContentLength: bytes.length,
          ETag: put.ETag,
          Metadata: { version: '7' },
        });
        expect(await user.head('a/object')).toMatchObject({ ContentLength: bytes.length, ETag: put.ETag });
      });

      test('may be empty', async () => {
        await user.put('empty', Buffer.alloc(0));
        expect(await user.bytes('empty')).toHaveLength(0);
      });

      test('is replaced by an unconditional write', async () => {
        await user.put('replaced', 'one');
        await user.put('replaced', 'two');
        expect((await user.bytes('replaced')).toString()).toBe('two');
      });

      test('is gone after it was deleted, and deleting it again is no error', async () => {
        await user.put('short-lived', 'x');
        await user.delete('short-lived');
        await user.delete('short-lived');
        await expect(user.get('short-lived')).rejects.toMatchObject({ name: 'NoSuchKey', ...status(404) });
        await expect(user.head('short-lived')).rejects.toMatchObject(status(404));
      });

      test.each(['شهادة/تطوع.pdf', 'a b+c&d=e%2F?f', "quote'(1)!*", 'trailing/', 'x/../y', '~tilde_-.'])(
        'may be called %s',
        async (key) => {
          await user.put(key, `at ${key}`);
          expect((await user.bytes(key)).toString()).toBe(`at ${key}`);
          expect(await user.list({ Prefix: key })).toMatchObject({
            Contents: [expect.objectContaining({ Key: key })],
          });
          await user.delete(key);
        },
      );
    });

    describe('a conditional write', () => {
      test('with If-None-Match: * refuses to overwrite, and changes nothing', async () => {
        await user.put('once', 'first', { IfNoneMatch: '*' });
        await expect(user.put('once', 'second', { IfNoneMatch: '*' })).rejects.toMatchObject({
          name: 'PreconditionFailed',
          ...status(412),
        });
        expect((await user.bytes('once')).toString()).toBe('first');
      });

      test('has exactly one winner of twenty', async () => {
        const bodies = Array.from({ length: 20 }, (_, index) => `writer ${index}`);
        const ended = await Promise.allSettled(
          bodies.map((body) => user.put('race', body, { IfNoneMatch: '*' })),
        );
        const winners = ended.flatMap(({ status: outcome }, index) =>
          outcome === 'fulfilled' ? [bodies[index]] : [],
        );
        expect(winners).toHaveLength(1);
        expect((await user.bytes('race')).toString()).toBe(winners[0]);
      });

      test('succeeds again once the object is deleted', async () => {
        await user.put('again', '1', { IfNoneMatch: '*' });
        await user.delete('again');
        await user.put('again', '2', { IfNoneMatch: '*' });
        expect((await user.bytes('again')).toString()).toBe('2');
      });
    });

    describe('a conditional read', () => {
      test('answers 304 when nothing changed and 412 when something did', async () => {
        const { ETag } = await user.put('conditional', 'x');
        await expect(user.get('conditional', { IfNoneMatch: ETag })).rejects.toMatchObject(status(304));
        await expect(user.get('conditional', { IfMatch: '"0"' })).rejects.toMatchObject(status(412));
        expect((await user.bytes('conditional', { IfMatch: ETag })).toString()).toBe('x');
      });
    });

    describe('a range', () => {
      beforeAll(() => user.put('ranged', '0123456789'));
      test.each([
        ['bytes=2-4', '234', 'bytes 2-4/10'],
        ['bytes=7-', '789', 'bytes 7-9/10'],
        ['bytes=-3', '789', 'bytes 7-9/10'],
        ['bytes=8-99', '89', 'bytes 8-9/10'],
      ])('%s', async (Range, text, ContentRange) => {
        const got = await user.get('ranged', { Range });
        expect(await got.Body?.transformToString()).toBe(text);
        expect(got).toMatchObject({ ContentRange, ContentLength: text.length, ...status(206) });
      });

      test('beyond the end is 416', async () => {
        await expect(user.get('ranged', { Range: 'bytes=10-' })).rejects.toMatchObject(status(416));
      });
    });

    describe('a list', () => {
      const keys = ['l/1', 'l/2', 'l/sub/3', 'l/sub/4', 'l/x/5', 'm/6'];
      beforeAll(async () => {
        for (const key of keys) await user.put(key, key);
      });

      test('has the keys under a prefix, in order', async () => {
        const page = await user.list({ Prefix: 'l/' });
        expect(page.Contents?.map(({ Key }) => Key)).toEqual(keys.slice(0, 5));
        expect(page).toMatchObject({ KeyCount: 5, IsTruncated: false });
      });

      test('groups keys by the delimiter', async () => {
        const page = await user.list({ Prefix: 'l/', Delimiter: '/' });
        expect(page.Contents?.map(({ Key }) => Key)).toEqual(['l/1', 'l/2']);
        expect(page.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['l/sub/', 'l/x/']);
      });

      test.each([undefined, '/'])('continues on the next page (delimiter %s)', async (Delimiter) => {
        const seen: (string | undefined)[] = [];
        let ContinuationToken: string | undefined;
        do {
          const page = await user.list({ Prefix: 'l/', Delimiter, MaxKeys: 2, ContinuationToken });
          seen.push(
            ...(page.Contents ?? []).map(({ Key }) => Key),
            ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
          );
          ContinuationToken = page.NextContinuationToken;
        } while (ContinuationToken !== undefined);
        expect(seen).toEqual(Delimiter === undefined ? keys.slice(0, 5) : ['l/1', 'l/2', 'l/sub/', 'l/x/']);
      });

      test('starts after a key', async () => {
        const page = await user.list({ Prefix: 'l/', StartAfter: 'l/2' });
        expect(page.Contents?.map(({ Key }) => Key)).toEqual(['l/sub/3', 'l/sub/4', 'l/x/5']);
      });

      test('has no key that DeleteObjects removed', async () => {
        await user.put('d/1', 'x');
        await user.put('d/2', 'x');
        const deleted = await user.deleteMany(['d/1', 'd/2', 'd/never-there']);
        expect(deleted.Errors ?? []).toEqual([]);
        expect((await user.list({ Prefix: 'd/' })).KeyCount).toBe(0);
      });
    });

    describe('a presigned link', () => {
      test('reads without credentials, with the file name it was made for', async () => {
        await user.put('linked', 'content', { ContentType: 'application/pdf' });
        const disposition = 'attachment; filename="certificate.pdf"';
        const answer = await fetch(
          await user.readLink('linked', { ResponseContentDisposition: disposition }),
        );
        expect(answer.status).toBe(200);
        expect(answer.headers.get('content-disposition')).toBe(disposition);
        expect(await answer.text()).toBe('content');
      });

      test('expires', async () => {
        const link = await user.readLink('linked', {}, 1);
        expect(await eventually(async () => (await fetch(link)).status === 403)).toBe(true);
      });

      test('cannot be changed to another object, a longer lifetime or a write', async () => {
        const link = await user.readLink('linked');
        expect((await fetch(link.replace('/linked?', '/once?'))).status).toBe(403);
        expect((await fetch(link.replace('X-Amz-Expires=60', 'X-Amz-Expires=6000'))).status).toBe(403);
        expect((await fetch(link, { method: 'PUT', body: 'mine now' })).status).toBe(403);
        expect((await user.bytes('linked')).toString()).toBe('content');
      });

      test('writes exactly the length it was made for', async () => {
        const writer = new BucketUser(storage, { requestChecksumCalculation: 'WHEN_REQUIRED' });
        const link = await writer.writeLink('uploaded', { ContentLength: 5 });
        expect((await fetch(link, { method: 'PUT', body: 'larger than said' })).status).toBe(403);
        expect((await fetch(link, { method: 'PUT', body: 'hello' })).status).toBe(200);
        expect((await user.bytes('uploaded')).toString()).toBe('hello');
      });
    });

    describe('a request', () => {
      test('with a wrong secret is refused', async () => {
        const credentials = { ...storage.credentials, secretAccessKey: 'guessed' };
        const other = new BucketUser(storage, { credentials });
        await expect(other.put('broken-in', 'x')).rejects.toMatchObject({
          name: 'SignatureDoesNotMatch',
          ...status(403),
        });
        await expect(other.get('a/object')).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
      });

      test('with an unknown access key is refused', async () => {
        const credentials = { ...storage.credentials, accessKeyId: 'NOBODY' };
        const other = new BucketUser(storage, { credentials });
        await expect(other.get('a/object')).rejects.toMatchObject({
          name: 'InvalidAccessKeyId',
          ...status(403),
        });
      });

      test('without a signature is refused', async () => {
        expect((await fetch(`${storage.endpoint}/${storage.bucket}/a/object`)).status).toBe(403);
      });

      test('for a bucket that does not exist is refused', async () => {
        const elsewhere = new BucketUser({ ...storage, bucket: 'never-made' });
        await expect(elsewhere.put('x', 'x')).rejects.toMatchObject({ name: 'NoSuchBucket', ...status(404) });
      });
    });

    describe('a multipart upload', () => {
      const MEBIBYTE = 2 ** 20;
      const parts = [randomBytes(5 * MEBIBYTE), randomBytes(1000)] as const;
      const digests = Buffer.concat(parts.map((part) => Buffer.from(md5(part), 'hex')));

      async function uploaded(
        key: string,
      ): Promise<{ id: string; etags: { PartNumber: number; ETag: string | undefined }[] }> {
        const id = await user.startUpload(key, { ContentType: 'application/zip' });
        const etags: { PartNumber: number; ETag: string | undefined }[] = [];
        for (const [index, part] of parts.entries()) {
          const { ETag } = await user.part(key, id, index + 1, part);
          etags.push({ PartNumber: index + 1, ETag });
        }
        return { id, etags };
      }

      test('becomes one object when it is completed', async () => {
        const { id, etags } = await uploaded('parts');
        await expect(user.head('parts')).rejects.toMatchObject(status(404));
        const listed = (await user.listParts('parts', id)).Parts ?? [];
        expect(listed.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }))).toEqual(etags);
        expect(listed.map(({ Size }) => Size)).toEqual(parts.map(({ length }) => length));
        await user.completeUpload('parts', id, etags);
        expect((await user.head('parts')).ETag).toBe(`"${md5(digests)}-2"`);
        expect((await user.bytes('parts')).equals(Buffer.concat(parts))).toBe(true);
        expect(await user.head('parts')).toMatchObject({ ContentType: 'application/zip' });
      });

      test('leaves nothing when it is aborted', async () => {
        const { id } = await uploaded('aborted');
        await user.abortUpload('aborted', id);
        // S3 calls it NoSuchUpload, Ceph NoSuchKey.
        await expect(user.listParts('aborted', id)).rejects.toMatchObject(status(404));
        await expect(user.part('aborted', id, 3, Buffer.from('late'))).rejects.toMatchObject({
          name: 'NoSuchUpload',
          ...status(404),
        });
        await expect(user.head('aborted')).rejects.toMatchObject(status(404));
      });

      test('refuses unknown parts, and parts under 5 MiB before the last', async () => {
        const { id, etags } = await uploaded('wrong');
        const other = [{ PartNumber: 1, ETag: '"00000000000000000000000000000000"' }, ...etags.slice(1)];
        await expect(user.completeUpload('wrong', id, other)).rejects.toMatchObject({ name: 'InvalidPart' });
        const small = await user.part('wrong', id, 1, Buffer.from('small'));
        await expect(
          user.completeUpload('wrong', id, [{ PartNumber: 1, ETag: small.ETag }, ...etags.slice(1)]),
        ).rejects.toMatchObject({ name: 'EntityTooSmall' });
        await user.abortUpload('wrong', id);
      });
    });
  });
}
