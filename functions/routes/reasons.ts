import type { IneligibilityCode } from '../domain/eligibility/eligibility.ts';

/** The meaning of every reason why a volunteer is not eligible. A code that is missing here doesn't compile. */
export const INELIGIBILITY_REASONS = {
  HOURS_INSUFFICIENT: 'Approved and pending hours together are less than required, by `missingMinutes`.',
  HOURS_PENDING: 'The hours would be enough once the pending ones are approved.',
  OPPORTUNITY_NOT_ENDED: 'The opportunity is not over; its last day is `endsOn`.',
  OPPORTUNITY_UNKNOWN: 'There is no such opportunity.',
  VOLUNTEER_UNKNOWN: 'There is no such volunteer.',
  NAME_MISSING_AR: 'The volunteer has no Arabic name.',
  NAME_MISSING_EN: 'The volunteer has no English name.',
  NAME_NOT_PRINTABLE: 'The name in `field` holds `codePoint`, which the fonts of the certificate lack.',
  DESIGN_NO_ROOM:
    'The design of the certificate has room for `most` of `printed` (issuers or signatories), and there are `count`.',
  PARTNER_NOT_AGREED: 'The partners `partnerIds` have not accepted the joint opportunity as it is now.',
  ALREADY_ISSUED: 'The certificate `certificateId` was issued before.',
  AWARD_LOCKED: 'An earlier certificate of this award was revoked for fraud.',
  CONSENT_MISSING: 'The volunteer is a minor, and no guardian has consented.',
  HOURS_CONFLICT: 'The entries `entryIds` overlap or exceed 24 hours on `date`.',
  APPROVED_BY_REQUESTER:
    'Whoever issues the batch without a second person approved some of the hours after the batch was made.',
  PERIOD_NOT_ENDED: 'The year of the recognition is not over; its last day is `endsOn`.',
} as const satisfies Record<IneligibilityCode, string>;

/** The verdict on a volunteer's hours: eligible, or the reason why not. */
export const VERDICT_CODES = [
  'ELIGIBLE',
  ...(Object.keys(INELIGIBILITY_REASONS) as IneligibilityCode[]),
] as const;
