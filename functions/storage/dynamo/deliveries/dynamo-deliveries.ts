import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Instant } from '../../../domain/calendar-date.ts';
import { afterCursor, cursorAt } from '../../../domain/cursor.ts';
import {
  type Delivery,
  type DeliveryCounts,
  type DeliveryEvent,
  type DeliveryState,
  isNews,
  NO_DELIVERIES,
  type UnreachedState,
} from '../../../domain/delivery/delivery.ts';
import { inOrder } from '../../../domain/in-order.ts';
import type { Page, PageRequest } from '../../../domain/ports/page.ts';
import type { Deliveries, DeliverySubject } from '../../../domain/ports/supervision/deliveries.ts';
import { batchGet } from '../requests/batch-get.ts';
import { conditionFailed } from '../requests/transaction.ts';
import { written } from '../requests/written.ts';
import {
  ALL_SHARDS,
  certificateKey,
  deliveryKey,
  deliveryPartition,
  notifyPending,
  PENDING_INDEX,
  pendingSortKey,
  readDeliverySortKey,
  readPendingSortKey,
  shardOf,
} from '../table.ts';
import { deliveryFromItem, deliveryItem } from './delivery-item.ts';

/** A half-year's emails fill every shard: read all together, the last would wait for the others longer than a client waits. */
const SHARDS_AT_ONCE = 2;
/** Times that an event is tried on a delivery that others change at the same moment. */
const ATTEMPTS = 5;

/**
 * Deliveries in DynamoDB: one `DELIVERY` item in the partition of each certificate, listed in `pending` under
 * `DELIVERY#<issuer>` by state and batch once it isn't waiting any more. What is waiting is the outbox (`NOTIFY#`).
 */
export class DynamoDeliveries implements Deliveries {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async begin(
    subject: DeliverySubject,
    { now, until, digest, reference, addressHash }: Parameters<Deliveries['begin']>[1],
  ): Promise<number | undefined> {
    const fields = {
      ...subject,
      state: 'waiting',
      at: now,
      reason: null,
      leasedUntil: until,
      ...(addressHash === undefined ? {} : { addressHash }),
      ...(digest === undefined ? {} : { digest }),
      ...(reference === undefined ? {} : { reference }),
    };
    const entries = Object.entries(fields);
    const absent = [digest === undefined ? 'digest' : [], reference === undefined ? 'reference' : []].flat();
    try {
      const { Attributes = {} } = await this.#dynamo.send(
        new UpdateItemCommand({
          TableName: this.#tableName,
          Key: marshall(deliveryKey(subject.certificateId)),
          UpdateExpression:
            `SET ${entries.map((_, n) => `#f${n} = :v${n}`).join(', ')}, attempt = if_not_exists(attempt, :one)` +
            `${absent.length === 0 ? '' : ` REMOVE ${absent.map((_, n) => `#r${n}`).join(', ')}`}`,
          ConditionExpression:
            'attribute_not_exists(pk) OR (#state = :waiting AND (attribute_not_exists(leasedUntil) OR leasedUntil < :now))',
          ExpressionAttributeNames: {
            '#state': 'state',
            ...Object.fromEntries(absent.map((name, n) => [`#r${n}`, name])),
            ...Object.fromEntries(entries.map(([name], n) => [`#f${n}`, name])),
          },
          ExpressionAttributeValues: marshall({
            ':one': 1,
            ':waiting': 'waiting',
            ':now': now,
            ...Object.fromEntries(entries.map(([, value], n) => [`:v${n}`, value])),
          }),
          ReturnValues: 'ALL_NEW',
        }),
      );
      return deliveryFromItem(Attributes).attempt;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }

  async release(certificateId: string, until: Instant): Promise<void> {
    await written(
      this.#dynamo.send(
        new UpdateItemCommand({
          TableName: this.#tableName,
          Key: marshall(deliveryKey(certificateId)),
          UpdateExpression: 'REMOVE leasedUntil',
          ConditionExpression: '#state = :waiting AND leasedUntil = :until',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: marshall({ ':waiting': 'waiting', ':until': until }),
        }),
      ),
    );
  }

  async end(subject: DeliverySubject, ended: Parameters<Deliveries['end']>[1]): Promise<void> {
    const [found] = await this.find([subject.certificateId]);
    if (found?.state !== 'waiting' || found.attempt !== ended.attempt) return;
    await this.#replace(found, { ...found, ...ended });
  }

  async record(event: DeliveryEvent, at: Instant): Promise<Delivery | undefined> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const [found] = await this.find([event.certificateId]);
      if (found === undefined || !isNews(found, event)) return undefined;
      const { state, reason } = event;
      const after: Delivery = { ...found, state, reason, at };
      if (await this.#replace(found, after)) return after;
    }
    throw new Error(`The delivery of ${event.certificateId} changed during every attempt to record an event`);
  }

  async find(certificateIds: readonly string[]): Promise<Delivery[]> {
    const items = await batchGet(this.#dynamo, this.#tableName, certificateIds.map(deliveryKey), true);
    return items.map(deliveryFromItem);
  }

  async again(delivery: Delivery, reservedAt: Instant, at: Instant): Promise<boolean> {
    const { digest: _digest, reference: _reference, addressHash: _addressHash, ...rest } = delivery;
    const waiting: Delivery = { ...rest, state: 'waiting', attempt: delivery.attempt + 1, at, reason: null };
    const { certificateId } = delivery;
    const outbox = notifyPending(shardOf(certificateId));
    const { batchId, issuerId } = delivery;
    try {
      await this.#dynamo.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName: this.#tableName, Item: deliveryItem(waiting), ...unchanged(delivery) } },
            {
              Update: {
                TableName: this.#tableName,
                Key: marshall(certificateKey(certificateId)),
                ConditionExpression: '#state = :issued',
                UpdateExpression:
                  'SET pendingPk = :outbox, pendingSk = :sk REMOVE notifiedAt, notificationLeasedUntil',
                ExpressionAttributeNames: { '#state': 'state' },
                ExpressionAttributeValues: marshall({
                  ':issued': 'issued',
                  ':outbox': outbox,
                  ':sk': pendingSortKey({ reservedAt, certificateId, issuerId, batchId: batchId ?? '' }),
                }),
              },
            },
          ],
        }),
      );
      return true;
    } catch (error) {
      if (conditionFailed(error)) return false;
      throw error;
    }
  }

  async unreached(
    issuerId: string,
    state: UnreachedState,
    batchId: string | undefined,
    page: PageRequest,
  ): Promise<Page<Delivery>> {
    const prefix = batchId === undefined ? `${state}#` : `${state}#${batchId}#`;
    const after = afterCursor(page.cursor);
    const { Items = [], LastEvaluatedKey } = await this.#dynamo.send(
      new QueryCommand({
        TableName: this.#tableName,
        IndexName: PENDING_INDEX,
        KeyConditionExpression: 'pendingPk = :pk AND pendingSk BETWEEN :first AND :last',
        ExpressionAttributeValues: marshall({
          ':pk': deliveryPartition(issuerId),
          // A cursor is a caller's text: it must not lead to another state's deliveries.
          ':first': after > prefix && after < `${prefix}\uffff` ? `${after} ` : prefix,
          ':last': `${prefix}\uffff`,
        }),
        Limit: page.limit,
      }),
    );
    const keys = Items.map((item) => item.pendingSk?.S ?? '');
    const found = await this.find(keys.map((key) => readDeliverySortKey(key).certificateId));
    const byId = new Map(found.map((delivery) => [delivery.certificateId, delivery]));
    const last = keys.at(-1);
    return {
      items: keys.flatMap((key) => byId.get(readDeliverySortKey(key).certificateId) ?? []),
      cursor: LastEvaluatedKey && last ? cursorAt(last) : null,
    };
  }

  async countsOf(batchId: string, issuerIds: readonly string[]): Promise<DeliveryCounts> {
    const states = new Map<string, DeliveryState>();
    // In the order in which a delivery goes through the states: one that goes on between two reads is found by the second.
    for await (const ids of inOrder(ALL_SHARDS, SHARDS_AT_ONCE, (shard) => this.#waitingOf(batchId, shard)))
      for (const id of ids) states.set(id, 'waiting');
    for (const state of LISTED_STATES) {
      const listed = await Promise.all(issuerIds.map((issuerId) => this.#listedOf(issuerId, state, batchId)));
      for (const id of listed.flat()) states.set(id, state);
    }
    const counts: Record<DeliveryState, number> = { ...NO_DELIVERIES };
    for (const state of states.values()) counts[state] += 1;
    return counts;
  }

  async #waitingOf(batchId: string, shard: number): Promise<string[]> {
    const keys = await this.#keysOf('pendingPk = :pk', { ':pk': notifyPending(shard) });
    return keys
      .map(readPendingSortKey)
      .flatMap((entry) => (entry.batchId === batchId ? entry.certificateId : []));
  }

  async #listedOf(issuerId: string, state: DeliveryState, batchId: string): Promise<string[]> {
    const keys = await this.#keysOf('pendingPk = :pk AND begins_with(pendingSk, :prefix)', {
      ':pk': deliveryPartition(issuerId),
      ':prefix': `${state}#${batchId}#`,
    });
    return keys.map((key) => readDeliverySortKey(key).certificateId);
  }

  async #keysOf(condition: string, values: Readonly<Record<string, string>>): Promise<string[]> {
    const pages = paginateQuery(
      { client: this.#dynamo },
      {
        TableName: this.#tableName,
        IndexName: PENDING_INDEX,
        KeyConditionExpression: condition,
        ExpressionAttributeValues: marshall(values),
        // A batch may have 20,000 of them: nothing else is carried, and nothing is unmarshalled.
        ProjectionExpression: 'pendingSk',
      },
    );
    const keys: string[] = [];
    for await (const { Items = [] } of pages) keys.push(...Items.map(({ pendingSk }) => pendingSk?.S ?? ''));
    return keys;
  }

  /** Replaces a delivery. Returns false, and writes nothing, if it isn't the one that was read any more. */
  async #replace(before: Delivery, after: Delivery): Promise<boolean> {
    return written(
      this.#dynamo.send(
        new PutItemCommand({ TableName: this.#tableName, Item: deliveryItem(after), ...unchanged(before) }),
      ),
    );
  }
}

/** The states in which the index lists a delivery, later ones after earlier ones. */
const LISTED_STATES = ['handed_in', 'delivered', 'bounced', 'complained', 'nobody'] as const;

/** Returns the condition that a delivery is still the one that was read. */
const unchanged = ({ state, attempt }: Delivery) => ({
  ConditionExpression: '#state = :state AND attempt = :attempt',
  ExpressionAttributeNames: { '#state': 'state' },
  ExpressionAttributeValues: marshall({ ':state': state, ':attempt': attempt }),
});
