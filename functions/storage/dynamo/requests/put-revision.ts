import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Item } from '../timesheet-item.ts';
import { written } from './written.ts';

/**
 * Writes the next revision of an item, of which 1 is the first. Returns false, and writes nothing, if the stored one isn't
 * the one before it.
 */
export async function putRevision(
  dynamo: DynamoDBClient,
  tableName: string,
  item: Item,
  revision: number,
): Promise<boolean> {
  return written(
    dynamo.send(
      new PutItemCommand({
        TableName: tableName,
        Item: item,
        ...(revision === 1
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'revision = :decidedOn',
              ExpressionAttributeValues: marshall({ ':decidedOn': revision - 1 }),
            }),
      }),
    ),
  );
}
