import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Timesheet } from '../../../domain/hours/hours.ts';
import type { NameReview } from '../../../domain/hours/name-review.ts';
import type { Volunteer } from '../../../domain/hours/volunteer.ts';
import type { RecognitionSlot, VolunteerRecord } from '../../../domain/ports/hours-ledger.ts';
import { NAME_REVIEW, PROFILE, RECOGNITION_PREFIX, TIMESHEET_PREFIX } from '../table.ts';
import { type Item, timesheetFromItem } from '../timesheet-item.ts';
import { RECORD_REVISION, volunteerFromItem } from '../volunteer-item.ts';
import { nameReviewFromItem } from './name-review-item.ts';

/** Returns the issuer under which an item of a volunteer is stored, and the rest of its sort key. */
function splitSortKey(item: Item): { readonly issuerId: string; readonly rest: string } {
  const sk = item.sk?.S ?? '';
  const end = sk.indexOf('#');
  return { issuerId: sk.slice(0, end), rest: sk.slice(end + 1) };
}

/** Returns whether an item is a `PROFILE`. */
export const isProfile = (item: Item): boolean => splitSortKey(item).rest === PROFILE;

/** Returns the issuer who holds an item about a volunteer. */
export const issuerOfItem = (item: Item): string => splitSortKey(item).issuerId;

/** Returns the record of one issuer's items about a volunteer; undefined where there is no profile. */
export function recordOf(items: readonly Item[]): VolunteerRecord | undefined {
  let volunteer: Volunteer | undefined;
  let nameReview: NameReview | undefined;
  let revision: string | undefined;
  const timesheets: Timesheet[] = [];
  const recognitions: RecognitionSlot[] = [];
  for (const item of items) {
    const { rest } = splitSortKey(item);
    if (isProfile(item)) {
      volunteer = volunteerFromItem(item);
      revision = item[RECORD_REVISION]?.S;
    } else if (rest === NAME_REVIEW) nameReview = nameReviewFromItem(item);
    else if (rest.startsWith(TIMESHEET_PREFIX)) timesheets.push(timesheetFromItem(item));
    else if (rest.startsWith(RECOGNITION_PREFIX))
      recognitions.push(slotOf(item, rest.slice(RECOGNITION_PREFIX.length)));
  }
  if (volunteer === undefined) return undefined;
  return {
    volunteer,
    timesheets,
    recognitions,
    ...(nameReview && { nameReview }),
    ...(revision && { revision }),
  };
}

/** Returns the slot of a `RECOGNITION#` item. */
function slotOf(item: Item, slot: string): RecognitionSlot {
  const { certificateId, locked } = unmarshall(item);
  return {
    slot,
    ...(certificateId === undefined ? {} : { certificateId }),
    ...(locked === true ? { locked: true as const } : {}),
  };
}
