import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterCursor, cursorAt } from '../../../domain/cursor.ts';
import type { Page, PageRequest } from '../../../domain/ports/page.ts';
import { type Key, LISTING_INDEX } from '../table.ts';
import type { Item } from '../timesheet-item.ts';
import { batchGet } from './batch-get.ts';

/** A partition of the `listing` index, and the sort keys in it that the list shows. */
export interface ListedPartition {
  readonly partition: string;
  /** The first sort key. */
  readonly from?: string | undefined;
  /** The first sort key after them. */
  readonly until?: string | undefined;
}

/** Sorts after every key. */
const END = '\uffff';
/** Keys that a partition is asked for beyond its share of a page: partitions are never quite alike. */
const SPARE = 8;

/**
 * Returns one page, newest first, of a list that is spread over several partitions of the `listing` index: queries a
 * share of the page of each partition, merges them, and reads the items of the page. A partition whose share may not be enough
 * is asked again, for the whole page. The cursor is the last sort key of the page, so every page costs the same: a query or
 * two for each partition and a read for each item.
 */
export async function mergeShards<T>(request: {
  readonly dynamo: DynamoDBClient;
  readonly tableName: string;
  readonly partitions: readonly ListedPartition[];
  readonly page: PageRequest;
  readonly fromItem: (item: Item) => T;
  /** The attributes that `fromItem` needs, by default all. */
  readonly attributes?: readonly string[];
}): Promise<Page<T>> {
  const { dynamo, tableName, partitions, page } = request;
  const before = page.cursor === undefined ? END : afterCursor(page.cursor);
  // One more than the page, to see whether another one follows.
  const wanted = page.limit + 1;
  const share = Math.min(wanted, Math.ceil(wanted / partitions.length) + SPARE);
  const query = (listed: ListedPartition, limit: number) =>
    keysOf(listed, before, limit, { dynamo, tableName });
  let shards = await Promise.all(partitions.map((listed) => query(listed, share)));
  // Everything after the last key of a partition that has more is unknown: what stands before it is sure.
  const sure = shards
    .flatMap(({ keys, hasMore }) => (hasMore ? (keys.at(-1)?.listSk ?? END) : []))
    .sort()
    .at(-1);
  const isEnough =
    sure === undefined ||
    shards.flatMap(({ keys }) => keys).filter(({ listSk }) => listSk >= sure).length >= wanted;
  if (!isEnough)
    shards = await Promise.all(
      shards.map((shard, index) => {
        const listed = partitions[index];
        return shard.hasMore && listed !== undefined ? query(listed, wanted) : shard;
      }),
    );
  const found = shards.flatMap(({ keys }) => keys).sort((a, b) => (a.listSk < b.listSk ? 1 : -1));
  const shown = found.slice(0, page.limit);
  const items = await batchGet(
    dynamo,
    tableName,
    shown.map(({ pk, sk }) => ({ pk, sk })),
    false,
    request.attributes,
  );
  const byKey = new Map(items.map((item) => [`${item.pk?.S}|${item.sk?.S}`, item]));
  const last = shown.at(-1);
  return {
    items: shown.flatMap(({ pk, sk }) => {
      const item = byKey.get(`${pk}|${sk}`);
      return item ? [request.fromItem(item)] : [];
    }),
    cursor: found.length > page.limit && last ? cursorAt(last.listSk) : null,
  };
}

interface ListedKey extends Key {
  readonly listSk: string;
}

/** Returns the last keys of a partition before a sort key, and whether there are more before them. */
async function keysOf(
  { partition, from, until: last }: ListedPartition,
  before: string,
  limit: number,
  { dynamo, tableName }: { readonly dynamo: DynamoDBClient; readonly tableName: string },
): Promise<{ readonly keys: readonly ListedKey[]; readonly hasMore: boolean }> {
  const until = last === undefined || last > before ? before : last;
  // DynamoDB rejects an empty string in a key condition; a space sorts before every key.
  const first = from || ' ';
  if (until <= first) return { keys: [], hasMore: false };
  const { Items = [], LastEvaluatedKey } = await dynamo.send(
    new QueryCommand({
      TableName: tableName,
      IndexName: LISTING_INDEX,
      // One more for `until`, which BETWEEN includes.
      KeyConditionExpression: 'listPk = :pk AND listSk BETWEEN :from AND :until',
      ExpressionAttributeValues: marshall({ ':pk': partition, ':from': first, ':until': until }),
      ScanIndexForward: false,
      Limit: limit + 1,
    }),
  );
  const keys = Items.map((item) => unmarshall(item) as ListedKey).filter(({ listSk }) => listSk < until);
  return { keys, hasMore: LastEvaluatedKey !== undefined };
}
