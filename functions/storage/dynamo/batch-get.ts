import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Key } from './table.ts';
import type { Item } from './timesheet-item.ts';

const KEYS_PER_REQUEST = 100;

/** The items that exist of the keys given (no key twice), in no order; keys the table puts off are asked for again. */
export async function batchGet(
  dynamo: DynamoDBClient,
  tableName: string,
  keys: readonly Key[],
  consistent = false,
): Promise<Item[]> {
  const items: Item[] = [];
  for (let start = 0; start < keys.length; start += KEYS_PER_REQUEST) {
    let wanted = keys.slice(start, start + KEYS_PER_REQUEST).map(({ pk, sk }) => marshall({ pk, sk }));
    for (let attempt = 0; wanted.length > 0; attempt += 1) {
      if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, Math.min(2000, 25 * 2 ** attempt)));
      const answer = await dynamo.send(
        new BatchGetItemCommand({
          RequestItems: { [tableName]: { Keys: wanted, ConsistentRead: consistent } },
        }),
      );
      items.push(...(answer.Responses?.[tableName] ?? []));
      wanted = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
    }
  }
  return items;
}
