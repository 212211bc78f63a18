import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Key } from '../table.ts';
import type { Item } from '../timesheet-item.ts';

/** Reads an item as it is now; undefined if there is none. */
export async function getItem(
  dynamo: DynamoDBClient,
  tableName: string,
  key: Key,
): Promise<Item | undefined> {
  const { Item } = await dynamo.send(
    new GetItemCommand({ TableName: tableName, Key: marshall(key), ConsistentRead: true }),
  );
  return Item;
}
