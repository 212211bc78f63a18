import { randomBytes } from 'node:crypto';
import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { statusIndex, statusListId } from '../../domain/certificate/status-index.ts';
import type { StatusIndexes } from '../../domain/ports/status-indexes.ts';
import { statusAllocationKey } from './table.ts';

/** Indexes allocated in one write. Those that a function doesn't use before it ends are lost. */
const BLOCK = 64;

/** Allocated counts, from `next` up to `end` (exclusive), and the key that turns them into indexes. */
interface Block {
  next: number;
  readonly end: number;
  readonly key: Uint8Array;
}

/**
 * Allocates status indexes from a counter for each issuer (`STATUSLIST#<issuer>`, `ALLOCATION`), in blocks of 64 to
 * save writes. The first write also stores a random key, which decides the order of indexes; nothing else reads it.
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
      const pending = this.#block(issuerId);
      const block = await pending;
      if (block.next < block.end) {
        const { list, index } = statusIndex(block.next, block.key);
        block.next += 1;
        return { listId: statusListId(issuerId, list), index };
      }
      // Only the first caller drops the used-up block; by then the others see the new one.
      if (this.#blocks.get(issuerId) === pending) this.#blocks.delete(issuerId);
    }
  }

  /** Returns the issuer's current block, or starts the allocation of one that concurrent callers share. */
  #block(issuerId: string): Promise<Block> {
    const current = this.#blocks.get(issuerId);
    if (current !== undefined) return current;
    const allocated = this.#allocate(issuerId);
    this.#blocks.set(issuerId, allocated);
    allocated.catch(() => this.#blocks.delete(issuerId));
    return allocated;
  }

  /** Raises the issuer's counter by one block. */
  async #allocate(issuerId: string): Promise<Block> {
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
