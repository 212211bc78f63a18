import * as z from 'zod/mini';
import { APPROVAL_REQUEST_STATES } from '../../domain/approval/approval-request.ts';
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

/** Somebody without an account who approves hours by link. */
export const linkSupervisor = titled(
  'LinkSupervisor',
  z.strictObject({ id: text, issuerId: text, name: text }),
);

const askingFields = {
  supervisorId: described(identifier, 'Who approves: an `id` of `GET /hours/supervisors`'),
  from: described(z.optional(date), 'Hours on this day or later'),
  to: described(z.optional(date), 'Hours on this day or earlier'),
  days: described(z._default(z.int().check(z.minimum(1), z.maximum(30)), 7), 'Days that the link lives'),
};

/** The pending hours to ask for: of an opportunity, or those that an import recorded. */
export const askingBody = z.union([
  z.strictObject({ opportunityId: identifier, issuerId: issuerOfOpportunity, ...askingFields }),
  z.strictObject({
    importId: identifier,
    issuerId: described(
      z.optional(identifier),
      'The issuer of the hours; needed where the import is for several',
    ),
    ...askingFields,
  }),
]);

const requestFields = {
  requestId: text,
  issuerId: text,
  state: described(
    z.enum(APPROVAL_REQUEST_STATES),
    '`decided`: nothing is left to decide; `expired`: the link has ended before that',
  ),
  supervisorId: text,
  supervisorName: described(textOrNull, 'Null once the person was removed; the link then shows nothing'),
  askedBy: described(text, 'Subject (`sub`) of the identity provider'),
  askedAt: instant,
  validUntil: described(instant, 'When the link ends'),
  importId: textOrNull,
  opportunityIds: z.array(text),
  shiftCount: described(count, 'Shifts that were asked for'),
  decidedAt: instantOrNull,
  withdrawnAt: instantOrNull,
};

/** Hours that somebody was asked to approve by link. */
export const approvalRequest = titled('ApprovalRequest', z.strictObject(requestFields));

const shiftFields = {
  entryId: text,
  opportunityId: text,
  nameAr: text,
  nameEn: text,
  date: described(z.nullable(date), 'The day on which the shift began; null where it is `gone`'),
  start: instantOrNull,
  end: instantOrNull,
  minutes: count,
  standing: described(
    z.enum(['waiting', 'approved', 'rejected', 'gone']),
    '`gone`: its import was withdrawn, or is being withdrawn',
  ),
  isChanged: described(z.boolean(), 'The hours were recorded anew after they were asked for'),
  reason: described(textOrNull, 'Why the supervisor rejected it'),
};

/** A request with its shifts as they are now. */
export const approvalRequestDetails = titled(
  'ApprovalRequestDetails',
  z.strictObject({
    ...requestFields,
    shifts: z.array(z.strictObject({ ...shiftFields, volunteerId: text })),
  }),
);

const token = described(
  z.string().check(z.minLength(1), z.maxLength(200)),
  'What follows `#` in the link of the email; it stands in no address, so that no log has it',
);

export const linkBody = z.strictObject({ token });

export const linkDecisionBody = z.strictObject({
  token,
  decision: z.enum(['approved', 'rejected']),
  shifts: z
    .array(
      z.strictObject({
        entryId: identifier,
        mark: described(z.string().check(z.maxLength(64)), 'The `mark` of the shift as it was shown'),
      }),
    )
    .check(z.minLength(1), z.maxLength(300)),
  reason: described(
    z._default(z.string().check(z.trim(), z.maxLength(500)), ''),
    'Why; a rejection needs it. Whoever asked reads it',
  ),
});

/** What the link of an approval shows. */
export const linkView = titled(
  'ApprovalLink',
  z.strictObject({
    state: z.enum(APPROVAL_REQUEST_STATES),
    issuer: z.strictObject({
      nameAr: text,
      nameEn: text,
      country: z.enum(['SA', 'IQ']),
      email: described(text, 'Whom to ask'),
    }),
    supervisorName: described(textOrNull, 'Null where the link shows nothing any more'),
    askedAt: instant,
    validUntil: instant,
    opportunities: z.array(z.strictObject({ opportunityId: text, titleAr: text, titleEn: text })),
    shifts: described(
      z.array(
        z.strictObject({
          ...shiftFields,
          mark: described(text, 'What the shift says; a decision names it'),
        }),
      ),
      'By day; empty where the link has ended or was withdrawn',
    ),
  }),
);

export const linkDecision = titled(
  'ApprovalLinkDecision',
  z.strictObject({
    decided: count,
    already: described(count, 'Shifts that were decided before'),
    changed: described(
      count,
      'Shifts that are not as they were shown, and stay as they are: look at them again',
    ),
    link: linkView,
  }),
);
