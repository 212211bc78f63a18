import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Instant } from '../../../domain/calendar-date.ts';
import type { LaterNotification, NotificationKey } from '../../../domain/certificate/notification.ts';
import type { Outbox, OutboxEntry } from '../../../domain/ports/emails/outbox.ts';
import { written } from '../requests/written.ts';
import {
  ALL_SHARDS,
  certificateKey,
  NOTIFICATION_PREFIX,
  notificationKey,
  notifyPending,
  PENDING_INDEX,
  readPendingSortKey,
  shardOf,
} from '../table.ts';
import { notificationItem } from './notification-item.ts';

/** Most notifications that `waiting` returns from each of the shards. */
const ENTRIES_PER_SHARD = 40;
/** Entries read at once: what is held back may stand before the first that is due. */
const ENTRIES_PER_PAGE = 200;

/**
 * The outbox in DynamoDB. The notification of an issue is a mark on its `CERTIFICATE` item, which
 * `DynamoCertificateRegister` sets; that of anything later is a `NOTIFICATION#` item beside it. `pending` lists both
 * under `NOTIFY#`; this class leases them and takes them off that list.
 */
export class DynamoOutbox implements Outbox {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async waiting(isHeld: (entry: OutboxEntry) => boolean): Promise<NotificationKey[]> {
    const shards = await Promise.all(ALL_SHARDS.map((shard) => this.#waitingIn(shard, isHeld)));
    return shards
      .flat()
      .sort()
      .map((key) => {
        const { certificateId, name } = readPendingSortKey(key);
        return { certificateId, name };
      });
  }

  async #waitingIn(shard: number, isHeld: (entry: OutboxEntry) => boolean): Promise<string[]> {
    const pages = paginateQuery(
      { client: this.#dynamo, pageSize: ENTRIES_PER_PAGE },
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
      found.push(...keys.filter((key) => !isHeld(readPendingSortKey(key))));
      if (found.length >= ENTRIES_PER_SHARD) break;
    }
    return found.slice(0, ENTRIES_PER_SHARD);
  }

  async add(notification: LaterNotification): Promise<boolean> {
    return written(
      this.#dynamo.send(
        new PutItemCommand({
          TableName: this.#tableName,
          Item: notificationItem(notification),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );
  }

  lease(key: NotificationKey, now: Instant, until: Instant): Promise<boolean> {
    return this.#update(
      key,
      'SET notificationLeasedUntil = :until',
      'pendingPk = :box AND (attribute_not_exists(notificationLeasedUntil) OR notificationLeasedUntil < :now)',
      { ':until': until, ':now': now },
    );
  }

  async release(key: NotificationKey, until: Instant): Promise<void> {
    await this.#update(
      key,
      'REMOVE notificationLeasedUntil',
      'pendingPk = :box AND notificationLeasedUntil = :until',
      { ':until': until },
    );
  }

  async settle(key: NotificationKey, deliveredAt: Instant | null): Promise<void> {
    await this.#update(
      key,
      'SET notifiedAt = :at REMOVE pendingPk, pendingSk, notificationLeasedUntil',
      'pendingPk = :box',
      { ':at': deliveredAt },
    );
  }

  async erase(certificateId: string): Promise<void> {
    const { Items = [] } = await this.#dynamo.send(
      new QueryCommand({
        TableName: this.#tableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: marshall({
          ':pk': certificateKey(certificateId).pk,
          ':prefix': NOTIFICATION_PREFIX,
        }),
        ProjectionExpression: 'pk, sk',
        ConsistentRead: true,
      }),
    );
    for (const Key of Items)
      await this.#dynamo.send(new DeleteItemCommand({ TableName: this.#tableName, Key }));
  }

  /** Updates a notification. Returns false, and writes nothing, if the condition failed. */
  async #update(
    key: NotificationKey,
    update: string,
    condition: string,
    values: Readonly<Record<string, string | null>>,
  ): Promise<boolean> {
    return written(
      this.#dynamo.send(
        new UpdateItemCommand({
          TableName: this.#tableName,
          Key: marshall(notificationKey(key)),
          UpdateExpression: update,
          ConditionExpression: condition,
          ExpressionAttributeValues: marshall({
            ...values,
            ':box': notifyPending(shardOf(key.certificateId)),
          }),
        }),
      ),
    );
  }
}
