import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Instant } from '../../domain/calendar-date.ts';
import type { Attempt, RateLimit } from '../../domain/ports/rate-limit.ts';
import { getItem } from './requests/get-item.ts';
import { written } from './requests/written.ts';
import { limitKey } from './table.ts';

const WINDOW_MS = 60_000;
/**
 * A write fails only because another attempt was counted, so `limit` failed writes reach the limit; a few to spare.
 */
const SPARE_TRIES = 3;

/**
 * The rate limit in DynamoDB: at most `limit` attempts in any 60 consecutive seconds. One `LIMIT#` item for each name
 * holds the times of the last attempts and a revision, on which each write is conditional. Deleted by time to live.
 */
export class DynamoRateLimit implements RateLimit {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async attempt(name: string, limit: number, now: Instant): Promise<Attempt> {
    const nowMs = Date.parse(now);
    for (let tries = 0; tries < limit + SPARE_TRIES; tries += 1) {
      const { times, revision } = await this.#read(name);
      const recent = times.filter((time) => time > nowMs - WINDOW_MS);
      const oldest = recent[0];
      if (oldest !== undefined && recent.length >= limit)
        return {
          allowed: false,
          retryAfterSeconds: Math.max(1, Math.ceil((oldest + WINDOW_MS - nowMs) / 1000)),
        };
      if (await this.#write(name, [...recent, nowMs], revision)) return { allowed: true };
    }
    return { allowed: false, retryAfterSeconds: 1 };
  }

  async #read(name: string): Promise<{ times: readonly number[]; revision: number }> {
    const item = await getItem(this.#dynamo, this.#tableName, limitKey(name));
    if (item === undefined) return { times: [], revision: 0 };
    const { times, revision } = unmarshall(item) as { times: number[]; revision: number };
    return { times, revision };
  }

  /** Writes the times. Returns false, and writes nothing, if the item's revision isn't `decidedOn` any more. */
  async #write(name: string, times: readonly number[], decidedOn: number): Promise<boolean> {
    const lastMs = times.at(-1) ?? 0;
    return written(
      this.#dynamo.send(
        new PutItemCommand({
          TableName: this.#tableName,
          Item: marshall({
            ...limitKey(name),
            times,
            revision: decidedOn + 1,
            expiresAt: Math.ceil((lastMs + WINDOW_MS) / 1000),
          }),
          ConditionExpression: decidedOn === 0 ? 'attribute_not_exists(pk)' : 'revision = :decidedOn',
          ...(decidedOn === 0 ? {} : { ExpressionAttributeValues: marshall({ ':decidedOn': decidedOn }) }),
        }),
      ),
    );
  }
}
