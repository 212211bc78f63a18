import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { REGISTRY, type VolunteerKey, volunteerName } from '../../domain/hours/volunteer.ts';
import type { LedgerTransaction, ReleaseStep } from '../../domain/ports/hours-ledger.ts';
import type { ReportDelta } from '../../domain/report/report-delta.ts';
import { directoryChangeWrites } from './directory/dynamo-directory-changes.ts';
import { opportunityItem } from './dynamo-opportunity-catalogue.ts';
import { partnerKeys, partnershipWrites } from './dynamo-partner-agreements.ts';
import { releaseItem } from './dynamo-releases.ts';
import { counterLocation } from './report-keys.ts';
import {
  importKey,
  type Key,
  leaseKey,
  nameReviewKey,
  opportunityKey,
  profileKey,
  releaseKey,
  timesheetKey,
} from './table.ts';
import { timesheetItem } from './timesheet-item.ts';
import { atRevision, nextRevision, RECORD_REVISION, volunteerItem } from './volunteer-item.ts';

/**
 * Returns the writes of a ledger step, each on the condition that what was read has not changed. `addressPartitions`
 * has the partition of the index for each email address of the step; `recordKey` makes the authentication codes of the
 * volunteers and opportunities that the step writes.
 */
export function stepWrites(
  tableName: string,
  step: LedgerTransaction,
  addressPartitions: ReadonlyMap<string, string>,
  recordKey: Uint8Array,
): TransactWriteItem[] {
  const put = (item: TransactWriteItem['Put']): TransactWriteItem => ({ Put: item });
  return [
    ...step.lease.issuerIds.map((issuerId) => extendLease(tableName, issuerId, step)),
    ...(step.volunteers ?? []).map((volunteer) =>
      put({
        TableName: tableName,
        Item: volunteerItem(
          volunteer,
          recordKey,
          volunteer.issuerId === REGISTRY ? undefined : addressPartitions.get(volunteer.email ?? ''),
        ),
      }),
    ),
    ...directoryChangeWrites(tableName, [...(step.volunteers ?? []), ...(step.removedVolunteers ?? [])]),
    ...(step.opportunities ?? []).map((opportunity) =>
      put({ TableName: tableName, Item: opportunityItem(opportunity, recordKey) }),
    ),
    ...(step.opportunities ?? []).flatMap((opportunity) => partnershipWrites(tableName, opportunity)),
    ...(step.timesheets ?? []).map((timesheet) =>
      put({
        TableName: tableName,
        Item: timesheetItem(timesheet),
        ...(timesheet.revision === 1
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'revision = :decidedOn',
              ExpressionAttributeValues: marshall({ ':decidedOn': timesheet.revision - 1 }),
            }),
      }),
    ),
    ...(step.vacatedTimesheets ?? []).map(
      (timesheet): TransactWriteItem => ({
        Delete: {
          TableName: tableName,
          Key: marshall(timesheetKey(timesheet)),
          ConditionExpression: 'revision = :decidedOn',
          ExpressionAttributeValues: marshall({ ':decidedOn': timesheet.revision - 1 }),
        },
      }),
    ),
    ...(step.revisedRecords ?? [])
      .filter((record) => !isWritten(record, step))
      .map((record) => revisionWrite(tableName, record)),
    ...[
      ...(step.removedVolunteers ?? []).flatMap((key) => [profileKey(key), nameReviewKey(key)]),
      ...(step.removedOpportunities ?? []).map(opportunityKey),
      ...(step.removedOpportunities ?? []).flatMap(partnerKeys),
    ].map((key): TransactWriteItem => ({ Delete: { TableName: tableName, Key: marshall(key) } })),
    ...counterWrites(tableName, step.reportDeltas ?? []),
    ...(step.progress ? [progressWrite(tableName, step.progress)] : []),
    ...(step.releaseStep ? releaseWrites(tableName, step.releaseStep) : []),
  ];
}

/** Whether a step writes or deletes the profile of a volunteer, which is a revision of the record by itself. */
const isWritten = (key: VolunteerKey, { volunteers = [], removedVolunteers = [] }: LedgerTransaction) =>
  [...volunteers, ...removedVolunteers].some((one) => volunteerName(one) === volunteerName(key));

/** Returns the write by which a record is at another revision; fails the transaction if it isn't at the one read. */
function revisionWrite(
  tableName: string,
  { revision, ...key }: NonNullable<LedgerTransaction['revisedRecords']>[number],
): TransactWriteItem {
  const { ConditionExpression, ExpressionAttributeValues = {} } =
    revision === undefined
      ? { ConditionExpression: 'attribute_exists(pk)', ExpressionAttributeValues: {} }
      : atRevision(revision);
  return {
    Update: {
      TableName: tableName,
      Key: marshall(profileKey(key)),
      ConditionExpression,
      UpdateExpression: `SET ${RECORD_REVISION} = :next`,
      ExpressionAttributeValues: { ...ExpressionAttributeValues, ...marshall({ ':next': nextRevision() }) },
    },
  };
}

/** Returns the write that extends the lease; fails the transaction if another holder has it. */
function extendLease(tableName: string, issuerId: string, { lease }: LedgerTransaction): TransactWriteItem {
  return {
    Update: {
      TableName: tableName,
      Key: marshall(leaseKey(issuerId)),
      ConditionExpression: 'holder = :holder',
      UpdateExpression: 'SET #until = :until',
      ExpressionAttributeNames: { '#until': 'until' },
      ExpressionAttributeValues: marshall({ ':holder': lease.holder, ':until': lease.until }),
    },
  };
}

/**
 * Returns the writes that add deltas to the `REPORT#` counters, one for each item. Writers that run in parallel give
 * different shards, which have items of their own for the daily counters; reports sum the shards.
 */
export function counterWrites(
  tableName: string,
  deltas: readonly ReportDelta[],
  shard?: number,
): TransactWriteItem[] {
  const items = new Map<string, { key: Key; counters: Map<string, number> }>();
  for (const delta of deltas) {
    const { key, counter } = counterLocation(delta, shard);
    const id = `${key.pk}|${key.sk}`;
    const item = items.get(id) ?? { key, counters: new Map<string, number>() };
    item.counters.set(counter, (item.counters.get(counter) ?? 0) + delta.by);
    items.set(id, item);
  }
  return [...items.values()].flatMap(({ key, counters }) => {
    const changed = [...counters].filter(([, by]) => by !== 0);
    if (changed.length === 0) return [];
    return {
      Update: {
        TableName: tableName,
        Key: marshall(key),
        UpdateExpression: `ADD ${changed.map((_, n) => `#c${n} :b${n}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(changed.map(([counter], n) => [`#c${n}`, counter])),
        ExpressionAttributeValues: marshall(Object.fromEntries(changed.map(([, by], n) => [`:b${n}`, by]))),
      },
    };
  });
}

/**
 * Returns the write of an import's progress; fails the transaction if more rows are recorded already, or if the import
 * is not in the state that it must be in.
 */
function progressWrite(
  tableName: string,
  { importId, rowsWritten, begins }: NonNullable<LedgerTransaction['progress']>,
): TransactWriteItem {
  return {
    Update: {
      TableName: tableName,
      Key: marshall(importKey(importId)),
      ConditionExpression: '#state = :state AND rowsWritten <= :rows',
      UpdateExpression: `SET rowsWritten = :rows${begins ? ', #state = :writing' : ''}`,
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: marshall({
        ':rows': rowsWritten,
        ':state': begins ? 'validating' : 'writing',
        ...(begins ? { ':writing': 'writing' } : {}),
      }),
    },
  };
}

/** Returns the writes of a step of a release; they fail the transaction if the import has had other steps since. */
function releaseWrites(
  tableName: string,
  { importId, jobSteps, change, release }: ReleaseStep,
): TransactWriteItem[] {
  const fields = Object.entries({ ...change, jobSteps: jobSteps + 1 });
  const inForce: TransactWriteItem[] =
    release === undefined
      ? []
      : release === null
        ? [{ Delete: { TableName: tableName, Key: marshall(releaseKey(importId)) } }]
        : [{ Put: { TableName: tableName, Item: releaseItem(release) } }];
  return [
    ...inForce,
    {
      Update: {
        TableName: tableName,
        Key: marshall(importKey(importId)),
        ConditionExpression: 'jobSteps = :expected',
        UpdateExpression: `SET ${fields.map((_, n) => `#f${n} = :v${n}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(fields.map(([name], n) => [`#f${n}`, name])),
        ExpressionAttributeValues: marshall(
          {
            ':expected': jobSteps,
            ...Object.fromEntries(fields.map(([, value], n) => [`:v${n}`, value])),
          },
          { removeUndefinedValues: true },
        ),
      },
    },
  ];
}
