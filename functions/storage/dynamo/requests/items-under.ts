import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Item } from '../timesheet-item.ts';

/** Reads the items of a partition under a prefix of the sort key, as they are now. There must be few: one page is read. */
export async function itemsUnder(
  dynamo: DynamoDBClient,
  tableName: string,
  { pk, prefix }: { readonly pk: string; readonly prefix: string },
): Promise<Item[]> {
  const { Items = [] } = await dynamo.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: marshall({ ':pk': pk, ':prefix': prefix }),
      ConsistentRead: true,
    }),
  );
  return Items;
}
