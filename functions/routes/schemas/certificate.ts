import * as z from 'zod/mini';
import {
  AUDIT_ACTIONS,
  CERTIFICATE_STATES,
  REVOCATION_REASONS,
} from '../../domain/certificate/certificate.ts';
import { CORRECTION_REQUESTERS, CORRECTION_STATES } from '../../domain/certificate/correction.ts';
import { APPROVAL_KINDS } from '../../domain/hours/hours.ts';
import { TRACKS } from '../../domain/hours/opportunity.ts';
import { LINK_FACTS } from '../../domain/issuer.ts';
import {
  count,
  date,
  dateOrNull,
  described,
  instant,
  instantOrNull,
  period,
  text,
  textOrNull,
  titled,
} from './fields.ts';

export const certificateState = z.enum(CERTIFICATE_STATES);

const summaryFields = {
  certificateId: text,
  displayId: text,
  state: certificateState,
  issuerId: text,
  partners: described(
    z.array(z.strictObject({ issuerId: text, nameAr: text, nameEn: text })),
    'The other issuers whose names a joint certificate bears',
  ),
  volunteerId: text,
  opportunityId: textOrNull,
  nameAr: textOrNull,
  nameEn: textOrNull,
  titleAr: textOrNull,
  titleEn: textOrNull,
  track: z.nullable(z.enum(TRACKS)),
  minutes: z.nullable(count),
  period: z.nullable(period),
  issuedOn: described(
    z.nullable(date),
    'The day of `issuedAt` in the issuer’s time zone, as the certificate prints it',
  ),
  issuedAt: instantOrNull,
  validUntil: dateOrNull,
  isExpired: described(z.boolean(), 'Whether `validUntil` has passed, by the day in the issuer’s time zone'),
  documentSha256: textOrNull,
  revocation: z.nullable(z.strictObject({ at: instant, reasonCode: z.enum(REVOCATION_REASONS) })),
  supersededBy: textOrNull,
  supersedes: textOrNull,
  suspendedAt: instantOrNull,
  verificationUrl: textOrNull,
};

/** A certificate as its holder and its issuer's coordinators see it in a list. */
export const certificateSummary = titled('Certificate', z.strictObject(summaryFields));

const { volunteerId: _volunteer, opportunityId: _opportunity, ...linkedFields } = summaryFields;
/** A certificate as whoever has its link sees it: without IDs of the ledger, and once not in force without a name. */
export const linkedCertificate = titled('LinkedCertificate', z.strictObject(linkedFields));

/** A link that a coordinator hands out. */
export const handedOutLink = titled(
  'CertificateLink',
  z.strictObject({
    certificateId: text,
    url: described(z.string(), 'The link; what stands behind `#` is known to whoever has it alone'),
    expiresAt: instant,
    asks: described(z.array(z.enum(LINK_FACTS)), 'What its reader has to type'),
  }),
);

const eventFields = {
  sequence: count,
  at: instant,
  action: z.enum(AUDIT_ACTIONS),
  actor: text,
  facts: z.record(text, text),
  previousHash: text,
  hash: described(z.string(), 'SHA-256 of the event without `hash`, as canonical JSON'),
};

const auditEvent = titled('AuditEvent', z.strictObject(eventFields));

/** An audit event in a list of several certificates' events. */
export const certificateEvent = titled(
  'CertificateEvent',
  z.strictObject({ certificateId: text, issuerId: text, ...eventFields }),
);

const source = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('file'),
    importId: text,
    sha256: described(z.string(), 'SHA-256 of the file, lower-case hex'),
    worksheet: described(textOrNull, 'Null for CSV'),
  }),
  z.strictObject({ kind: z.literal('console') }),
]);

const evidence = titled(
  'Evidence',
  z.strictObject({
    entryId: text,
    date,
    minutes: count,
    recorded: described(
      z.strictObject({ at: instant, by: text, source }),
      'Who recorded the entry as it is counted, when, and from what',
    ),
    row: described(z.optional(z.int()), 'The row of the file, counted from 1'),
    approval: described(
      z.strictObject({ at: instant, by: text, kind: z.enum(APPROVAL_KINDS) }),
      'Who approved the entry, when, and how: by itself, with its opportunity, with its file, or by a link',
    ),
  }),
);
const stepNote = z.strictObject({ at: instant, action: z.enum(AUDIT_ACTIONS), actor: text, note: text });

/** A certificate with the hours entries it counts, its audit events and the notes on them. */
export const certificateRecord = titled(
  'CertificateRecord',
  z.strictObject({
    ...summaryFields,
    evidence: z.array(evidence),
    events: z.array(auditEvent),
    notes: z.array(stepNote),
  }),
);

/** The outcome of a claim. */
export const claim = titled(
  'Claim',
  z.strictObject({
    certificateId: text,
    displayId: text,
    outcome: z.enum(['issued', 'alreadyIssued']),
  }),
);

/** A request to have the name on a certificate corrected. */
export const correction = titled(
  'Correction',
  z.strictObject({
    correctionId: text,
    certificateId: text,
    displayId: text,
    issuerId: text,
    volunteerId: text,
    nameAr: described(z.nullable(z.string()), 'The requested name; null where it stays as it is'),
    nameEn: described(z.nullable(z.string()), 'The requested name; null where it stays as it is'),
    note: text,
    requester: described(z.enum(CORRECTION_REQUESTERS), 'The holder, or somebody of the issuer'),
    requestedBy: text,
    requestedAt: instant,
    state: described(
      z.enum(CORRECTION_STATES),
      '`approving` until the corrected certificate is issued: approve again if it stays so',
    ),
    decidedAt: instantOrNull,
    decidedBy: described(z.nullable(z.string()), 'Who decided, or `policy`'),
    decisionNote: textOrNull,
    replacementId: textOrNull,
  }),
);
