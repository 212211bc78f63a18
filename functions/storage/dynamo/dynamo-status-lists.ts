import { type DynamoDBClient, GetItemCommand, PutItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { LIST_BITS, type StatusPurpose } from '../../domain/certificate/status-index.ts';
import type { PublishedStatusList, StatusLists } from '../../domain/ports/status-lists.ts';
import { getItem } from './requests/get-item.ts';
import { written } from './requests/written.ts';
import { publishedListKey, revokedBitKey, statusAllocationKey, suspendedBitKey } from './table.ts';

const BIT_KEYS = { revocation: revokedBitKey, suspension: suspendedBitKey } as const;

/**
 * The partitions `STATUSLIST#`: the `ALLOCATION` item of an issuer; and of a list the items `REVOKED#` and `SUSPENDED#`,
 * one for each index, so that concurrent changes never write to the same item, and `SIGNED#`, the signed lists.
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

  async indexesWith(purpose: StatusPurpose, listId: string): Promise<number[]> {
    const { pk, sk } = BIT_KEYS[purpose](listId, 0);
    const prefix = sk.slice(0, sk.indexOf('#') + 1);
    const pages = paginateQuery(
      { client: this.#dynamo },
      {
        TableName: this.#tableName,
        KeyConditionExpression: 'pk = :list AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: marshall({ ':list': pk, ':prefix': prefix }),
        ProjectionExpression: 'sk, suspended',
        ConsistentRead: true,
      },
    );
    const indexes: number[] = [];
    // A suspension that has ended leaves its item.
    for await (const { Items = [] } of pages)
      for (const { sk: key, suspended } of Items)
        if (suspended?.BOOL !== false) indexes.push(Number(key?.S?.slice(prefix.length)));
    return indexes;
  }

  async published(purpose: StatusPurpose, listId: string): Promise<PublishedStatusList | undefined> {
    const item = await getItem(this.#dynamo, this.#tableName, publishedListKey(listId, purpose));
    if (item === undefined) return undefined;
    const { revision, statusesSha256, signedAt, jwt } = unmarshall(item) as PublishedStatusList;
    return { revision, statusesSha256, signedAt, jwt };
  }

  async publish(
    purpose: StatusPurpose,
    listId: string,
    list: PublishedStatusList,
  ): Promise<'stored' | 'changed'> {
    const isFirst = list.revision === 1;
    return (await written(
      this.#dynamo.send(
        new PutItemCommand({
          TableName: this.#tableName,
          Item: marshall({ ...publishedListKey(listId, purpose), ...list }),
          ConditionExpression: isFirst ? 'attribute_not_exists(pk)' : 'revision = :before',
          ...(isFirst ? {} : { ExpressionAttributeValues: marshall({ ':before': list.revision - 1 }) }),
        }),
      ),
    ))
      ? 'stored'
      : 'changed';
  }
}
