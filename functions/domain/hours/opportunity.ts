import type { CalendarDate } from '../calendar-date.ts';

export const TRACKS = ['therapeutic', 'preventive', 'support', 'research'] as const;
export type Track = (typeof TRACKS)[number];

export const OPPORTUNITY_KINDS = ['volunteering', 'course'] as const;
export type OpportunityKind = (typeof OPPORTUNITY_KINDS)[number];

/** What identifies an opportunity: its ID is unique within its issuer. */
export interface OpportunityKey {
  readonly issuerId: string;
  readonly opportunityId: string;
}

/** Returns a key for maps of opportunities. */
export const opportunityName = ({ issuerId, opportunityId }: OpportunityKey): string =>
  `${issuerId}#${opportunityId}`;

/** A volunteering opportunity, campaign or course, with its own eligibility rule. */
export interface Opportunity extends OpportunityKey {
  readonly titleAr: string;
  readonly titleEn: string;
  readonly track: Track;
  readonly kind: OpportunityKind;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly requiredMinutes: number;
  readonly beneficiaries: number;
  /** Further issuers of a joint initiative, in the order in which they sign. */
  readonly partnerIds: readonly string[];
}
