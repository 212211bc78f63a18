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

/** Named values, as of an item or a snapshot. */
export type Fields = { readonly [name: string]: Json };

/** Returns a value as named values; without any where it is something else. */
export const fieldsOf = (value: Json | undefined): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** Returns a list attribute; an empty list where there is none. */
export const listOf = (item: Fields, name: string): readonly Json[] => {
  const value = item[name];
  return Array.isArray(value) ? value : [];
};
