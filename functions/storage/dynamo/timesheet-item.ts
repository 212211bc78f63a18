import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Timesheet } from '../../domain/hours/hours.ts';
import { timesheetKey, timesheetsListing } from './table.ts';

export type Item = Record<string, AttributeValue>;

/** The item of an hours sheet; the ledger and the certificate register both write it. */
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

/** The sheet of an item that `sheetItem` made. */
export function timesheetFromItem(item: Item): Timesheet {
  const { pk: _pk, sk: _sk, listPk: _listPk, listSk: _listSk, ...timesheet } = unmarshall(item);
  return timesheet as Timesheet;
}
