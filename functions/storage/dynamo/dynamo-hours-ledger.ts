import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Instant } from '../../domain/calendar-date.ts';
import { afterCursor, cursorAt } from '../../domain/cursor.ts';
import type { Timesheet, TimesheetKey } from '../../domain/hours/hours.ts';
import type { OpportunityKey } from '../../domain/hours/opportunity.ts';
import { importsAwaitedBy, type Release, withReleases } from '../../domain/hours/release-hours.ts';
import { REGISTRY, type Volunteer, type VolunteerKey } from '../../domain/hours/volunteer.ts';
import {
  type EntryClaim,
  type EntryKey,
  type HoursLedger,
  type LedgerLease,
  type LedgerTransaction,
  RELEASES_KEPT_MS,
  type VolunteerRecord,
} from '../../domain/ports/hours-ledger.ts';
import type { Page, PageRequest } from '../../domain/ports/page.ts';
import { type RecordKey, requireMacs } from '../record-mac.ts';
import { addressPartition } from './address-hash.ts';
import { DynamoReleases } from './dynamo-releases.ts';
import { readClaims, writeClaims } from './entry-claims.ts';
import { stepWrites } from './ledger-step-writes.ts';
import { batchGet } from './requests/batch-get.ts';
import { conditionFailed, withConflictRetries } from './requests/transaction.ts';
import { written } from './requests/written.ts';
import {
  LISTING_INDEX,
  leaseKey,
  ofIssuer,
  profileKey,
  timesheetKey,
  timesheetsListing,
  volunteerPartition,
} from './table.ts';
import { type Item, timesheetFromItem } from './timesheet-item.ts';
import { volunteerFromItem } from './volunteer-item.ts';
import { KeyedHash } from './volunteers/keyed-hash.ts';
import { isProfile, issuerOfItem, recordOf } from './volunteers/volunteer-record.ts';

/** By which keys a ledger writes and checks the authentication codes of volunteers and opportunities. */
export interface LedgerOptions {
  /** Whoever writes volunteers or opportunities needs it. */
  readonly writesWith?: RecordKey;
  /** Volunteers that are read must be as the service wrote them: a read throws Refusal RECORD_ALTERED otherwise. */
  readonly checksWith?: RecordKey;
  /** How long a release is taken to be in force after it was read, at most `RELEASES_KEPT_MS`. */
  readonly releasesKeptMs?: number;
}

/**
 * The hours ledger in DynamoDB. A volunteer's `PROFILE`, `NAME`, `HOURS#` and `RECOGNITION#` items of every issuer share the
 * partition `VOLUNTEER#`, each under its issuer, so everything that a verdict needs is one query, and so is a person's
 * own view. Writes also `OPPORTUNITY#`, `LEASE#`, `IMPORT#` and `REPORT#` items, in one transaction for each step, and
 * `ENTRIES#` items before the steps of an import. Reads the `RELEASE#` items of the imports on which entries wait.
 *
 * Lists the volunteers of an opportunity by the `listing` index (`OPPORTUNITY#`).
 */
export class DynamoHoursLedger implements HoursLedger {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;
  readonly #hash: KeyedHash;
  readonly #releases: DynamoReleases;
  readonly #writesWith: RecordKey | undefined;
  readonly #checksWith: RecordKey | undefined;

  constructor(
    dynamo: DynamoDBClient,
    tableName: string,
    { writesWith, checksWith, releasesKeptMs = RELEASES_KEPT_MS }: LedgerOptions = {},
  ) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
    this.#releases = new DynamoReleases(dynamo, tableName, releasesKeptMs);
    this.#hash = new KeyedHash(dynamo, tableName);
    this.#writesWith = writesWith;
    this.#checksWith = checksWith;
  }

  async volunteerRecord(issuerId: string, volunteerId: string): Promise<VolunteerRecord | undefined> {
    const [record] = await this.recordsOf([{ issuerId, volunteerId }]);
    return record;
  }

  async recordsOf(keys: readonly VolunteerKey[]): Promise<(VolunteerRecord | undefined)[]> {
    const read = keys.map(async ({ issuerId, volunteerId }) =>
      recordOf(await this.#itemsOf(volunteerId, ofIssuer(issuerId))),
    );
    return this.#released(await Promise.all(read));
  }

  async volunteerRecords(volunteerId: string): Promise<VolunteerRecord[]> {
    const byIssuer = Map.groupBy(await this.#itemsOf(volunteerId), issuerOfItem);
    const records = [...byIssuer.values()].map(recordOf);
    return (await this.#released(records)).filter((record) => record !== undefined);
  }

  /** Reads the items of a volunteer ID in the order of their sort keys; of all issuers where no prefix is given. */
  async #itemsOf(volunteerId: string, prefix?: string): Promise<Item[]> {
    const items: Item[] = [];
    let from: Item | undefined;
    do {
      const answer = await this.#dynamo.send(
        new QueryCommand({
          TableName: this.#tableName,
          KeyConditionExpression: prefix === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: marshall({
            ':pk': volunteerPartition(volunteerId),
            ...(prefix === undefined ? {} : { ':prefix': prefix }),
          }),
          ConsistentRead: true,
          ...(from ? { ExclusiveStartKey: from } : {}),
        }),
      );
      items.push(...(answer.Items ?? []));
      from = answer.LastEvaluatedKey;
    } while (from);
    await requireMacs(items.filter(isProfile), this.#checksWith);
    return items;
  }

  async volunteersOf(opportunity: OpportunityKey, page: PageRequest): Promise<Page<string>> {
    const after = afterCursor(page.cursor);
    const answer = await this.#dynamo.send(
      new QueryCommand({
        TableName: this.#tableName,
        IndexName: LISTING_INDEX,
        KeyConditionExpression: after === '' ? 'listPk = :pk' : 'listPk = :pk AND listSk > :after',
        ExpressionAttributeValues: marshall({
          ':pk': timesheetsListing(opportunity),
          ...(after === '' ? {} : { ':after': after }),
        }),
        Limit: page.limit,
      }),
    );
    const items = (answer.Items ?? []).map((item) => item.listSk?.S ?? '');
    const last = items.at(-1);
    return {
      items,
      cursor: answer.LastEvaluatedKey && last ? cursorAt(last) : null,
    };
  }

  async volunteers(keys: readonly VolunteerKey[]): Promise<Volunteer[]> {
    const items = await batchGet(this.#dynamo, this.#tableName, keys.map(profileKey), true);
    await requireMacs(items, this.#checksWith);
    return items.map(volunteerFromItem);
  }

  async timesheets(keys: readonly TimesheetKey[]): Promise<Timesheet[]> {
    const items = await batchGet(this.#dynamo, this.#tableName, keys.map(timesheetKey), true);
    const timesheets = items.map(timesheetFromItem);
    const releases = await this.#releasesOf(timesheets);
    return timesheets.map((timesheet) => withReleases(timesheet, releases));
  }

  /** Returns records with what the releases in force approve. They are read once, after the records. */
  async #released(
    records: readonly (VolunteerRecord | undefined)[],
  ): Promise<(VolunteerRecord | undefined)[]> {
    const releases = await this.#releasesOf(records.flatMap((record) => record?.timesheets ?? []));
    const released = (timesheet: Timesheet) => withReleases(timesheet, releases);
    return records.map((record) => record && { ...record, timesheets: record.timesheets.map(released) });
  }

  #releasesOf(timesheets: readonly Timesheet[]): Promise<ReadonlyMap<string, Release>> {
    return this.#releases.inForce(importsAwaitedBy(timesheets));
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
      const isAcquired = await written(
        this.#dynamo.send(
          new PutItemCommand({
            TableName: this.#tableName,
            Item: marshall({ ...leaseKey(issuerId), holder: lease.holder, until: lease.until }),
            ConditionExpression: 'attribute_not_exists(pk) OR holder = :holder OR #until < :now',
            ExpressionAttributeNames: { '#until': 'until' },
            ExpressionAttributeValues: marshall({ ':holder': lease.holder, ':now': now }),
          }),
        ),
      );
      if (!isAcquired) {
        await this.releaseLease({ ...lease, issuerIds: acquired });
        return false;
      }
      acquired.push(issuerId);
    }
    return true;
  }

  async extendLease(lease: LedgerLease): Promise<boolean> {
    for (const issuerId of lease.issuerIds) {
      const isExtended = await written(
        this.#dynamo.send(
          new UpdateItemCommand({
            TableName: this.#tableName,
            Key: marshall(leaseKey(issuerId)),
            ConditionExpression: 'holder = :holder',
            UpdateExpression: 'SET #until = :until',
            ExpressionAttributeNames: { '#until': 'until' },
            ExpressionAttributeValues: marshall({ ':holder': lease.holder, ':until': lease.until }),
          }),
        ),
      );
      if (!isExtended) return false;
    }
    return true;
  }

  async releaseLease(lease: LedgerLease): Promise<void> {
    // The lease had run out and another holder has it now.
    for (const issuerId of lease.issuerIds)
      await written(
        this.#dynamo.send(
          new DeleteItemCommand({
            TableName: this.#tableName,
            Key: marshall(leaseKey(issuerId)),
            ConditionExpression: 'holder = :holder',
            ExpressionAttributeValues: marshall({ ':holder': lease.holder }),
          }),
        ),
      );
  }

  async write(step: LedgerTransaction): Promise<'written' | 'changed'> {
    const [addressPartitions, recordKey] = await Promise.all([
      this.#addressPartitions(step),
      this.#recordKeyFor(step),
    ]);
    const writes = stepWrites(this.#tableName, step, addressPartitions, recordKey);
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

  /** Returns the key that a step needs; an empty one where it writes neither volunteers nor opportunities. */
  async #recordKeyFor({ volunteers = [], opportunities = [] }: LedgerTransaction): Promise<Uint8Array> {
    if (volunteers.length === 0 && opportunities.length === 0) return new Uint8Array();
    if (this.#writesWith === undefined)
      throw new Error('This ledger writes no volunteers and no opportunities');
    return this.#writesWith();
  }

  /**
   * Returns the partition of the index for each email address of a step. A profile of the registry isn't listed: it is
   * its copies that tell which issuers know the person.
   */
  async #addressPartitions({ volunteers = [] }: LedgerTransaction): Promise<Map<string, string>> {
    const ofIssuers = volunteers.filter(({ issuerId }) => issuerId !== REGISTRY);
    const addresses = [...new Set(ofIssuers.flatMap(({ email }) => email || []))];
    const partitions = await Promise.all(addresses.map((address) => addressPartition(address, this.#hash)));
    return new Map(addresses.map((address, index) => [address, partitions[index] ?? '']));
  }
}
