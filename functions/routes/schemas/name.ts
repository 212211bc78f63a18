import * as z from 'zod/mini';
import { NAME_DECISIONS, NAME_REVIEW_STATES } from '../../domain/hours/name-review.ts';
import {
  described,
  identifier,
  instant,
  instantOrNull,
  nameFields,
  namesGiven,
  noteFields,
  text,
  textOrNull,
  titled,
} from './fields.ts';

const reviewFields = {
  state: described(
    z.enum(NAME_REVIEW_STATES),
    '`confirmed` by the volunteer; `requested` until the issuer has `corrected` or `declined` it',
  ),
  wantedAr: described(textOrNull, 'The name that is asked for; null where the script stays as it is'),
  wantedEn: described(textOrNull, 'The name that is asked for; null where the script stays as it is'),
  reviewedAt: instant,
  decidedAt: instantOrNull,
  decisionNote: textOrNull,
};

/** What a volunteer said of the name with an issuer. */
export const nameReview = titled('NameReview', z.strictObject(reviewFields));

/** A name with what its volunteer said of it, as the volunteer and the issuer's coordinators see it. */
export const reviewedName = titled(
  'ReviewedName',
  z.strictObject({
    issuerId: text,
    volunteerId: text,
    nameAr: described(text, 'As the ledger has it now'),
    nameEn: described(text, 'As the ledger has it now'),
    note: text,
    ...reviewFields,
  }),
);

const ownIssuer = described(identifier, 'The issuer whose record of the volunteer is meant');

export const confirmationBody = z.strictObject({
  issuerId: ownIssuer,
  nameAr: described(z.string().check(z.maxLength(400)), 'The name that the volunteer saw'),
  nameEn: described(z.string().check(z.maxLength(400)), 'The name that the volunteer saw'),
});

export const nameRequestBody = z
  .strictObject({
    issuerId: ownIssuer,
    ...nameFields,
    note: z._default(z.string().check(z.trim(), z.maxLength(1000)), ''),
  })
  .check(namesGiven);

export const nameDecisionBody = z
  .strictObject({
    issuerId: described(identifier, 'The issuer whose record is meant'),
    decision: z.enum(NAME_DECISIONS),
    ...noteFields,
  })
  .check(
    z.refine(({ decision, note = '' }) => decision === 'approve' || note !== '', {
      error: 'a rejection says why',
      path: ['note'],
    }),
  );
