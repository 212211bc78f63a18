import { randomUUID } from 'node:crypto';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type Volunteer, volunteerName } from '../../domain/hours/volunteer.ts';
import { withMac } from '../record-mac.ts';
import { recordOfItem } from './record-of-item.ts';
import { profileKey } from './table.ts';
import type { Item } from './timesheet-item.ts';

/** The attribute of a profile that is another text after each change of the record on which decisions rest. */
export const RECORD_REVISION = 'recordRevision';

/** Returns a text that no record was at before. */
export const nextRevision = (): string => randomUUID();

/** Returns the `PROFILE` item with its authentication code; `addressPartition` lists it under its email address. */
export const volunteerItem = (volunteer: Volunteer, recordKey: Uint8Array, addressPartition?: string): Item =>
  withMac(
    marshall(
      {
        ...profileKey(volunteer),
        ...volunteer,
        [RECORD_REVISION]: nextRevision(),
        ...(addressPartition === undefined
          ? {}
          : { listPk: addressPartition, listSk: volunteerName(volunteer) }),
      },
      { removeUndefinedValues: true },
    ),
    recordKey,
  );

/** Returns the volunteer of a `PROFILE` item. */
export function volunteerFromItem(item: Item): Volunteer {
  const { [RECORD_REVISION]: _revision, ...volunteer } = recordOfItem(item);
  return volunteer as Volunteer;
}

/** Returns the condition that a record is at a revision, with the values that it names. */
export function atRevision(revision: string | null) {
  return revision === null
    ? { ConditionExpression: `attribute_exists(pk) AND attribute_not_exists(${RECORD_REVISION})` }
    : {
        ConditionExpression: `${RECORD_REVISION} = :decidedOnRecord`,
        ExpressionAttributeValues: marshall({ ':decidedOnRecord': revision }),
      };
}
