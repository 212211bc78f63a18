import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
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

/**
 * Returns one page, newest first, of a list that is spread over several partitions of the `listing` index: queries a
 * page of each partition, merges them, and reads the items of the page. The cursor is the last sort key of the page, so
 * every page costs the same: a query for each partition and a read for each item.
 */
export async function mergeShards<T>(request: {
  readonly dynamo: DynamoDBClient;
  readonly tableName: string;
  readonly partitions: readonly ListedPartition[];
  readonly page: PageRequest;
  readonly fromItem: (item: Item) => T;
}): Promise<Page<T>> {
  const { dynamo, tableName, partitions, page } = request;
  const before = page.cursor === undefined ? END : Buffer.from(page.cursor, 'base64url').toString('utf8');
  const answers = await Promise.all(
    partitions.map(async ({ partition, from, until: last }) => {
      const until = last === undefined || last > before ? before : last;
      // DynamoDB rejects an empty string in a key condition; a space sorts before every key.
      const first = from || ' ';
      if (until <= first) return [];
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: LISTING_INDEX,
          // One more for `until`, which BETWEEN includes, and one to see whether another page follows.
          KeyConditionExpression: 'listPk = :pk AND listSk BETWEEN :from AND :until',
          ExpressionAttributeValues: marshall({ ':pk': partition, ':from': first, ':until': until }),
          ScanIndexForward: false,
          Limit: page.limit + 2,
        }),
      );
      return Items.map((item) => unmarshall(item) as Key & { listSk: string }).filter(
        ({ listSk }) => listSk < until,
      );
    }),
  );
  const found = answers.flat().sort((a, b) => (a.listSk < b.listSk ? 1 : -1));
  const shown = found.slice(0, page.limit);
  const items = await batchGet(
    dynamo,
    tableName,
    shown.map(({ pk, sk }) => ({ pk, sk })),
  );
  const byKey = new Map(items.map((item) => [`${item.pk?.S}|${item.sk?.S}`, item]));
  const last = shown.at(-1);
  return {
    items: shown.flatMap(({ pk, sk }) => {
      const item = byKey.get(`${pk}|${sk}`);
      return item ? [request.fromItem(item)] : [];
    }),
    cursor: found.length > page.limit && last ? Buffer.from(last.listSk).toString('base64url') : null,
  };
}
