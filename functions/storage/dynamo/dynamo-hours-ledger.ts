import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Instant } from '../../domain/calendar-date.ts';
import type { Timesheet } from '../../domain/hours/hours.ts';
import type { Volunteer } from '../../domain/hours/volunteer.ts';
import type {
  EntryClaim,
  EntryKey,
  HoursLedger,
  LedgerLease,
  LedgerTransaction,
  RecognitionSlot,
  VolunteerRecord,
} from '../../domain/ports/hours-ledger.ts';
import type { Page, PageRequest } from '../../domain/ports/page.ts';
import { batchGet } from './batch-get.ts';
import { readClaims, writeClaims } from './entry-claims.ts';
import { stepWrites } from './ledger-step-writes.ts';
import {
  LISTING_INDEX,
  leaseKey,
  profileKey,
  RECOGNITION_PREFIX,
  TIMESHEET_PREFIX,
  timesheetKey,
  timesheetsListing,
  volunteerPartition,
} from './table.ts';
import { type Item, timesheetFromItem } from './timesheet-item.ts';
import { conditionFailed, withConflictRetries } from './transaction.ts';
import { volunteerFromItem } from './volunteer-item.ts';

/**
 * The hours ledger in DynamoDB. A volunteer's `PROFILE`, `HOURS#` and `RECOGNITION#` items share the partition
 * `VOLUNTEER#`, so everything that a verdict needs is one query. Writes also `OPPORTUNITY#`, `LEASE#`, `IMPORT#` and
 * `REPORT#` items, in one transaction for each step, and `ENTRIES#` items before the steps of an import.
 *
 * Lists the volunteers of an opportunity by the `listing` index (`OPPORTUNITY#`).
 */
export class DynamoHoursLedger implements HoursLedger {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async volunteerRecord(volunteerId: string): Promise<VolunteerRecord | undefined> {
    let volunteer: Volunteer | undefined;
    const timesheets: Timesheet[] = [];
    const recognitions: RecognitionSlot[] = [];
    let from: Item | undefined;
    do {
      const answer = await this.#dynamo.send(
        new QueryCommand({
          TableName: this.#tableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: marshall({ ':pk': volunteerPartition(volunteerId) }),
          ConsistentRead: true,
          ...(from ? { ExclusiveStartKey: from } : {}),
        }),
      );
      for (const item of answer.Items ?? []) {
        const sk = item.sk?.S ?? '';
        if (sk === 'PROFILE') volunteer = volunteerFromItem(item);
        else if (sk.startsWith(TIMESHEET_PREFIX)) timesheets.push(timesheetFromItem(item));
        else if (sk.startsWith(RECOGNITION_PREFIX)) recognitions.push(slotOf(item));
      }
      from = answer.LastEvaluatedKey;
    } while (from);
    return volunteer && { volunteer, timesheets, recognitions };
  }

  async volunteersOf(opportunityId: string, page: PageRequest): Promise<Page<string>> {
    const after = page.cursor === undefined ? '' : Buffer.from(page.cursor, 'base64url').toString('utf8');
    const answer = await this.#dynamo.send(
      new QueryCommand({
        TableName: this.#tableName,
        IndexName: LISTING_INDEX,
        KeyConditionExpression: after === '' ? 'listPk = :pk' : 'listPk = :pk AND listSk > :after',
        ExpressionAttributeValues: marshall({
          ':pk': timesheetsListing(opportunityId),
          ...(after === '' ? {} : { ':after': after }),
        }),
        Limit: page.limit,
      }),
    );
    const items = (answer.Items ?? []).map((item) => item.listSk?.S ?? '');
    const last = items.at(-1);
    return {
      items,
      cursor: answer.LastEvaluatedKey && last ? Buffer.from(last).toString('base64url') : null,
    };
  }

  async volunteers(volunteerIds: readonly string[]): Promise<Volunteer[]> {
    const keys = [...new Set(volunteerIds)].map(profileKey);
    return (await batchGet(this.#dynamo, this.#tableName, keys, true)).map(volunteerFromItem);
  }

  async timesheets(keys: readonly Pick<EntryKey, 'volunteerId' | 'opportunityId'>[]): Promise<Timesheet[]> {
    const distinct = new Map(
      keys.map(({ volunteerId, opportunityId }) => [
        `${volunteerId}#${opportunityId}`,
        timesheetKey(volunteerId, opportunityId),
      ]),
    );
    return (await batchGet(this.#dynamo, this.#tableName, [...distinct.values()], true)).map(
      timesheetFromItem,
    );
  }

  claimEntries(importId: string, keys: readonly EntryKey[]): Promise<void> {
    return writeClaims(this.#dynamo, this.#tableName, importId, keys);
  }

  entryClaims(issuerId: string, entryIds: readonly string[]): Promise<EntryClaim[]> {
    return readClaims(this.#dynamo, this.#tableName, issuerId, entryIds);
  }

  async acquireLease(lease: LedgerLease, now: Instant): Promise<boolean> {
    const acquired: string[] = [];
    // In a fixed order, so that of two holders who want the same ledgers one acquires them all.
    for (const issuerId of [...lease.issuerIds].sort()) {
      try {
        await this.#dynamo.send(
          new PutItemCommand({
            TableName: this.#tableName,
            Item: marshall({ ...leaseKey(issuerId), holder: lease.holder, until: lease.until }),
            ConditionExpression: 'attribute_not_exists(pk) OR holder = :holder OR #until < :now',
            ExpressionAttributeNames: { '#until': 'until' },
            ExpressionAttributeValues: marshall({ ':holder': lease.holder, ':now': now }),
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        await this.releaseLease({ ...lease, issuerIds: acquired });
        return false;
      }
      acquired.push(issuerId);
    }
    return true;
  }

  async extendLease(lease: LedgerLease): Promise<boolean> {
    for (const issuerId of lease.issuerIds)
      try {
        await this.#dynamo.send(
          new UpdateItemCommand({
            TableName: this.#tableName,
            Key: marshall(leaseKey(issuerId)),
            ConditionExpression: 'holder = :holder',
            UpdateExpression: 'SET #until = :until',
            ExpressionAttributeNames: { '#until': 'until' },
            ExpressionAttributeValues: marshall({ ':holder': lease.holder, ':until': lease.until }),
          }),
        );
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    return true;
  }

  async releaseLease(lease: LedgerLease): Promise<void> {
    for (const issuerId of lease.issuerIds)
      try {
        await this.#dynamo.send(
          new DeleteItemCommand({
            TableName: this.#tableName,
            Key: marshall(leaseKey(issuerId)),
            ConditionExpression: 'holder = :holder',
            ExpressionAttributeValues: marshall({ ':holder': lease.holder }),
          }),
        );
      } catch (error) {
        // The lease had run out and another holder has it now.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
  }

  async write(step: LedgerTransaction): Promise<'written' | 'changed'> {
    const writes = stepWrites(this.#tableName, step);
    try {
      await withConflictRetries(() =>
        this.#dynamo.send(new TransactWriteItemsCommand({ TransactItems: writes })),
      );
      return 'written';
    } catch (error) {
      if (conditionFailed(error)) return 'changed';
      throw error;
    }
  }
}

/** Returns the slot of a `RECOGNITION#` item. */
function slotOf(item: Item): RecognitionSlot {
  const { sk, certificateId, locked } = unmarshall(item);
  return {
    slot: String(sk).slice(RECOGNITION_PREFIX.length),
    ...(certificateId === undefined ? {} : { certificateId }),
    ...(locked === true ? { locked: true as const } : {}),
  };
}
