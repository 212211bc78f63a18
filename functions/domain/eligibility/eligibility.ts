import type { Evidence } from '../certificate/certificate.ts';
import type { HoursFlag } from '../hours/hours-flag.ts';

/** Why a volunteer is not eligible: a permanent code, with the numbers behind it. */
export type IneligibilityReason =
  | { readonly reason: 'HOURS_INSUFFICIENT'; readonly missingMinutes: number }
  /** Approved and pending hours together would be enough. */
  | { readonly reason: 'HOURS_PENDING'; readonly missingMinutes: number }
  | { readonly reason: 'OPPORTUNITY_NOT_ENDED'; readonly endsOn: string }
  | { readonly reason: 'OPPORTUNITY_UNKNOWN' }
  | { readonly reason: 'VOLUNTEER_UNKNOWN' }
  | { readonly reason: 'NAME_MISSING_AR' }
  | { readonly reason: 'NAME_MISSING_EN' }
  | { readonly reason: 'NAME_NOT_PRINTABLE'; readonly field: 'nameAr' | 'nameEn'; readonly codePoint: string }
  /** The design has no room for all who issue the certificate, or for all who sign it. */
  | {
      readonly reason: 'DESIGN_NO_ROOM';
      readonly printed: 'issuers' | 'signatories';
      readonly count: number;
      readonly most: number;
    }
  /** A partner of a joint opportunity has not accepted it as it is, or not for today. */
  | { readonly reason: 'PARTNER_NOT_AGREED'; readonly partnerIds: readonly string[] }
  | { readonly reason: 'ALREADY_ISSUED'; readonly certificateId: string }
  | { readonly reason: 'AWARD_LOCKED' }
  /** A minor's guardian has not consented. */
  | { readonly reason: 'CONSENT_MISSING' }
  | { readonly reason: 'HOURS_CONFLICT'; readonly date: string; readonly entryIds: readonly string[] }
  /** Whoever issues the batch alone approved hours of it after it was planned, which weighed who approved what. */
  | { readonly reason: 'APPROVED_BY_REQUESTER' }
  /** The year of an annual recognition is not over. */
  | { readonly reason: 'PERIOD_NOT_ENDED'; readonly endsOn: string };

export type IneligibilityCode = IneligibilityReason['reason'];

/** The numbers behind a verdict, in minutes. */
export interface HoursTally {
  readonly approvedMinutes: number;
  readonly pendingMinutes: number;
  readonly requiredMinutes: number;
}

/** The verdict on a volunteer's hours for an award, with its reason and numbers. */
export type Verdict = HoursTally & {
  /** Entries that a coordinator should check, whatever the verdict. */
  readonly flags: readonly HoursFlag[];
} & ({ readonly reason: 'ELIGIBLE'; readonly evidence: readonly Evidence[] } | IneligibilityReason);
