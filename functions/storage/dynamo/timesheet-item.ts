import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { HoursSheet } from '../../domain/hours/hours.ts';
import { sheetKey, sheetsListing } from './table.ts';

export type Item = Record<string, AttributeValue>;

/** The item of an hours sheet; the ledger and the certificate register both write it. */
export function sheetItem(sheet: HoursSheet): Item {
  return marshall(
    {
      ...sheetKey(sheet.volunteerId, sheet.opportunityId),
      listPk: sheetsListing(sheet.opportunityId),
      listSk: sheet.volunteerId,
      ...sheet,
    },
    { removeUndefinedValues: true },
  );
}

/** The sheet of an item that `sheetItem` made. */
export function sheetFromItem(item: Item): HoursSheet {
  const { pk: _pk, sk: _sk, listPk: _listPk, listSk: _listSk, ...sheet } = unmarshall(item);
  return sheet as HoursSheet;
}
