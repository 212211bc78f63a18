import type { CalendarDate, Instant } from '../calendar-date.ts';
import type { IneligibilityReason } from '../eligibility/eligibility.ts';
import type { Opportunity, OpportunityKey } from '../hours/opportunity.ts';
import { sameContent } from '../import/same-content.ts';
import { type Issuer, issuerOf, type Signatory } from '../issuer.ts';

/** Identifies what a partner has to say about one joint opportunity. */
export interface PartnerKey extends OpportunityKey {
  readonly partnerId: string;
}

/** What a partner agreed to: everything that is printed or decided about the opportunity. */
export type AcceptedTerms = Omit<Opportunity, 'beneficiaries'>;

/** What of the partner a certificate prints. */
export interface PartnerMark {
  /** Name of the partner's logo. */
  readonly logo: string;
  readonly signatories: readonly Signatory[];
}

/** The acceptance of a joint opportunity by a person of the partner. */
export interface Acceptance extends PartnerKey {
  readonly terms: AcceptedTerms;
  readonly mark: PartnerMark;
  /** The last day on which a certificate may be issued, in the time zone of the opportunity's issuer. */
  readonly validUntil: CalendarDate;
  /** A subject of the identity provider. */
  readonly by: string;
  readonly at: Instant;
  /** Absent while nobody has taken it back. */
  readonly withdrawn?: { readonly by: string; readonly at: Instant };
}

/**
 * How a partner stands to an opportunity. `changed`: the opportunity, or the partner's logo or signatories, are no longer
 * what was accepted. `not_named`: it names the partner no more.
 */
export const PARTNER_STATES = [
  'awaiting',
  'accepted',
  'changed',
  'expired',
  'withdrawn',
  'not_named',
] as const;
export type PartnerState = (typeof PARTNER_STATES)[number];

/** Returns what a partner agrees to by accepting an opportunity. */
export function termsOf({ beneficiaries: _beneficiaries, ...terms }: Opportunity): AcceptedTerms {
  return terms;
}

/** Returns how a partner stands to an opportunity on a day. */
export function partnerState(
  partner: Pick<Issuer, 'issuerId' | 'logo' | 'signatories'>,
  opportunity: Opportunity,
  acceptance: Acceptance | undefined,
  today: CalendarDate,
): PartnerState {
  if (!opportunity.partnerIds.includes(partner.issuerId)) return 'not_named';
  if (acceptance === undefined) return 'awaiting';
  if (acceptance.withdrawn !== undefined) return 'withdrawn';
  const { terms, mark, validUntil } = acceptance;
  if (!sameContent(terms, termsOf(opportunity)) || !isStillOf(partner, mark)) return 'changed';
  return validUntil < today ? 'expired' : 'accepted';
}

/** Returns whether a partner accepted, for this day too, the logo and the signatories that a certificate prints of it. */
export const isInForce = (
  acceptance: Acceptance | undefined,
  { logo, signatories }: PartnerMark,
  today: CalendarDate,
): boolean =>
  acceptance !== undefined &&
  acceptance.withdrawn === undefined &&
  acceptance.validUntil >= today &&
  sameContent(acceptance.mark, { logo, signatories });

/** Whether a partner still has the logo and the signatories that it accepted to show. */
const isStillOf = (partner: Pick<Issuer, 'logo' | 'signatories'>, { logo, signatories }: PartnerMark) =>
  partner.logo === logo &&
  signatories.every((accepted) => partner.signatories.some((one) => sameContent(one, accepted)));

/** The issuer of an opportunity and its partners as a certificate prints them, and who of them has not agreed. */
export interface JointIssuers {
  readonly issuers: readonly [Issuer, ...Issuer[]];
  readonly reason?: IneligibilityReason;
}

/**
 * Returns who issues the certificates of an opportunity, each partner with the signatories that it accepted.
 *
 * @param acceptances Those of the opportunity, as they were stored.
 */
export function jointIssuers(
  opportunity: Opportunity,
  acceptances: readonly Acceptance[],
  issuers: ReadonlyMap<string, Issuer>,
  today: CalendarDate,
): JointIssuers {
  const partners = opportunity.partnerIds.map((partnerId) => {
    const partner = issuerOf(issuers, partnerId);
    const acceptance = acceptances.find((one) => isAbout(one, opportunity) && one.partnerId === partnerId);
    const state = partnerState(partner, opportunity, acceptance, today);
    return { partner, accepted: state === 'accepted' ? acceptance?.mark : undefined };
  });
  const notAgreed = partners.flatMap(({ partner, accepted }) => (accepted ? [] : partner.issuerId));
  return {
    issuers: [issuerOf(issuers, opportunity.issuerId), ...partners.map(asPrinted)],
    ...(notAgreed.length > 0 ? { reason: { reason: 'PARTNER_NOT_AGREED', partnerIds: notAgreed } } : {}),
  };
}

const asPrinted = ({ partner, accepted }: { partner: Issuer; accepted: PartnerMark | undefined }): Issuer =>
  accepted ? { ...partner, ...accepted } : partner;

const isAbout = (one: OpportunityKey, other: OpportunityKey): boolean =>
  one.issuerId === other.issuerId && one.opportunityId === other.opportunityId;
