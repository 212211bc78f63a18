import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { chunksOf } from '../../../domain/chunks-of.ts';
import type { Key } from '../table.ts';
import type { Item } from '../timesheet-item.ts';
import { repeatUnprocessed } from './repeat-unprocessed.ts';

/** A quota of BatchGetItem. */
const KEYS_PER_REQUEST = 100;

/**
 * Reads items by key, in chunks of 100. Returns those that exist, in no order. Repeats unprocessed keys. Reads a key once
 * that is given twice, which DynamoDB would reject. `attributes` are those that are returned, by default all.
 */
export async function batchGet(
  dynamo: DynamoDBClient,
  tableName: string,
  keys: readonly Key[],
  consistent = false,
  attributes?: readonly string[],
): Promise<Item[]> {
  const items: Item[] = [];
  const projected = projectionOf(attributes);
  const distinct = new Map(keys.map((key) => [`${key.pk}|${key.sk}`, key]));
  for (const chunk of chunksOf([...distinct.values()], KEYS_PER_REQUEST)) {
    await repeatUnprocessed(
      chunk.map(({ pk, sk }) => marshall({ pk, sk })),
      async (pending) => {
        const answer = await dynamo.send(
          new BatchGetItemCommand({
            RequestItems: { [tableName]: { Keys: [...pending], ConsistentRead: consistent, ...projected } },
          }),
        );
        items.push(...(answer.Responses?.[tableName] ?? []));
        return answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
      },
    );
  }
  return items;
}

/** Returns the expression for some attributes; by name, since some of their names are reserved words. */
function projectionOf(attributes: readonly string[] | undefined) {
  if (attributes === undefined) return {};
  return {
    ProjectionExpression: attributes.map((_, n) => `#a${n}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(attributes.map((name, n) => [`#a${n}`, name])),
  };
}
