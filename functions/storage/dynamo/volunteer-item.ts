import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Volunteer } from '../../domain/hours/volunteer.ts';
import { profileKey } from './table.ts';
import type { Item } from './timesheet-item.ts';

export const volunteerItem = (volunteer: Volunteer): Item =>
  marshall({ ...profileKey(volunteer.volunteerId), ...volunteer }, { removeUndefinedValues: true });

export function volunteerFromItem(item: Item): Volunteer {
  const { pk: _pk, sk: _sk, ...volunteer } = unmarshall(item);
  return volunteer as Volunteer;
}
