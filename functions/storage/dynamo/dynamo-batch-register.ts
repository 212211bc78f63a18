import {
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Batch } from '../../domain/batch/batch.ts';
import type { ChunkRecord } from '../../domain/batch/batch-item.ts';
import type { ChunkCounts } from '../../domain/batch/outcome.ts';
import type { StartAlone } from '../../domain/batch/start-alone.ts';
import { chunksOf } from '../../domain/chunks-of.ts';
import type { BatchProgress, BatchRegister, ChunkContext } from '../../domain/ports/batch-register.ts';
import type { Page, PageRequest } from '../../domain/ports/page.ts';
import type { ReportDelta } from '../../domain/report/report-delta.ts';
import {
  batchFromItem,
  batchItem,
  chunkFromItem,
  chunkItem,
  counterAttributes,
  progressFromItems,
} from './batch-record-item.ts';
import { counterWrites } from './ledger-step-writes.ts';
import { batchGet } from './requests/batch-get.ts';
import { getItem } from './requests/get-item.ts';
import { mergeShards } from './requests/merge-shards.ts';
import { ACTIONS_PER_TRANSACTION, conditionFailed, withConflictRetries } from './requests/transaction.ts';
import { written } from './requests/written.ts';
import { batchHasChanged, startAloneWrites } from './start-alone-writes.ts';
import {
  ACTIVE_BATCHES,
  batchesListing,
  batchKey,
  batchOfIssuerKey,
  batchPartition,
  COUNTER_SHARDS,
  chunkKey,
  counterKey,
  PENDING_INDEX,
} from './table.ts';
import type { Item } from './timesheet-item.ts';

/**
 * The batch register in DynamoDB. Writes, in the partition `BATCH#`, the `BATCH` item, an `ISSUER#` item for each
 * issuer that lists it, a `CHUNK#` item for each recorded chunk, and 16 `COUNTER#` items; and `REPORT#` counters. A
 * chunk and its part of the counters are one transaction, so they never disagree; so are the start of a batch without a
 * second person and the counts of its issuers' day (`STARTED#`).
 *
 * Lists by the `listing` index (`ISSUER#…#BATCHES`); active batches are in `pending` (`BATCHES#ACTIVE`). Reads the
 * kill switch together with a chunk.
 */
export class DynamoBatchRegister implements BatchRegister {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async create(batch: Batch): Promise<void> {
    const { batchId, createdAt, issuerIds } = batch;
    const listed = issuerIds.map((issuerId) =>
      marshall({
        ...batchOfIssuerKey(batchId, issuerId),
        listPk: batchesListing(issuerId),
        listSk: `${createdAt}#${batchId}`,
        batchId,
      }),
    );
    // A list leaves out what isn't there: with the batch, which comes last, it is in all of them.
    const [last = [], ...first] = chunksOf(listed, ACTIONS_PER_TRANSACTION - 1);
    for (const items of [...first, [batchItem(batch), ...last]])
      await this.#dynamo.send(
        new TransactWriteItemsCommand({
          TransactItems: items.map((Item) => ({
            Put: { TableName: this.#tableName, Item, ConditionExpression: 'attribute_not_exists(pk)' },
          })),
        }),
      );
  }

  async find(batchId: string): Promise<Batch | undefined> {
    const item = await getItem(this.#dynamo, this.#tableName, batchKey(batchId));
    return item && batchFromItem(item);
  }

  async progress(batchId: string): Promise<BatchProgress | undefined> {
    return (await this.#progressOf([batchId]))[0];
  }

  async change(batch: Batch): Promise<'written' | 'changed'> {
    return (await written(
      this.#dynamo.send(
        new PutItemCommand({
          TableName: this.#tableName,
          Item: batchItem(batch),
          ConditionExpression: 'revision = :decidedOn',
          ExpressionAttributeValues: marshall({ ':decidedOn': batch.revision - 1 }),
        }),
      ),
    ))
      ? 'written'
      : 'changed';
  }

  async startAlone(
    batch: Batch,
    starts: readonly StartAlone[],
    most: number,
  ): Promise<'written' | 'changed' | 'above'> {
    if (starts.some(({ certificates }) => certificates > most)) return 'above';
    const TransactItems = startAloneWrites(this.#tableName, batch, starts, most);
    try {
      await withConflictRetries(() => this.#dynamo.send(new TransactWriteItemsCommand({ TransactItems })));
      return 'written';
    } catch (error) {
      if (!conditionFailed(error)) throw error;
      return batchHasChanged(error) ? 'changed' : 'above';
    }
  }

  async list(issuerIds: readonly string[], page: PageRequest): Promise<Page<BatchProgress>> {
    const { items, cursor } = await mergeShards({
      dynamo: this.#dynamo,
      tableName: this.#tableName,
      partitions: issuerIds.map((issuerId) => ({ partition: batchesListing(issuerId) })),
      page,
      fromItem: (item) => item.batchId?.S ?? '',
    });
    // A batch of several issuers appears once under each.
    return { items: await this.#progressOf([...new Set(items)]), cursor };
  }

  async active(): Promise<string[]> {
    const { Items } = await this.#dynamo.send(
      new QueryCommand({
        TableName: this.#tableName,
        IndexName: PENDING_INDEX,
        KeyConditionExpression: 'pendingPk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': ACTIVE_BATCHES }),
      }),
    );
    return (Items ?? []).map((item) => (item.pk?.S ?? '').slice(batchPartition('').length));
  }

  async chunkContext(batchId: string, chunk: number): Promise<ChunkContext | undefined> {
    const items = await batchGet(
      this.#dynamo,
      this.#tableName,
      [batchKey(batchId), chunkKey(batchId, chunk)],
      true,
    );
    const itemOf = (sk: string) => items.find((item) => item.sk?.S === sk);
    const batch = itemOf('BATCH');
    const record = itemOf(chunkKey(batchId, chunk).sk);
    return (
      batch && {
        batch: batchFromItem(batch),
        record: record && chunkFromItem(batchId, record),
      }
    );
  }

  async record(
    after: ChunkRecord,
    difference: ChunkCounts,
    reportDeltas: readonly ReportDelta[] = [],
  ): Promise<'recorded' | 'changed'> {
    const counters = counterAttributes(difference);
    const first = after.revision === 0;
    try {
      await withConflictRetries(() =>
        this.#dynamo.send(
          new TransactWriteItemsCommand({
            TransactItems: [
              {
                Put: {
                  TableName: this.#tableName,
                  Item: chunkItem(after),
                  ConditionExpression: first ? 'attribute_not_exists(pk)' : 'revision = :decidedOn',
                  ...(first
                    ? {}
                    : { ExpressionAttributeValues: marshall({ ':decidedOn': after.revision - 1 }) }),
                },
              },
              {
                Update: {
                  TableName: this.#tableName,
                  Key: marshall(counterKey(after.batchId, after.chunk % COUNTER_SHARDS)),
                  UpdateExpression: `ADD ${counters.map((_, n) => `#c${n} :c${n}`).join(', ')}`,
                  ExpressionAttributeNames: Object.fromEntries(counters.map(([name], n) => [`#c${n}`, name])),
                  ExpressionAttributeValues: marshall(
                    Object.fromEntries(counters.map(([, count], n) => [`:c${n}`, count])),
                  ),
                },
              },
              ...counterWrites(this.#tableName, reportDeltas, after.chunk % COUNTER_SHARDS),
            ],
          }),
        ),
      );
      return 'recorded';
    } catch (error) {
      if (conditionFailed(error)) return 'changed';
      throw error;
    }
  }

  async *chunks(batchId: string, from: number, until: number): AsyncGenerator<readonly ChunkRecord[]> {
    if (from >= until) return;
    let after: Item | undefined;
    do {
      const answer = await this.#dynamo.send(
        new QueryCommand({
          TableName: this.#tableName,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :last',
          ExpressionAttributeValues: marshall({
            ':pk': batchPartition(batchId),
            ':from': chunkKey(batchId, from).sk,
            ':last': chunkKey(batchId, until - 1).sk,
          }),
          ConsistentRead: true,
          ...(after ? { ExclusiveStartKey: after } : {}),
        }),
      );
      yield (answer.Items ?? []).map((item) => chunkFromItem(batchId, item));
      after = answer.LastEvaluatedKey;
    } while (after);
  }

  /** Reads batches with their counters consistently; leaves out those that don't exist. */
  async #progressOf(batchIds: readonly string[]): Promise<BatchProgress[]> {
    const keys = batchIds.flatMap((batchId) => [
      batchKey(batchId),
      ...Array.from({ length: COUNTER_SHARDS }, (_, shard) => counterKey(batchId, shard)),
    ]);
    const items = Map.groupBy(
      await batchGet(this.#dynamo, this.#tableName, keys, true),
      (item) => item.pk?.S ?? '',
    );
    return batchIds.flatMap((batchId) => {
      const inPartition = items.get(batchPartition(batchId)) ?? [];
      const batch = inPartition.find((item) => item.sk?.S === 'BATCH');
      const counters = inPartition.filter((item) => item.sk?.S?.startsWith('COUNTER#'));
      return batch ? [progressFromItems(batchFromItem(batch), counters)] : [];
    });
  }
}
