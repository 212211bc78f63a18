import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { Timesheet } from '../../functions/domain/hours/hours.ts';
import type { Opportunity } from '../../functions/domain/hours/opportunity.ts';
import type { Volunteer } from '../../functions/domain/hours/volunteer.ts';
import { opportunityDeltas, volunteerDeltas } from '../../functions/domain/report/report-contribution.ts';
import { addressPartition } from '../../functions/storage/dynamo/address-hash.ts';
import { opportunityItem } from '../../functions/storage/dynamo/dynamo-opportunity-catalogue.ts';
import { writeClaims } from '../../functions/storage/dynamo/entry-claims.ts';
import { counterWrites } from '../../functions/storage/dynamo/ledger-step-writes.ts';
import { type Item, timesheetItem } from '../../functions/storage/dynamo/timesheet-item.ts';
import { volunteerItem } from '../../functions/storage/dynamo/volunteer-item.ts';
import { KeyedHash } from '../../functions/storage/dynamo/volunteers/keyed-hash.ts';
import { kmsRecordKey } from '../../functions/storage/kms-record-key.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { RECORD_KEY } from '../record-key.ts';

export interface LedgerSeed {
  readonly opportunities: readonly Opportunity[];
  readonly volunteers: readonly Volunteer[];
  readonly timesheets: readonly Timesheet[];
}

/** Puts a ledger into the table as an import would leave it, faster. */
export async function seedLedger(
  dynamo: DynamoDBClient,
  tableName: string,
  seed: LedgerSeed,
  recordKey: Uint8Array = RECORD_KEY,
): Promise<void> {
  const hash = new KeyedHash(dynamo, tableName);
  const volunteers = seed.volunteers.map(async (volunteer) =>
    volunteerItem(
      volunteer,
      recordKey,
      volunteer.email ? await addressPartition(volunteer.email, hash) : undefined,
    ),
  );
  const items: Item[] = [
    ...seed.opportunities.map((opportunity) => opportunityItem(opportunity, recordKey)),
    ...(await Promise.all(volunteers)),
    ...seed.timesheets.map(timesheetItem),
  ];
  const keys = seed.timesheets.flatMap(({ issuerId, volunteerId, opportunityId, entries }) =>
    entries.map(({ entryId }) => ({ entryId, issuerId, volunteerId, opportunityId })),
  );
  // An import of its own: one that comes again with other entries would replace its claims.
  const importId = `seed-${seed.opportunities.map(({ opportunityId }) => opportunityId).join('-')}`;
  await writeClaims(dynamo, tableName, importId, keys);
  for (let start = 0; start < items.length; start += 25) {
    const puts = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
    const { UnprocessedItems } = await dynamo.send(
      new BatchWriteItemCommand({ RequestItems: { [tableName]: puts } }),
    );
    if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error('The table put off some items');
  }
}

/** Does the same in an embedded cloud, with its key of the records. */
export async function seedCloud(
  { clients, tableName, recordKeyId }: Pick<EmbeddedCloud, 'clients' | 'tableName' | 'recordKeyId'>,
  seed: LedgerSeed,
): Promise<void> {
  const recordKey = kmsRecordKey(clients.kms, recordKeyId);
  await seedLedger(clients.dynamo, tableName, seed, await recordKey());
}

/** Counts a seeded ledger in the reports, as its import would: for tests that audit. */
export async function seedReports(
  dynamo: DynamoDBClient,
  tableName: string,
  seed: LedgerSeed,
): Promise<void> {
  const genders = new Map(seed.volunteers.map(({ volunteerId, gender }) => [volunteerId, gender]));
  const ofVolunteers = [...Map.groupBy(seed.timesheets, ({ volunteerId }) => volunteerId)];
  const deltas = [
    ...seed.opportunities.flatMap((opportunity) => opportunityDeltas(undefined, opportunity)),
    ...ofVolunteers.flatMap(([volunteerId, timesheets]) =>
      volunteerDeltas(undefined, { gender: genders.get(volunteerId) ?? 'unspecified', timesheets }),
    ),
  ];
  await dynamo.send(new TransactWriteItemsCommand({ TransactItems: counterWrites(tableName, deltas) }));
}
