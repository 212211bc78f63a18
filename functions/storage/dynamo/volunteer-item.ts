import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Volunteer } from '../../domain/hours/volunteer.ts';
import { profileKey } from './table.ts';
import type { Item } from './timesheet-item.ts';

/** Returns the `PROFILE` item. */
export const volunteerItem = (volunteer: Volunteer): Item =>
  marshall({ ...profileKey(volunteer), ...volunteer }, { removeUndefinedValues: true });

/** Returns the volunteer of a `PROFILE` item. */
export function volunteerFromItem(item: Item): Volunteer {
  const { pk: _pk, sk: _sk, ...volunteer } = unmarshall(item);
  return volunteer as Volunteer;
}
