import { type DynamoDBClient, ScanCommand, type ScanCommandOutput } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Json } from './chain-check.ts';

/** An item of the table, unmarshalled. */
export type TableItem = { readonly [name: string]: Json } & { readonly pk: string; readonly sk: string };

/** Some megabytes. DynamoDB returns 1 MB at most; the emulator without a limit loads the whole table per request. */
const ITEMS_PER_REQUEST = 2000;

/** Yields every item of the table in no particular order, with strongly consistent reads. */
export async function* tableContents(dynamo: DynamoDBClient, tableName: string): AsyncGenerator<TableItem> {
  let from: ScanCommandOutput['LastEvaluatedKey'];
  do {
    const answer: ScanCommandOutput = await dynamo.send(
      new ScanCommand({
        TableName: tableName,
        ConsistentRead: true,
        Limit: ITEMS_PER_REQUEST,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const item of answer.Items ?? []) yield unmarshall(item) as TableItem;
    from = answer.LastEvaluatedKey;
  } while (from);
}

/** Returns a string attribute of an item, or the empty string when it has none. */
export const text = (item: { readonly [name: string]: Json }, name: string): string => {
  const value = item[name];
  return typeof value === 'string' ? value : '';
};
