import * as z from 'zod/mini';
import { IDENTIFIER } from '../../domain/hours/identifier.ts';
import { OPPORTUNITY_KINDS, TRACKS } from '../../domain/hours/opportunity.ts';
import { titleAsPrinted } from '../../domain/wording/printed-text.ts';
import {
  count,
  cursorText,
  date,
  described,
  identifier,
  instant,
  instantOrNull,
  issuerOfOpportunity,
  text,
  textOrNull,
  titled,
} from './fields.ts';

/** The ID of an opportunity to be created: it appears in addresses and file names. */
export const opportunityId = z.string().check(z.regex(IDENTIFIER));

const title = z
  .string()
  .check(
    z.overwrite(titleAsPrinted),
    z.trim(),
    z.minLength(1),
    z.maxLength(160),
    z.regex(/^[^\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Bidi_Control}]*$/u, 'holds a character that can’t be printed'),
    z.regex(/^[^=]/, 'must not begin like a formula'),
  );

/** An opportunity in a request; its ID is in the path. */
export const opportunityBody = z.strictObject({
  issuerId: opportunityId,
  titleAr: title,
  titleEn: title,
  track: z.enum(TRACKS),
  kind: z._default(z.enum(OPPORTUNITY_KINDS), 'volunteering'),
  startsOn: date,
  endsOn: date,
  requiredMinutes: z.int().check(z.minimum(1), z.maximum(600_000)),
  beneficiaries: z._default(z.int().check(z.minimum(0), z.maximum(100_000_000)), 0),
  partnerIds: described(
    z._default(z.array(opportunityId).check(z.maxLength(5)), []),
    'Further issuers of a joint initiative, in the order they sign',
  ),
});

export const opportunity = titled(
  'Opportunity',
  z.strictObject({
    opportunityId: text,
    issuerId: text,
    titleAr: text,
    titleEn: text,
    track: z.enum(TRACKS),
    kind: z.enum(OPPORTUNITY_KINDS),
    startsOn: date,
    endsOn: date,
    requiredMinutes: count,
    beneficiaries: count,
    partnerIds: z.array(text),
  }),
);

/** Which hours to decide on: entries by ID, or all pending ones of an opportunity. */
export const hoursDecisionBody = z.union([
  z.strictObject({
    decision: z.enum(['approved', 'rejected']),
    issuerId: identifier,
    entryIds: z.array(identifier).check(z.minLength(1), z.maxLength(500)),
  }),
  z.strictObject({
    decision: z.enum(['approved', 'rejected']),
    opportunityId: identifier,
    issuerId: issuerOfOpportunity,
    cursor: described(
      cursorText,
      'The `cursor` of the previous answer: one request decides for some volunteers only',
    ),
  }),
]);

/** An hours entry that waits for a decision. */
export const pendingEntry = titled(
  'PendingEntry',
  z.strictObject({
    entryId: text,
    issuerId: text,
    opportunityId: text,
    volunteerId: text,
    nameAr: text,
    nameEn: text,
    date,
    minutes: count,
    start: instantOrNull,
    end: instantOrNull,
    recordedBy: described(text, 'Subject (`sub`) of the identity provider'),
    recordedAt: instant,
    importId: described(
      textOrNull,
      'The import whose release would approve it; null where only a decision does',
    ),
  }),
);

export const pendingHours = titled(
  'PendingHours',
  z.strictObject({
    issuerId: text,
    opportunityId: text,
    titleAr: described(text, 'Empty where the ledger has no such opportunity'),
    titleEn: text,
    volunteers: count,
    entries: count,
    minutes: count,
    oldestOn: described(date, 'The first day of work among them'),
  }),
);

export const hoursDecision = titled(
  'HoursDecision',
  z.strictObject({
    decided: count,
    unchanged: count,
    certifiedEntryIds: described(z.array(text), 'Entries that a certificate counts; they stay as they are'),
    ownEntryIds: described(
      z.array(text),
      'Entries that the caller has recorded: another person must approve them; they stay as they are',
    ),
    unknownEntryIds: z.array(text),
    cursor: described(z.nullable(z.string()), 'Where to go on with the same opportunity; null at its end'),
  }),
);
