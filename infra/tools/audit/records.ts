import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, NoSuchKey, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { PublicKey } from './signatures/verify-jwt.ts';
import { type TableItem, tableContents } from './table-contents.ts';

/** The table and the bucket that an audit reads, and the published keys, which are in neither. */
export interface AuditSource {
  readonly dynamo: DynamoDBClient;
  readonly s3: S3Client;
  readonly tableName: string;
  readonly bucketName: string;
  /** The keys of `/.well-known/jwks.json`. */
  readonly keys: readonly PublicKey[];
  /** The key of the records’ authentication codes, which is in neither. */
  readonly recordKey: Uint8Array;
}

/** What an audit reads: every item, and objects by key. */
export interface AuditedRecords {
  readonly keys: readonly PublicKey[];
  readonly recordKey: Uint8Array;
  /** Yields every item of the table in no particular order. */
  items(): AsyncIterable<TableItem>;
  /** Returns an object's bytes; undefined if there is none. */
  object(key: string): Promise<Uint8Array | undefined>;
  /** Yields the keys of the objects under a prefix, in order. */
  objectKeys(prefix: string): AsyncIterable<string>;
}

/** Returns the records of a table and a bucket. */
export function storedRecords({
  dynamo,
  s3,
  tableName,
  bucketName,
  keys,
  recordKey,
}: AuditSource): AuditedRecords {
  return {
    keys,
    recordKey,
    items: () => tableContents(dynamo, tableName),
    async object(Key) {
      try {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucketName, Key }));
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async *objectKeys(Prefix) {
      for await (const { Contents = [] } of paginateListObjectsV2(
        { client: s3 },
        { Bucket: bucketName, Prefix },
      ))
        for (const { Key = '' } of Contents) yield Key;
    },
  };
}
