import { type DynamoDBClient, ScanCommand, type ScanCommandOutput } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Json } from './chain-check.ts';

export type TableItem = { readonly [name: string]: Json } & { readonly pk: string; readonly sk: string };

/** Some megabytes: DynamoDB itself answers one at most, but the emulator would hold the whole table for each answer. */
const ITEMS_PER_REQUEST = 2000;

/** Every item of the table, read consistently, in no order. */
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

/** A text of an item; empty where there is none. */
export const text = (item: { readonly [name: string]: Json }, name: string): string => {
  const value = item[name];
  return typeof value === 'string' ? value : '';
};
