import type { TransactionCanceledException, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Batch } from '../../domain/batch/batch.ts';
import type { StartAlone } from '../../domain/batch/start-alone.ts';
import { batchItem } from './batch-record-item.ts';
import { startedKey } from './table.ts';

/** The count of a day is deleted after so many days. */
const KEPT_DAYS = 7;

/** Returns the write of a batch on the condition of its revision, and those of the counts of what it starts. */
export function startAloneWrites(
  tableName: string,
  batch: Batch,
  starts: readonly StartAlone[],
  most: number,
): TransactWriteItem[] {
  return [
    {
      Put: {
        TableName: tableName,
        Item: batchItem(batch),
        ConditionExpression: 'revision = :decidedOn',
        ExpressionAttributeValues: marshall({ ':decidedOn': batch.revision - 1 }),
      },
    },
    ...starts.map((start) => ({
      Update: {
        TableName: tableName,
        Key: marshall(startedKey(start)),
        UpdateExpression: 'ADD certificates :more SET expiresAt = :expiresAt',
        ConditionExpression: 'attribute_not_exists(certificates) OR certificates <= :room',
        ExpressionAttributeValues: marshall({
          ':more': start.certificates,
          ':room': most - start.certificates,
          ':expiresAt': Math.ceil(Date.parse(start.day) / 1000) + KEPT_DAYS * 86_400,
        }),
      },
    })),
  ];
}

/** Returns whether what failed of such a transaction is the condition of the batch. */
export const batchHasChanged = (error: TransactionCanceledException): boolean =>
  error.CancellationReasons?.[0]?.Code === 'ConditionalCheckFailed';
