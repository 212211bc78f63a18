import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  paginateQuery,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Instant } from '../../domain/calendar-date.ts';
import type { Outbox } from '../../domain/ports/outbox.ts';
import {
  certificateKey,
  notifyPending,
  PENDING_INDEX,
  readPendingSortKey,
  SHARDS,
  shardOf,
} from './table.ts';

/** Most notifications that `waiting` returns from each of the shards. */
const ENTRIES_PER_SHARD = 40;
/** Entries read at once while an issuer's are held: all of them may stand before the first that is due. */
const ENTRIES_PER_PAGE = 1_000;

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

  async waiting(heldIssuerIds: ReadonlySet<string>): Promise<string[]> {
    const shards = await Promise.all(
      Array.from({ length: SHARDS }, (_, shard) => this.#waitingIn(shard, heldIssuerIds)),
    );
    return shards
      .flat()
      .sort()
      .map((key) => readPendingSortKey(key).certificateId);
  }

  async #waitingIn(shard: number, heldIssuerIds: ReadonlySet<string>): Promise<string[]> {
    const pages = paginateQuery(
      { client: this.#dynamo, pageSize: heldIssuerIds.size === 0 ? ENTRIES_PER_SHARD : ENTRIES_PER_PAGE },
      {
        TableName: this.#tableName,
        IndexName: PENDING_INDEX,
        KeyConditionExpression: 'pendingPk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': notifyPending(shard) }),
      },
    );
    const found: string[] = [];
    for await (const { Items = [] } of pages) {
      const keys = Items.map((item) => item.pendingSk?.S ?? '');
      found.push(...keys.filter((key) => !heldIssuerIds.has(readPendingSortKey(key).issuerId)));
      if (found.length >= ENTRIES_PER_SHARD) break;
    }
    return found.slice(0, ENTRIES_PER_SHARD);
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
