import { createHash } from 'node:crypto';
import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  QueryCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { chunksOf } from '../../domain/chunks-of.ts';
import type { EntryClaim, EntryKey } from '../../domain/ports/hours-ledger.ts';
import { repeatUnprocessed } from './requests/repeat-unprocessed.ts';
import { entriesPartition } from './table.ts';
import type { Item } from './timesheet-item.ts';

/** Buckets of an issuer's entries, chosen by the hash of the entry ID. */
const BUCKETS = 256;
/** Entries of one item. With the longest IDs they take some 200 KB; DynamoDB allows 400. */
const ENTRIES_PER_ITEM = 1_000;
/** A quota of BatchWriteItem. */
const ITEMS_PER_REQUEST = 25;
const REQUESTS_AT_ONCE = 8;
const QUERIES_AT_ONCE = 32;

/** Entry IDs of an item, by volunteer and opportunity, as JSON. */
type ClaimedEntries = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Returns the bucket of an entry ID. */
export const bucketOf = (entryId: string): string =>
  String(createHash('sha256').update(entryId).digest().readUInt8() % BUCKETS).padStart(3, '0');

/**
 * Writes the claims of an import: in each bucket that it has entries of, one `ENTRIES#` item named by the import, or
 * several for more than 1,000 entries. Items of other imports are neither read nor changed.
 */
export async function writeClaims(
  dynamo: DynamoDBClient,
  tableName: string,
  importId: string,
  keys: readonly EntryKey[],
): Promise<void> {
  const buckets = Map.groupBy(keys, ({ issuerId, entryId }) => entriesPartition(issuerId, bucketOf(entryId)));
  const items = [...buckets].flatMap(([pk, ofBucket]) =>
    chunksOf(ofBucket, ENTRIES_PER_ITEM).map((some, number) =>
      marshall({ pk, sk: `${importId}#${number}`, entries: JSON.stringify(claimedEntries(some)) }),
    ),
  );
  await putTogether(dynamo, tableName, items);
}

/** Puts items in a few requests at once, and repeats unprocessed ones. */
export async function putTogether(
  dynamo: DynamoDBClient,
  tableName: string,
  items: readonly Item[],
): Promise<void> {
  for (const requests of chunksOf(chunksOf(items, ITEMS_PER_REQUEST), REQUESTS_AT_ONCE))
    await Promise.all(requests.map((some) => putAll(dynamo, tableName, some)));
}

function putAll(dynamo: DynamoDBClient, tableName: string, items: readonly Item[]): Promise<void> {
  const requests: WriteRequest[] = items.map((Item) => ({ PutRequest: { Item } }));
  return repeatUnprocessed(requests, async (pending) => {
    const answer = await dynamo.send(
      new BatchWriteItemCommand({ RequestItems: { [tableName]: [...pending] } }),
    );
    return answer.UnprocessedItems?.[tableName] ?? [];
  });
}

function claimedEntries(keys: readonly EntryKey[]): ClaimedEntries {
  const byVolunteer = Map.groupBy(keys, ({ volunteerId }) => volunteerId);
  return Object.fromEntries(
    [...byVolunteer].map(([volunteerId, ofVolunteer]) => {
      const byOpportunity = Map.groupBy(ofVolunteer, ({ opportunityId }) => opportunityId);
      return [
        volunteerId,
        Object.fromEntries(
          [...byOpportunity].map(([opportunityId, some]) => [
            opportunityId,
            some.map(({ entryId }) => entryId),
          ]),
        ),
      ];
    }),
  );
}

/** Reads the claims on some entries: one query for each of their buckets, consistent. */
export async function readClaims(
  dynamo: DynamoDBClient,
  tableName: string,
  issuerId: string,
  entryIds: readonly string[],
): Promise<EntryClaim[]> {
  const claims: EntryClaim[] = [];
  const buckets = [...Map.groupBy(new Set(entryIds), bucketOf)];
  for (const some of chunksOf(buckets, QUERIES_AT_ONCE))
    await Promise.all(
      some.map(async ([bucket, ofBucket]) => {
        const wanted = new Set(ofBucket);
        for await (const item of itemsOf(dynamo, tableName, entriesPartition(issuerId, bucket)))
          for (const claim of claimsOf(item, issuerId)) if (wanted.has(claim.entryId)) claims.push(claim);
      }),
    );
  return claims;
}

/** Yields the items of a partition, in the order of their sort keys; consistent. */
export async function* itemsOf(dynamo: DynamoDBClient, tableName: string, pk: string): AsyncGenerator<Item> {
  let from: Item | undefined;
  do {
    const answer = await dynamo.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': pk }),
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    yield* answer.Items ?? [];
    from = answer.LastEvaluatedKey;
  } while (from);
}

function* claimsOf(item: Item, issuerId: string): Generator<EntryClaim> {
  const { sk, entries } = unmarshall(item) as { sk: string; entries: string };
  const importId = sk.slice(0, sk.lastIndexOf('#'));
  for (const [volunteerId, ofVolunteer] of Object.entries(JSON.parse(entries) as ClaimedEntries))
    for (const [opportunityId, ids] of Object.entries(ofVolunteer))
      for (const entryId of ids) yield { importId, entryId, issuerId, volunteerId, opportunityId };
}
