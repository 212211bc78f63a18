import {
  type DynamoDBClient,
  QueryCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Instant } from '../../domain/calendar-date.ts';
import type { Certificate } from '../../domain/certificate/certificate.ts';
import type {
  CertificateChange,
  CertificateFilter,
  CertificateRegister,
  Finalisation,
  Reservation,
  SlotChange,
} from '../../domain/ports/certificate-register.ts';
import type { Page, PageRequest } from '../../domain/ports/page.ts';
import { certificateFromItem } from './certificate-item.ts';
import { notificationItem } from './emails/notification-item.ts';
import { finaliseUpdate } from './finalisation-writes.ts';
import { counterWrites } from './ledger-step-writes.ts';
import { batchGet } from './requests/batch-get.ts';
import { getItem } from './requests/get-item.ts';
import { mergeShards } from './requests/merge-shards.ts';
import { conditionFailed, withConflictRetries } from './requests/transaction.ts';
import { written } from './requests/written.ts';
import { decidedWrite, reservationWrites } from './reservation-writes.ts';
import {
  ALL_SHARDS,
  auditDayKey,
  certificateKey,
  certificatesListing,
  PENDING_INDEX,
  readPendingSortKey,
  recognitionKey,
  reservedPending,
  revokedBitKey,
  shardOf,
  suspendedBitKey,
} from './table.ts';
import { timesheetItem } from './timesheet-item.ts';

/**
 * The certificate register in DynamoDB.
 *
 * - `reserve`: one transaction of two items, the claim and the `CERTIFICATE` item.
 * - `finalise`: one conditional update of the `CERTIFICATE` item; a transaction where report counters change too.
 * - `change`: one transaction of the `CERTIFICATE` item with, as needed, the `AUDITDAY#` item of the step, the
 *   volunteer's `HOURS#` or `RECOGNITION#` item, the `REVOKED#` item, the `NOTIFICATION#` item and the
 *   report counters.
 *
 * Lists by the `listing` index (`ISSUER#…#CERTIFICATES#shard`); open reservations are in `pending`
 * (`RESERVED#shard`).
 */
export class DynamoCertificateRegister implements CertificateRegister {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async find(certificateId: string): Promise<Certificate | undefined> {
    const item = await getItem(this.#dynamo, this.#tableName, certificateKey(certificateId));
    return item && certificateFromItem(item);
  }

  async findMany(certificateIds: readonly string[]): Promise<Certificate[]> {
    const items = await batchGet(this.#dynamo, this.#tableName, certificateIds.map(certificateKey), true);
    return items.map(certificateFromItem);
  }

  async reserve(reservation: Reservation): Promise<'reserved' | 'changed'> {
    const isReserved = await this.#transact(reservationWrites(this.#tableName, reservation));
    return isReserved ? 'reserved' : 'changed';
  }

  async finalise(finalisation: Finalisation): Promise<'issued' | 'settled'> {
    const update = finaliseUpdate(this.#tableName, finalisation);
    const { certificateId, reportDeltas } = finalisation;
    if (reportDeltas.length > 0) {
      const counters = counterWrites(this.#tableName, reportDeltas, shardOf(certificateId));
      return (await this.#transact([{ Update: update }, ...counters])) ? 'issued' : 'settled';
    }
    return (await written(this.#dynamo.send(new UpdateItemCommand(update)))) ? 'issued' : 'settled';
  }

  async change(changes: readonly CertificateChange[]): Promise<'changed' | 'written'> {
    const written = await this.#transact(changes.flatMap((change) => this.#writesOf(change)));
    return written ? 'written' : 'changed';
  }

  list(filter: CertificateFilter, page: PageRequest): Promise<Page<Certificate>> {
    return mergeShards({
      dynamo: this.#dynamo,
      tableName: this.#tableName,
      partitions: filter.flatMap(({ issuerId, from, until }) =>
        ALL_SHARDS.map((shard) => ({
          partition: certificatesListing(issuerId, shard),
          from,
          until,
        })),
      ),
      page,
      fromItem: certificateFromItem,
    });
  }

  async reservedBefore(instant: Instant): Promise<string[]> {
    const shards = await Promise.all(
      ALL_SHARDS.map((shard) =>
        this.#dynamo.send(
          new QueryCommand({
            TableName: this.#tableName,
            IndexName: PENDING_INDEX,
            KeyConditionExpression: 'pendingPk = :pk AND pendingSk < :before',
            ExpressionAttributeValues: marshall({ ':pk': reservedPending(shard), ':before': instant }),
            Limit: 100,
          }),
        ),
      ),
    );
    const keys = shards.flatMap(({ Items }) => Items ?? []).map((item) => item.pendingSk?.S ?? '');
    return keys.sort().map((key) => readPendingSortKey(key).certificateId);
  }

  /** Returns the conditional writes of one change. */
  #writesOf(change: CertificateChange): TransactWriteItem[] {
    const {
      certificate,
      timesheet,
      slot,
      revokedIndex,
      suspension,
      notification,
      reportDeltas = [],
    } = change;
    const TableName = this.#tableName;
    const event = certificate.events.at(-1);
    const writes: TransactWriteItem[] = [decidedWrite(this.#tableName, certificate)];
    // The audit finds an issue by the day of its reservation (`listing`); only later steps need an item by day.
    if (event && event.action !== 'issued')
      writes.push({
        Put: {
          TableName,
          Item: marshall(auditDayKey(event.at.slice(0, 10), certificate, event.sequence)),
        },
      });
    if (timesheet)
      writes.push({
        Put: {
          TableName,
          Item: timesheetItem(timesheet),
          ConditionExpression: 'revision = :decidedOn',
          ExpressionAttributeValues: marshall({ ':decidedOn': timesheet.revision - 1 }),
        },
      });
    if (slot)
      writes.push({
        Update: {
          TableName,
          Key: marshall(recognitionKey(slot)),
          ConditionExpression: 'certificateId = :holder',
          ...slotUpdate(slot, certificate.certificateId),
        },
      });
    if (revokedIndex)
      writes.push({
        Put: { TableName, Item: marshall(revokedBitKey(revokedIndex.listId, revokedIndex.index)) },
      });
    if (suspension) {
      const { at, suspended } = suspension;
      writes.push({
        Put: { TableName, Item: marshall({ ...suspendedBitKey(at.listId, at.index), suspended }) },
      });
    }
    if (notification) writes.push({ Put: { TableName, Item: notificationItem(notification) } });
    writes.push(...counterWrites(TableName, reportDeltas, shardOf(certificate.certificateId)));
    return writes;
  }

  /** Runs a transaction. Returns false, and writes nothing, if a condition failed. */
  async #transact(items: TransactWriteItem[]): Promise<boolean> {
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

/** Returns the update of a recognition's slot that `holder` holds. */
function slotUpdate({ becomes }: SlotChange, holder: string) {
  if (becomes === 'free')
    return {
      UpdateExpression: 'REMOVE certificateId',
      ExpressionAttributeValues: marshall({ ':holder': holder }),
    };
  if (becomes === 'locked')
    return {
      UpdateExpression: 'REMOVE certificateId SET locked = :locked',
      ExpressionAttributeValues: marshall({ ':holder': holder, ':locked': true }),
    };
  return {
    UpdateExpression: 'SET certificateId = :next, certificateIds = list_append(certificateIds, :nexts)',
    ExpressionAttributeValues: marshall({
      ':holder': holder,
      ':next': becomes.heldBy,
      ':nexts': [becomes.heldBy],
    }),
  };
}
