import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Timesheet } from '../../domain/hours/hours.ts';
import { timesheetKey, timesheetsListing } from './table.ts';

/** An item as the DynamoDB client takes and returns it. */
export type Item = Record<string, AttributeValue>;

/**
 * Returns the `HOURS#` item, listed in `listing` under its opportunity; both ledger and certificate register write
 * it.
 */
export function timesheetItem(timesheet: Timesheet): Item {
  return marshall(
    {
      ...timesheetKey(timesheet.volunteerId, timesheet.opportunityId),
      listPk: timesheetsListing(timesheet.opportunityId),
      listSk: timesheet.volunteerId,
      ...timesheet,
    },
    { removeUndefinedValues: true },
  );
}

/** Returns the timesheet of an `HOURS#` item. */
export function timesheetFromItem(item: Item): Timesheet {
  const { pk: _pk, sk: _sk, listPk: _listPk, listSk: _listSk, ...timesheet } = unmarshall(item);
  return timesheet as Timesheet;
}
