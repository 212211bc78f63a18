import { certificateSummary } from '../../domain/certificate/certificate-summary.ts';
import { issuerOf } from '../../domain/issuer.ts';
import { recordHash } from '../../domain/record-hash.ts';
import type { StaffRole } from '../../domain/staff/roles.ts';
import * as partners from '../../routes/partners.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { answer } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { type Caller, hasIssuer, issuersInScope } from '../../runtime/http/caller.ts';
import { implement } from '../../runtime/http/implement.ts';
import { requirePeriod } from '../../runtime/http/require-period.ts';
import { wireJournal } from '../../runtime/wiring/journal.ts';
import { wireLedger } from '../../runtime/wiring/ledger.ts';
import { dynamoClient, PEOPLE } from '../../storage/clients.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoStaffRegisters } from '../../storage/dynamo/supervision/dynamo-staff-registers.ts';
import {
  acceptPartnership,
  listPartnerships,
  noSuchPartnership,
  ofBoth,
  type PartnerView,
  withdrawAcceptance,
} from '../../workflows/ledger/partners/partner-agreement.ts';
import {
  listPartnerCertificates,
  reportPartners,
} from '../../workflows/ledger/partners/partner-certificates.ts';

const { TABLE_NAME } = readEnvironment('TABLE_NAME');
const dynamo = dynamoClient(PEOPLE);
const deps = {
  ...wireLedger(),
  register: new DynamoCertificateRegister(dynamo, TABLE_NAME),
  registers: new DynamoStaffRegisters(dynamo, TABLE_NAME),
};

/** The roles in which somebody of a partner speaks for it. */
const SPEAKING: readonly StaffRole[] = ['administrator', 'approver'];

export const handler = apiHandler<'ledger/partners'>(wireJournal(), [
  implement(partners.listPartnerships, async ({ caller, query: { partner, limit, cursor } }) => {
    const partnerIds = issuersInScope(caller, deps.issuers.keys(), partner);
    const page = await listPartnerships(partnerIds, { limit, cursor }, deps);
    return answer(200, { items: page.items.map(partnershipOf), cursor: page.cursor });
  }),
  implement(partners.reportPartners, async ({ caller, query: { from, to, partner } }) => {
    requirePeriod({ from, to });
    const partnerIds = issuersInScope(caller, deps.issuers.keys(), partner);
    if (partnerIds.length === 0) throw noSuchPartnership();
    return answer(200, await reportPartners(partnerIds, { from, to }, deps));
  }),
  implement(partners.acceptPartnership, async ({ caller, path, body }) => {
    requireOwnPerson(caller, body);
    const request = { ...body, opportunityId: path.id, by: caller.subject };
    return answer(200, partnershipOf(noted(caller, await acceptPartnership(request, deps))));
  }),
  implement(partners.withdrawAcceptance, async ({ caller, path, body }) => {
    requireSpeaker(caller, body.partnerId);
    const request = { ...body, opportunityId: path.id, by: caller.subject };
    return answer(200, partnershipOf(noted(caller, await withdrawAcceptance(request, deps))));
  }),
  implement(partners.listPartnerCertificates, async ({ caller, path, query }) => {
    const { partner: partnerId, issuer: issuerId, limit, cursor } = query;
    if (!hasIssuer(caller, partnerId)) throw noSuchPartnership();
    const key = { issuerId, opportunityId: path.id, partnerId };
    const page = await listPartnerCertificates(key, { limit, cursor }, deps);
    return answer(200, {
      items: page.items.map((one) => certificateSummary(one, deps.now())),
      cursor: page.cursor,
    });
  }),
]);

/** Notes for the journal what a partner has said. */
function noted(caller: Caller, view: PartnerView): PartnerView {
  if (view.acceptance !== undefined) caller.written.set('acceptanceSha256', recordHash(view.acceptance));
  return view;
}

/**
 * Requires that the caller's account is the partner's own: one for every issuer speaks for none of them.
 * @throws Refusal NOT_FOUND
 */
function requireSpeaker(caller: Caller, partnerId: string): void {
  const speaks = caller.grants.some((grant) => SPEAKING.includes(grant.role) && grant.issuerId === partnerId);
  if (!speaks) throw noSuchPartnership();
  caller.reached.add(partnerId);
}

/**
 * Requires somebody of the partner whose token says nothing of working for the opportunity's issuer as well: otherwise
 * one account could agree with itself.
 * @throws Refusal NOT_FOUND, SAME_PERSON
 */
function requireOwnPerson(
  caller: Caller,
  { issuerId, partnerId }: { readonly issuerId: string; readonly partnerId: string },
): void {
  requireSpeaker(caller, partnerId);
  if (caller.grants.some((grant) => grant.issuerId === issuerId || grant.issuerId === '*')) throw ofBoth();
}

/** Returns a joint opportunity as its partner sees it: where it can be accepted, with what would be accepted. */
function partnershipOf({ partnerId, state, termsSha256, opportunity, acceptance }: PartnerView) {
  const isSettled = state === 'accepted' || state === 'not_named';
  const ofFile = issuerOf(deps.issuers, partnerId);
  const { logo, signatories } = (isSettled ? acceptance?.mark : undefined) ?? ofFile;
  return {
    partnerId,
    state,
    termsSha256,
    opportunity,
    validUntil: acceptance?.validUntil ?? null,
    logo,
    signatories: signatories.map(({ nameAr, nameEn, titleAr, titleEn }) => ({
      nameAr,
      nameEn,
      titleAr,
      titleEn,
    })),
    acceptedBy: acceptance?.by ?? null,
    acceptedAt: acceptance?.at ?? null,
    withdrawnBy: acceptance?.withdrawn?.by ?? null,
    withdrawnAt: acceptance?.withdrawn?.at ?? null,
  };
}
