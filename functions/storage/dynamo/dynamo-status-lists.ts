import { type DynamoDBClient, GetItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { LIST_BITS } from '../../domain/certificate/status-index.ts';
import type { StatusLists } from '../../domain/ports/status-lists.ts';
import { revokedBitKey, statusAllocationKey } from './table.ts';

const REVOKED_PREFIX = 'REVOKED#';

/**
 * Reads the partitions `STATUSLIST#`: the `ALLOCATION` item of an issuer and the `REVOKED#` items of a list, one for
 * each revoked index, so that concurrent revocations never write to the same item.
 */
export class DynamoStatusLists implements StatusLists {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async countLists(issuerId: string): Promise<number> {
    const { Item } = await this.#dynamo.send(
      new GetItemCommand({ TableName: this.#tableName, Key: marshall(statusAllocationKey(issuerId)) }),
    );
    const allotted = Item === undefined ? 0 : (unmarshall(Item).allotted as number);
    return Math.ceil(allotted / LIST_BITS);
  }

  async revokedIndexes(listId: string): Promise<number[]> {
    const pages = paginateQuery(
      { client: this.#dynamo },
      {
        TableName: this.#tableName,
        KeyConditionExpression: 'pk = :list AND begins_with(sk, :revoked)',
        ExpressionAttributeValues: marshall({
          ':list': revokedBitKey(listId, 0).pk,
          ':revoked': REVOKED_PREFIX,
        }),
        ProjectionExpression: 'sk',
        ConsistentRead: true,
      },
    );
    const indexes: number[] = [];
    for await (const { Items } of pages) {
      for (const item of Items ?? []) indexes.push(Number(item.sk?.S?.slice(REVOKED_PREFIX.length)));
    }
    return indexes;
  }
}
