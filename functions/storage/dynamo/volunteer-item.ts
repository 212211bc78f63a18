import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type Volunteer, volunteerName } from '../../domain/hours/volunteer.ts';
import { profileKey } from './table.ts';
import type { Item } from './timesheet-item.ts';

/** Returns the `PROFILE` item; `addressPartition` lists it under its email address. */
export const volunteerItem = (volunteer: Volunteer, addressPartition?: string): Item =>
  marshall(
    {
      ...profileKey(volunteer),
      ...volunteer,
      ...(addressPartition === undefined
        ? {}
        : { listPk: addressPartition, listSk: volunteerName(volunteer) }),
    },
    { removeUndefinedValues: true },
  );

/** Returns the volunteer of a `PROFILE` item. */
export function volunteerFromItem(item: Item): Volunteer {
  const { pk: _pk, sk: _sk, listPk: _listPk, listSk: _listSk, ...volunteer } = unmarshall(item);
  return volunteer as Volunteer;
}
