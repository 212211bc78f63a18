import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { DistinctList } from '../../domain/distinct-list.ts';
import type { Recorded, Timesheet } from '../../domain/hours/hours.ts';
import { pendingHoursOf } from '../../domain/hours/pending-hours.ts';
import { withoutReleases } from '../../domain/hours/release-hours.ts';
import { pendingHoursPartition, pendingHoursSortKey } from './pending/pending-hours-keys.ts';
import { recordOfItem } from './record-of-item.ts';
import { timesheetKey, timesheetsListing } from './table.ts';

/** An entry as it is stored: with the index of its recording. */
interface StoredEntry {
  readonly recorded: number;
  readonly history?: readonly { readonly recorded: number }[];
}

/** An item as the DynamoDB client takes and returns it. */
export type Item = Record<string, AttributeValue>;

/**
 * Returns the `HOURS#` item, listed in `listing` under its opportunity, and in `pending` under its issuer while hours of it
 * wait for a decision; both ledger and certificate register write it. Entries name what they were recorded from by its index in `recorded`: entries of a file share it. What a release
 * approves is stored as pending.
 */
export function timesheetItem(timesheet: Timesheet): Item {
  const recorded = new DistinctList<Recorded>();
  const indexed = <T extends { readonly recorded: Recorded }>(one: T) => ({
    ...one,
    recorded: recorded.indexOf(one.recorded),
  });
  const entries = withoutReleases(timesheet).entries.map((entry) => ({
    ...indexed(entry),
    ...(entry.history ? { history: entry.history.map(indexed) } : {}),
  }));
  const pending = pendingHoursOf(timesheet);
  return marshall(
    {
      ...timesheetKey(timesheet),
      listPk: timesheetsListing(timesheet),
      listSk: timesheet.volunteerId,
      ...(pending && {
        pendingPk: pendingHoursPartition(timesheet.issuerId),
        pendingSk: pendingHoursSortKey(pending, timesheet.volunteerId),
      }),
      ...timesheet,
      entries,
      recorded: recorded.values,
    },
    { removeUndefinedValues: true },
  );
}

/** Returns the timesheet of an `HOURS#` item. */
export function timesheetFromItem(item: Item): Timesheet {
  const { recorded, ...timesheet } = recordOfItem(item);
  const resolved = <T extends { readonly recorded: number }>(one: T) => ({
    ...one,
    recorded: (recorded as readonly Recorded[])[one.recorded],
  });
  const entries = (timesheet.entries as readonly StoredEntry[]).map((entry) => ({
    ...resolved(entry),
    ...(entry.history ? { history: entry.history.map(resolved) } : {}),
  }));
  return { ...timesheet, entries } as unknown as Timesheet;
}
