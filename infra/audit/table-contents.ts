import { type DynamoDBClient, ScanCommand, type ScanCommandOutput } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Json } from './chain-check.ts';

export type TableItem = { readonly [name: string]: Json } & { readonly pk: string; readonly sk: string };

const SEGMENTS = 2;

/** Every item of the table, read consistently, in no order. */
export async function* tableContents(dynamo: DynamoDBClient, tableName: string): AsyncGenerator<TableItem> {
  for (let segment = 0; segment < SEGMENTS; segment += 1) {
    let from: ScanCommandOutput['LastEvaluatedKey'];
    do {
      const answer: ScanCommandOutput = await dynamo.send(
        new ScanCommand({
          TableName: tableName,
          ConsistentRead: true,
          Segment: segment,
          TotalSegments: SEGMENTS,
          ...(from ? { ExclusiveStartKey: from } : {}),
        }),
      );
      for (const item of answer.Items ?? []) yield unmarshall(item) as TableItem;
      from = answer.LastEvaluatedKey;
    } while (from);
  }
}

/** A text of an item; empty where there is none. */
export const text = (item: { readonly [name: string]: Json }, name: string): string => {
  const value = item[name];
  return typeof value === 'string' ? value : '';
};
