import { type CalendarDate, dayIn, type Instant } from '../../../domain/calendar-date.ts';
import type { Opportunity } from '../../../domain/hours/opportunity.ts';
import { type Issuer, issuerOf, type Signatory } from '../../../domain/issuer.ts';
import {
  type Acceptance,
  type PartnerKey,
  type PartnerMark,
  type PartnerState,
  partnerState,
  termsOf,
} from '../../../domain/partner/acceptance.ts';
import type { OpportunityCatalogue, PartnerAgreements } from '../../../domain/ports/opportunity-catalogue.ts';
import type { Page, PageRequest } from '../../../domain/ports/page.ts';
import type { StaffRegisters } from '../../../domain/ports/supervision/staff-registers.ts';
import { recordHash } from '../../../domain/record-hash.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { hasWorkedFor } from '../../../domain/staff/known-addresses.ts';

export interface PartnerDeps {
  readonly catalogue: Pick<OpportunityCatalogue, 'find' | 'findMany'>;
  readonly agreements: PartnerAgreements;
  readonly registers: Pick<StaffRegisters, 'find'>;
  readonly issuers: ReadonlyMap<string, Issuer>;
  readonly now: () => Instant;
}

/** A joint opportunity as one of its partners sees it. */
export interface PartnerView {
  readonly partnerId: string;
  readonly state: PartnerState;
  /** The hash of what would be accepted now. */
  readonly termsSha256: string;
  readonly opportunity: Opportunity;
  /** The acceptance that is stored, in force or not. */
  readonly acceptance: Acceptance | undefined;
}

/** What somebody of a partner accepts. */
export interface AcceptanceRequest extends PartnerKey {
  /** The hash of the terms that were shown. */
  readonly termsSha256: string;
  readonly validUntil: CalendarDate;
  /** English names; undefined: everybody who signs for the partner. */
  readonly signatories?: readonly string[] | undefined;
  /** Undefined: the one of the partner's file. */
  readonly logo?: string | undefined;
  /** A subject of the identity provider. */
  readonly by: string;
}

/**
 * Accepts a joint opportunity for a partner, as it was shown, in place of an earlier acceptance.
 *
 * @throws Refusal NOT_FOUND where no such opportunity names the partner; SAME_PERSON for who works or has worked for the
 * opportunity's issuer, and may have asked for the partner's name there; STATE_CONFLICT where the opportunity, or the partner's
 * logo or signatories, are no longer as they were shown; BODY_INVALID for a day that is past, a logo that
 * isn't the partner's, or a signatory that it doesn't have.
 */
export async function acceptPartnership(request: AcceptanceRequest, deps: PartnerDeps): Promise<PartnerView> {
  const { issuerId, opportunityId, partnerId, validUntil, by } = request;
  const opportunity = await jointOpportunity(request, deps);
  const [staff] = await deps.registers.find([issuerId]);
  if (staff !== undefined && hasWorkedFor(staff, by)) throw ofBoth();
  const today = dayIn(issuerOf(deps.issuers, issuerId).timeZone, deps.now());
  if (validUntil < today)
    throw new Refusal('BODY_INVALID', 'The acceptance would have ended before today.', { validUntil, today });
  const partner = issuerOf(deps.issuers, partnerId);
  if (request.termsSha256 !== termsHash(opportunity, partner))
    throw new Refusal('STATE_CONFLICT', 'The opportunity is another one than was shown; look at it again.');
  const mark = markOf(partner, request);
  const terms = termsOf(opportunity);
  const acceptance = { issuerId, opportunityId, partnerId, terms, mark, validUntil, by, at: deps.now() };
  if ((await deps.agreements.store(acceptance)) === 'unknown') throw noSuchPartnership();
  return viewOf(opportunity, partnerId, acceptance, deps);
}

/**
 * Takes an acceptance back for the future; certificates that were issued stay. Asking again changes nothing.
 *
 * @throws Refusal NOT_FOUND where nothing was accepted.
 */
export async function withdrawAcceptance(
  request: PartnerKey & { readonly by: string },
  deps: PartnerDeps,
): Promise<PartnerView> {
  const opportunity = await deps.catalogue.find(request);
  const { issuerId, opportunityId, partnerId, by } = request;
  const [acceptance] = await deps.agreements.acceptances([
    { issuerId, opportunityId, partnerIds: [partnerId] },
  ]);
  if (opportunity === undefined || acceptance === undefined) throw noSuchPartnership();
  if (acceptance.withdrawn !== undefined) return viewOf(opportunity, partnerId, acceptance, deps);
  const withdrawn = { ...acceptance, withdrawn: { by, at: deps.now() } };
  if ((await deps.agreements.store(withdrawn)) === 'unknown') throw noSuchPartnership();
  return viewOf(opportunity, partnerId, withdrawn, deps);
}

/** Returns a page of the joint opportunities that bear some partners' names, also those that named them once. */
export async function listPartnerships(
  partnerIds: readonly string[],
  page: PageRequest,
  deps: PartnerDeps,
): Promise<Page<PartnerView>> {
  const { items, cursor } = await deps.agreements.list(partnerIds, page);
  const opportunities = await deps.catalogue.findMany(items);
  const views = items.flatMap(({ partnerId, issuerId, opportunityId, acceptance }) => {
    const opportunity = opportunities.find(
      (one) => one.issuerId === issuerId && one.opportunityId === opportunityId,
    );
    return opportunity === undefined ? [] : viewOf(opportunity, partnerId, acceptance, deps);
  });
  return { items: views, cursor };
}

/** @throws Refusal NOT_FOUND for an opportunity that doesn't name the partner, and for one that doesn't exist. */
async function jointOpportunity(key: PartnerKey, { catalogue }: PartnerDeps): Promise<Opportunity> {
  const opportunity = await catalogue.find(key);
  if (!opportunity?.partnerIds.includes(key.partnerId)) throw noSuchPartnership();
  return opportunity;
}

/** Returns the refusal of whatever a caller may not know of: the opportunity, or that it names the partner. */
export const noSuchPartnership = () =>
  new Refusal('NOT_FOUND', 'There is no such opportunity that names you as a partner.');

/** What an account is answered that would agree with itself. */
export const ofBoth = () =>
  new Refusal(
    'SAME_PERSON',
    'You work, or have worked, for the issuer of the opportunity as well; somebody else accepts.',
  );

/**
 * Returns the hash of all that a partner is asked to accept: the opportunity, and what its own file has certificates print.
 * Whoever accepts names the one that was shown, and accepts nothing else.
 */
const termsHash = (opportunity: Opportunity, { logo, signatories }: PartnerMark): string =>
  recordHash({ terms: termsOf(opportunity), logo, signatories });

function markOf(partner: Issuer, { signatories, logo }: AcceptanceRequest): PartnerMark {
  if (logo !== undefined && logo !== partner.logo)
    throw new Refusal('BODY_INVALID', 'The logo is not that of the partner.', { logo: partner.logo });
  return {
    logo: partner.logo,
    signatories: signatories?.map((name) => signatoryOf(partner, name)) ?? partner.signatories,
  };
}

function signatoryOf({ signatories }: Issuer, name: string): Signatory {
  const found = signatories.find(({ nameEn, nameAr }) => nameEn === name || nameAr === name);
  if (found === undefined)
    throw new Refusal('BODY_INVALID', `Nobody called ${name} signs for the partner.`, {
      signatories: signatories.map(({ nameEn }) => nameEn),
    });
  return found;
}

function viewOf(
  opportunity: Opportunity,
  partnerId: string,
  acceptance: Acceptance | undefined,
  { issuers, now }: Pick<PartnerDeps, 'issuers' | 'now'>,
): PartnerView {
  const today = dayIn(issuerOf(issuers, opportunity.issuerId).timeZone, now());
  const partner = issuerOf(issuers, partnerId);
  const state = partnerState(partner, opportunity, acceptance, today);
  return { partnerId, state, termsSha256: termsHash(opportunity, partner), opportunity, acceptance };
}
