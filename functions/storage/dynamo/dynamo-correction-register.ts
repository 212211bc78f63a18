import {
  DeleteItemCommand,
  type DynamoDBClient,
  type Put,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import {
  type Correction,
  type CorrectionState,
  certificateOfCorrection,
  numberOfCorrection,
} from '../../domain/certificate/correction.ts';
import type { LaterNotification } from '../../domain/certificate/notification.ts';
import type { CorrectionRegister } from '../../domain/ports/correction-register.ts';
import type { Page, PageRequest } from '../../domain/ports/page.ts';
import { type RecordKey, requireMacs, withMac } from '../record-mac.ts';
import { notificationItem } from './emails/notification-item.ts';
import { recordOfItem } from './record-of-item.ts';
import { batchGet } from './requests/batch-get.ts';
import { getItem } from './requests/get-item.ts';
import { itemsUnder } from './requests/items-under.ts';
import { mergeShards } from './requests/merge-shards.ts';
import { conditionFailed, withConflictRetries } from './requests/transaction.ts';
import { CORRECTION_PREFIX, certificateKey, correctionKey, correctionsListing } from './table.ts';
import type { Item } from './timesheet-item.ts';

/**
 * The correction register in DynamoDB. Reads and writes `CORRECTION#` items in the partition of their certificate;
 * lists by the `listing` index (`ISSUER#…#CORRECTIONS`). Whoever opens or decides on requests needs the key of their
 * authentication codes: who asked decides who may approve.
 */
export class DynamoCorrectionRegister implements CorrectionRegister {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;
  readonly #recordKey: RecordKey | undefined;

  constructor(dynamo: DynamoDBClient, tableName: string, recordKey?: RecordKey) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
    this.#recordKey = recordKey;
  }

  async ofCertificate(certificateId: string): Promise<Correction[]> {
    const { pk } = certificateKey(certificateId);
    const items = await itemsUnder(this.#dynamo, this.#tableName, { pk, prefix: CORRECTION_PREFIX });
    return items.map(correctionFromItem);
  }

  async newestOf(certificateIds: readonly string[]): Promise<Correction[]> {
    const newest = new Map<string, Correction>();
    // Numbered without gaps: certificates without a request cost one read, and each round asks for fewer of them.
    for (let number = 1, left = [...certificateIds]; left.length > 0; number++) {
      const keys = left.map((certificateId) => correctionKey(certificateId, number));
      const found = (await batchGet(this.#dynamo, this.#tableName, keys, true)).map(correctionFromItem);
      for (const correction of found) newest.set(correction.certificateId, correction);
      left = found.map(({ certificateId }) => certificateId);
    }
    return [...newest.values()];
  }

  async find(correctionId: string): Promise<Correction | undefined> {
    if (certificateOfCorrection(correctionId) === undefined) return undefined;
    const item = await getItem(this.#dynamo, this.#tableName, keyOf(correctionId));
    if (item === undefined) return undefined;
    await requireMacs([item], this.#recordKey);
    return correctionFromItem(item);
  }

  open(correction: Correction): Promise<boolean> {
    return this.#put(correction, { ConditionExpression: 'attribute_not_exists(pk)' });
  }

  decide(
    correction: Correction,
    from: readonly CorrectionState[],
    notification?: LaterNotification,
  ): Promise<boolean> {
    const condition = {
      ConditionExpression: `#state IN (${from.map((_, index) => `:from${index}`).join(', ')})`,
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: marshall(
        Object.fromEntries(from.map((state, index) => [`:from${index}`, state])),
      ),
    };
    return this.#put(correction, condition, notification);
  }

  list(issuerIds: readonly string[], page: PageRequest): Promise<Page<Correction>> {
    return mergeShards({
      dynamo: this.#dynamo,
      tableName: this.#tableName,
      partitions: issuerIds.map((issuerId) => ({ partition: correctionsListing(issuerId) })),
      page,
      fromItem: correctionFromItem,
    });
  }

  async erase(certificateId: string): Promise<void> {
    for (const { correctionId } of await this.ofCertificate(certificateId))
      await this.#dynamo.send(
        new DeleteItemCommand({ TableName: this.#tableName, Key: marshall(keyOf(correctionId)) }),
      );
  }

  /** Puts a request, with a notification if there is one. Returns false, and writes nothing, if the condition failed. */
  async #put(
    correction: Correction,
    condition: Pick<Put, 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'>,
    notification?: LaterNotification,
  ): Promise<boolean> {
    if (this.#recordKey === undefined) throw new Error('This register only reads requests');
    const TableName = this.#tableName;
    const Item = withMac(correctionItem(correction), await this.#recordKey());
    const items: TransactWriteItem[] = [{ Put: { TableName, Item, ...condition } }];
    if (notification) items.push({ Put: { TableName, Item: notificationItem(notification) } });
    try {
      await withConflictRetries(() =>
        this.#dynamo.send(new TransactWriteItemsCommand({ TransactItems: items })),
      );
      return true;
    } catch (error) {
      if (conditionFailed(error)) return false;
      throw error;
    }
  }
}

const keyOf = (correctionId: string) =>
  correctionKey(certificateOfCorrection(correctionId) ?? '', numberOfCorrection(correctionId));

/** Returns the `CORRECTION#` item without its authentication code. */
export const correctionItem = (correction: Correction): Item =>
  marshall({
    ...keyOf(correction.correctionId),
    listPk: correctionsListing(correction.issuerId),
    listSk: `${correction.requestedAt}#${correction.correctionId}`,
    ...correction,
  });

function correctionFromItem(item: Item): Correction {
  return recordOfItem(item) as Correction;
}
