import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Instant } from '../../domain/calendar-date.ts';
import type { Timesheet } from '../../domain/hours/hours.ts';
import type { Volunteer } from '../../domain/hours/volunteer.ts';
import type {
  EntryKey,
  HoursLedger,
  LedgerLease,
  LedgerTransaction,
  RecognitionSlot,
  VolunteerRecord,
} from '../../domain/ports/hours-ledger.ts';
import type { Page, PageRequest } from '../../domain/ports/page.ts';
import { batchGet } from './batch-get.ts';
import { leaseKey, stepWrites } from './ledger-step-writes.ts';
import {
  entryKey,
  LISTING_INDEX,
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
 * The ledger in the table: a volunteer's profile, sheets and recognitions share a partition, so that a verdict is
 * one query; a write is one transaction.
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
        const place = item.sk?.S ?? '';
        if (place === 'PROFILE') volunteer = volunteerFromItem(item);
        else if (place.startsWith(TIMESHEET_PREFIX)) timesheets.push(timesheetFromItem(item));
        else if (place.startsWith(RECOGNITION_PREFIX)) recognitions.push(slotOf(item));
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

  async timesheets(places: readonly Pick<EntryKey, 'volunteerId' | 'opportunityId'>[]): Promise<Timesheet[]> {
    const keys = new Map(
      places.map(({ volunteerId, opportunityId }) => [
        `${volunteerId}#${opportunityId}`,
        timesheetKey(volunteerId, opportunityId),
      ]),
    );
    return (await batchGet(this.#dynamo, this.#tableName, [...keys.values()], true)).map(timesheetFromItem);
  }

  async entryKeys(issuerId: string, entryIds: readonly string[]): Promise<EntryKey[]> {
    const keys = [...new Set(entryIds)].map((entryId) => entryKey(issuerId, entryId));
    return (await batchGet(this.#dynamo, this.#tableName, keys, true)).map((item) => {
      const { pk: _pk, sk: _sk, ...place } = unmarshall(item);
      return place as EntryKey;
    });
  }

  async acquireLease(lease: LedgerLease, now: Instant): Promise<boolean> {
    const taken: string[] = [];
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
        await this.releaseLease({ ...lease, issuerIds: taken });
        return false;
      }
      taken.push(issuerId);
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
        // Somebody else took it over after it had run out: theirs stays.
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

function slotOf(item: Item): RecognitionSlot {
  const { sk, certificateId, locked } = unmarshall(item);
  return {
    slot: String(sk).slice(RECOGNITION_PREFIX.length),
    ...(certificateId === undefined ? {} : { certificateId }),
    ...(locked === true ? { locked: true as const } : {}),
  };
}
