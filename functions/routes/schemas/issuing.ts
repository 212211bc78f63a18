import * as z from 'zod/mini';
import { MILESTONE_HOURS } from '../../domain/eligibility/decide-recognition.ts';
import { APPROVAL_KINDS } from '../../domain/hours/hours.ts';
import { HOURS_FLAG_CODES } from '../../domain/hours/hours-flag.ts';
import { OPPORTUNITY_KINDS, TRACKS } from '../../domain/hours/opportunity.ts';
import { ENTRY_STANDINGS } from '../../domain/hours/standing-entries.ts';
import { VERDICT_CODES } from '../reasons.ts';
import { certificateSummary } from './certificate.ts';
import { delivery } from './delivery.ts';
import {
  count,
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
import { nameReview } from './name.ts';
import { profileFields } from './volunteer.ts';

/** What a volunteer claims: the certificate of an opportunity, or a recognition. */
export const claimBody = z.union([
  z.strictObject({ opportunityId: identifier, issuerId: issuerOfOpportunity }),
  described(
    z.strictObject({
      recognition: z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('annual'),
          issuerId: identifier,
          year: z.int().check(z.minimum(1900), z.maximum(2200)),
        }),
        z.strictObject({
          kind: z.literal('milestone'),
          issuerId: identifier,
          hours: z.literal(MILESTONE_HOURS),
        }),
      ]),
    }),
    'A recognition of a year that is over, or of 50, 100 or 500 hours with an issuer',
  ),
]);

/** The verdict on an award: the reason, the minutes, and the facts that belong to the reason. */
const verdictFields = {
  approvedMinutes: count,
  pendingMinutes: count,
  requiredMinutes: count,
  reason: z.enum(VERDICT_CODES),
  missingMinutes: z.exactOptional(count),
  endsOn: z.exactOptional(date),
  certificateId: z.exactOptional(text),
  field: z.exactOptional(z.enum(['nameAr', 'nameEn'])),
  codePoint: z.exactOptional(text),
  date: z.exactOptional(date),
  entryIds: z.exactOptional(z.array(text)),
};

const hoursFlag = z.strictObject({ code: z.enum(HOURS_FLAG_CODES), date, entryIds: z.array(text) });

const opportunityProgress = titled(
  'OpportunityProgress',
  z.strictObject({
    ...verdictFields,
    opportunityId: text,
    issuerId: text,
    titleAr: text,
    titleEn: text,
    track: z.enum(TRACKS),
    kind: z.enum(OPPORTUNITY_KINDS),
    startsOn: date,
    endsOn: date,
    flags: described(z.array(hoursFlag), 'Rules of the ledger that entries break'),
  }),
);

const recognitionProgress = titled(
  'RecognitionProgress',
  z.union([
    z.strictObject({ ...verdictFields, kind: z.literal('annual'), issuerId: text, year: count }),
    z.strictObject({
      ...verdictFields,
      kind: z.literal('milestone'),
      issuerId: text,
      hours: z.literal(MILESTONE_HOURS),
    }),
  ]),
);

/** A volunteer's profile, with the hours against each requirement. */
export const volunteerProgress = titled(
  'VolunteerProgress',
  z.strictObject({
    profiles: described(
      z.array(z.strictObject({ ...profileFields, nameReview: z.nullable(nameReview) })),
      'What each issuer knows of the volunteer; names as they will print',
    ),
    opportunities: z.array(opportunityProgress),
    recognitions: described(
      z.array(recognitionProgress),
      'Of years and milestones with an issuer, each with its verdict',
    ),
  }),
);

/** The shape of a volunteer's hours entries for one opportunity, with what a reader sees of each beside the rest. */
const timesheetOf = <More extends Readonly<Record<string, z.ZodMiniType>>>(more: More, order: string) =>
  z.strictObject({
    opportunityId: text,
    issuerId: text,
    titleAr: text,
    titleEn: text,
    entries: described(
      z.array(
        z.strictObject({
          entryId: text,
          date,
          minutes: count,
          standing: described(z.enum(ENTRY_STANDINGS), 'Whether the entry counts'),
          certificateId: textOrNull,
          ...more,
        }),
      ),
      order,
    ),
  });

/** The hours entries of a volunteer for one opportunity. */
export const ownTimesheet = titled(
  'OwnTimesheet',
  timesheetOf(
    {
      recorded: z.strictObject({ at: instant, from: z.enum(['file', 'console']) }),
      approval: z.nullable(
        z.strictObject({
          at: instant,
          kind: z.enum(APPROVAL_KINDS),
          byAnother: described(z.boolean(), 'By another person than who recorded the entry'),
        }),
      ),
      rejectedAt: instantOrNull,
    },
    'Newest first',
  ),
);

/** What an issuer holds of a volunteer, with who recorded and approved each hours entry. */
export const volunteerFile = titled(
  'VolunteerFile',
  z.strictObject({
    volunteer: z.strictObject({ ...profileFields, email: textOrNull }),
    timesheets: described(
      z.array(
        timesheetOf(
          {
            recorded: z.strictObject({ at: instant, by: text, importId: textOrNull }),
            approval: z.nullable(z.strictObject({ at: instant, by: text, kind: z.enum(APPROVAL_KINDS) })),
            rejection: z.nullable(z.strictObject({ at: instant, by: text })),
          },
          'Newest first; `by` is the subject (`sub`) of the identity provider',
        ),
      ),
      'By opportunity, newest first',
    ),
    certificates: described(z.array(certificateSummary), 'Newest first, revoked and superseded ones too'),
    deliveries: described(
      z.array(delivery),
      'How far the emails about them have come; none where no email was due',
    ),
  }),
);

/** Where a document can be downloaded. */
export const documentLink = titled(
  'DocumentLink',
  z.strictObject({ url: described(z.url(), 'Valid for 60 seconds') }),
);

/** Where people sign in. */
export const signInProvider = titled(
  'SignInProvider',
  z.strictObject({
    issuer: described(text, 'Its metadata is below `/.well-known/openid-configuration`'),
    clientId: described(text, 'The client of the command line'),
  }),
);
