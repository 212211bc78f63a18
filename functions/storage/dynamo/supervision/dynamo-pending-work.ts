import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Instant } from '../../../domain/calendar-date.ts';
import type { PendingWork } from '../../../domain/ports/pending-work.ts';
import { ALL_SHARDS, notifyPending, PENDING_INDEX, reservedPending } from '../table.ts';

/** Reads the first entry of each shard of the index `pending`, whose sort keys begin with the time of reservation. */
export class DynamoPendingWork implements PendingWork {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  oldestReservation(): Promise<Instant | undefined> {
    return this.#oldest(reservedPending);
  }

  oldestNotification(): Promise<Instant | undefined> {
    return this.#oldest(notifyPending);
  }

  async #oldest(partitionOf: (shard: number) => string): Promise<Instant | undefined> {
    const firsts = await Promise.all(
      ALL_SHARDS.map((shard) =>
        this.#dynamo.send(
          new QueryCommand({
            TableName: this.#tableName,
            IndexName: PENDING_INDEX,
            KeyConditionExpression: 'pendingPk = :pk',
            ExpressionAttributeValues: marshall({ ':pk': partitionOf(shard) }),
            Limit: 1,
          }),
        ),
      ),
    );
    const [oldest] = firsts
      .flatMap(({ Items = [] }) => Items.map(({ pendingSk }) => pendingSk?.S ?? ''))
      .sort();
    return oldest?.slice(0, oldest.indexOf('#'));
  }
}
