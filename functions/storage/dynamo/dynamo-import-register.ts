import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Import, ImportState } from '../../domain/import/import.ts';
import type { ImportRegister } from '../../domain/ports/import-register.ts';
import { importKey } from './table.ts';

const LIFETIME_DAYS = 90;
const OPTIONS = { removeUndefinedValues: true };

/** The import register in DynamoDB: one `IMPORT#` item for each import, deleted by time to live after 90 days. */
export class DynamoImportRegister implements ImportRegister {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async create(record: Import): Promise<void> {
    const expiresAt = Math.floor(Date.parse(record.createdAt) / 1000) + LIFETIME_DAYS * 86_400;
    await this.#dynamo.send(
      new PutItemCommand({
        TableName: this.#tableName,
        Item: marshall({ ...importKey(record.importId), ...record, expiresAt }, OPTIONS),
        // A retry of this put, after its reply was lost, must succeed.
        ConditionExpression: 'attribute_not_exists(pk) OR (requestedBy = :by AND createdAt = :at)',
        ExpressionAttributeValues: marshall({ ':by': record.requestedBy, ':at': record.createdAt }),
      }),
    );
  }

  async find(importId: string): Promise<Import | undefined> {
    const { Item } = await this.#dynamo.send(
      new GetItemCommand({
        TableName: this.#tableName,
        Key: marshall(importKey(importId)),
        ConsistentRead: true,
      }),
    );
    if (Item === undefined) return undefined;
    const { pk: _pk, sk: _sk, expiresAt: _expiresAt, ...record } = unmarshall(Item);
    return record as Import;
  }

  async update(
    importId: string,
    from: readonly ImportState[],
    change: Partial<Omit<Import, 'importId'>>,
  ): Promise<'written' | 'changed'> {
    const fields = Object.entries(change).filter(([, value]) => value !== undefined);
    try {
      await this.#dynamo.send(
        new UpdateItemCommand({
          TableName: this.#tableName,
          Key: marshall(importKey(importId)),
          ConditionExpression: `#state IN (${from.map((_, n) => `:from${n}`).join(', ')})`,
          UpdateExpression: `SET ${fields.map((_, n) => `#f${n} = :v${n}`).join(', ')}`,
          ExpressionAttributeNames: {
            '#state': 'state',
            ...Object.fromEntries(fields.map(([name], n) => [`#f${n}`, name])),
          },
          ExpressionAttributeValues: marshall(
            {
              ...Object.fromEntries(from.map((state, n) => [`:from${n}`, state])),
              ...Object.fromEntries(fields.map(([, value], n) => [`:v${n}`, value])),
            },
            OPTIONS,
          ),
        }),
      );
      return 'written';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'changed';
      throw error;
    }
  }
}
