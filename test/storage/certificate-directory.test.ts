import { createHash } from 'node:crypto';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { certificateIdFrom } from '../../functions/domain/certificate/certificate-id.ts';
import { chunksOf } from '../../functions/domain/chunks-of.ts';
import { certificateItem } from '../../functions/storage/dynamo/certificate-item.ts';
import { DynamoCertificateFacts } from '../../functions/storage/dynamo/directory/dynamo-certificate-facts.ts';
import { DynamoAuditLog } from '../../functions/storage/dynamo/supervision/dynamo-audit-log.ts';
import { S3CertificateDirectories } from '../../functions/storage/s3/s3-certificate-directories.ts';
import { certificatesOf } from '../../functions/workflows/issuing/certificate-directory.ts';
import { issuedOf, snapshotOf } from '../certificates.ts';
import { startTable } from '../dynamo-table.ts';
import { startBucket } from '../s3-bucket.ts';

const ISSUER_ID = 'rawabi-health-cluster';
const CERTIFICATES = 1_200;
const BEGAN = Date.parse('2025-07-20T08:00:00.000Z');
/** All of them within less than an index may take to show them. */
const reservedAt = (n: number) => new Date(BEGAN + n * 20).toISOString();
const idOf = (n: number) =>
  certificateIdFrom(createHash('sha256').update(String(n)).digest().subarray(0, 10));

let table: Awaited<ReturnType<typeof startTable>>;
let bucket: Awaited<ReturnType<typeof startBucket>>;

beforeAll(async () => {
  [table, bucket] = await Promise.all([startTable(), startBucket()]);
  const items = Array.from({ length: CERTIFICATES }, (_, n) => {
    const certificate = issuedOf(snapshotOf({ certificateId: idOf(n) }));
    return certificateItem({ ...certificate, reservedAt: reservedAt(n) });
  });
  for (const chunk of chunksOf(items, 25))
    await table.dynamo.send(
      new BatchWriteItemCommand({
        RequestItems: { [table.tableName]: chunk.map((Item) => ({ PutRequest: { Item } })) },
      }),
    );
});
afterAll(async () => {
  await Promise.all([table.stop(), bucket.stop()]);
});

/** Returns what a caller has whose time ends after some reads of facts, and how many certificates it read. */
function caller(readsUntilItEnds = Number.POSITIVE_INFINITY) {
  const { dynamo, tableName } = table;
  const facts = new DynamoCertificateFacts(dynamo, tableName);
  const read = { certificates: 0 };
  let reads = 0;
  const deps = {
    directories: new S3CertificateDirectories(bucket.s3, bucket.bucketName),
    facts: {
      reservedSince: facts.reservedSince.bind(facts),
      shown: facts.shown.bind(facts),
      facts: (ids: readonly string[]) => {
        reads += 1;
        if (reads > readsUntilItEnds) throw new Error('The time of the request has ended');
        read.certificates += ids.length;
        return facts.facts(ids);
      },
    },
    auditLog: new DynamoAuditLog(dynamo, tableName),
    now: () => reservedAt(CERTIFICATES),
  };
  return { deps, read };
}

test('a directory that is far behind comes forward with a caller whose time ends', async () => {
  // A caller stores what eight reads at most have found.
  const ended = caller(9);
  await expect(certificatesOf(ISSUER_ID, ended.deps)).rejects.toThrow('The time of the request has ended');
  const stored = (await ended.deps.directories.find(ISSUER_ID)).certificates.length;
  expect(stored).toBeGreaterThanOrEqual(100);

  const { deps, read } = caller();
  const found = await certificatesOf(ISSUER_ID, deps);
  expect(new Set(found.map(({ certificateId }) => certificateId))).toEqual(
    new Set(Array.from({ length: CERTIFICATES }, (_, n) => idOf(n))),
  );
  expect(read.certificates).toBe(CERTIFICATES - stored);
});

test('what is known already of the last minute is not read again, however many there are', async () => {
  await certificatesOf(ISSUER_ID, caller().deps);
  const { deps, read } = caller();
  expect(await certificatesOf(ISSUER_ID, deps)).toHaveLength(CERTIFICATES);
  expect(read.certificates).toBe(0);
});
