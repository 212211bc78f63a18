import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Instant } from '../../domain/calendar-date.ts';
import type { Outbox } from '../../domain/ports/outbox.ts';
import { certificateKey, notifyPending, PENDING_INDEX, SHARDS, shardOf } from './table.ts';

/** Most notifications that `waiting` returns from each of the shards. */
const ENTRIES_PER_SHARD = 40;

/**
 * The outbox in DynamoDB. A notification is a mark on its `CERTIFICATE` item, which `pending` lists under `NOTIFY#`.
 * `DynamoCertificateRegister` sets the mark, this class leases and removes it.
 */
export class DynamoOutbox implements Outbox {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async waiting(): Promise<string[]> {
    const shards = await Promise.all(
      Array.from({ length: SHARDS }, (_, shard) =>
        this.#dynamo.send(
          new QueryCommand({
            TableName: this.#tableName,
            IndexName: PENDING_INDEX,
            KeyConditionExpression: 'pendingPk = :pk',
            ExpressionAttributeValues: marshall({ ':pk': notifyPending(shard) }),
            Limit: ENTRIES_PER_SHARD,
          }),
        ),
      ),
    );
    const keys = shards.flatMap(({ Items }) => Items ?? []).map((item) => item.pendingSk?.S ?? '');
    return keys.sort().map((key) => key.slice(key.indexOf('#') + 1));
  }

  lease(certificateId: string, now: Instant, until: Instant): Promise<boolean> {
    return this.#update(
      certificateId,
      'SET notificationLeasedUntil = :until',
      'pendingPk = :box AND (attribute_not_exists(notificationLeasedUntil) OR notificationLeasedUntil < :now)',
      { ':until': until, ':now': now },
    );
  }

  async settle(certificateId: string, deliveredAt: Instant | null): Promise<void> {
    await this.#update(
      certificateId,
      'SET notifiedAt = :at REMOVE pendingPk, pendingSk, notificationLeasedUntil',
      'pendingPk = :box',
      { ':at': deliveredAt },
    );
  }

  /** Updates a certificate. Returns false, and writes nothing, if the condition failed. */
  async #update(
    certificateId: string,
    update: string,
    condition: string,
    values: Readonly<Record<string, string | null>>,
  ): Promise<boolean> {
    try {
      await this.#dynamo.send(
        new UpdateItemCommand({
          TableName: this.#tableName,
          Key: marshall(certificateKey(certificateId)),
          UpdateExpression: update,
          ConditionExpression: condition,
          ExpressionAttributeValues: marshall({ ...values, ':box': notifyPending(shardOf(certificateId)) }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}
