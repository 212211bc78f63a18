import { randomBytes } from 'node:crypto';
import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { statusIndex, statusListId } from '../../domain/certificate/status-index.ts';
import type { StatusIndexes } from '../../domain/ports/status-indexes.ts';
import { statusAllocationKey } from './table.ts';

/** Numbers taken at once; those a function doesn't use before it ends are never given out. */
const BLOCK = 64;

interface Block {
  next: number;
  readonly end: number;
  readonly key: Uint8Array;
}

/**
 * Places in status lists from a counter per issuer, taken in blocks so that a certificate costs a sixty-fourth
 * of a write. The key that hides the order is made with the counter and never leaves the table and its readers.
 */
export class DynamoStatusIndexes implements StatusIndexes {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;
  readonly #blocks = new Map<string, Promise<Block>>();

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async prepare(issuerId: string): Promise<void> {
    await this.#block(issuerId).catch(() => undefined);
  }

  async next(issuerId: string): Promise<{ listId: string; index: number }> {
    for (;;) {
      const taking = this.#block(issuerId);
      const block = await taking;
      if (block.next < block.end) {
        const { list, index } = statusIndex(block.next, block.key);
        block.next += 1;
        return { listId: statusListId(issuerId, list), index };
      }
      // Whoever comes first clears the empty block; the others find the new one.
      if (this.#blocks.get(issuerId) === taking) this.#blocks.delete(issuerId);
    }
  }

  #block(issuerId: string): Promise<Block> {
    return this.#blocks.get(issuerId) ?? this.#take(issuerId);
  }

  #take(issuerId: string): Promise<Block> {
    const taking = this.#allot(issuerId);
    this.#blocks.set(issuerId, taking);
    taking.catch(() => this.#blocks.delete(issuerId));
    return taking;
  }

  async #allot(issuerId: string): Promise<Block> {
    const { Attributes } = await this.#dynamo.send(
      new UpdateItemCommand({
        TableName: this.#tableName,
        Key: marshall(statusAllocationKey(issuerId)),
        UpdateExpression: 'SET orderKey = if_not_exists(orderKey, :key) ADD allotted :block',
        ExpressionAttributeValues: marshall({ ':key': randomBytes(32), ':block': BLOCK }),
        ReturnValues: 'ALL_NEW',
      }),
    );
    const { allotted, orderKey } = unmarshall(Attributes ?? {}) as { allotted: number; orderKey: Uint8Array };
    return { next: allotted - BLOCK, end: allotted, key: orderKey };
  }
}
