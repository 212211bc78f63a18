import { dayIn } from '../../domain/calendar-date.ts';
import type { Certificate, CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import { isKnownToHolder } from '../../domain/certificate/notification.ts';
import type { FindUnprintable } from '../../domain/eligibility/decide-eligibility.ts';
import { isNamed } from '../../domain/hours/name-review.ts';
import { issuerOf } from '../../domain/issuer.ts';
import { isInForce } from '../../domain/partner/acceptance.ts';
import type { PartnerAgreements } from '../../domain/ports/opportunity-catalogue.ts';
import { Refusal } from '../../domain/refusal.ts';
import { COUNTED_BY_ISSUE } from '../../domain/report/counter.ts';
import { type Decision, type IssuingDeps, issue } from '../issuing/issue.ts';
import { findModifiable, type StepRequest } from './change-certificate.ts';
import { type CorrectedName, correctedName, type PrintedName } from './corrected-name.ts';

export interface CorrectingDeps extends IssuingDeps {
  readonly findUnprintable: FindUnprintable;
  readonly agreements: Pick<PartnerAgreements, 'acceptances'>;
}

export interface ReplacementRequest extends StepRequest {
  readonly name: CorrectedName;
  /** Whether the holder asked for it, and is told whether or not the original was to be told. */
  readonly isAskedFor?: boolean;
}

/**
 * Replaces a certificate by one with a corrected name: a new certificate ID, the same award and hours. Asked again with
 * the same name it returns the same replacement, completed where it was left reserved.
 *
 * @throws Refusal NOT_FOUND, BODY_INVALID for the name, NOT_ELIGIBLE with the partners whose acceptance of what it prints
 * isn't in force any more, STATE_CONFLICT when it isn't issued or was replaced with another
 * name, or LEDGER_BUSY.
 */
export async function replaceCertificate(
  request: ReplacementRequest,
  deps: CorrectingDeps,
): Promise<Certificate> {
  let name: PrintedName | undefined;
  const decide = async (): Promise<Decision> => {
    const original = await findModifiable(request, deps);
    if (original.snapshot === null) throw notReplaceable(original);
    name = correctedName(original.snapshot, request.name, deps.findUnprintable);
    const earlier = await earlierReplacement(original, deps);
    if (earlier) return { kind: 'resume', certificate: earlier };
    if (original.state !== 'issued') throw notReplaceable(original);
    await requirePartners(original.snapshot, deps);
    return newReplacement(original, original.snapshot, name, request, deps);
  };
  const requester = { actor: request.actor, note: request.note, counter: COUNTED_BY_ISSUE };
  const outcome = await issue('This certificate is', decide, requester, deps);
  if (outcome.outcome === 'refused') throw new Error('A replacement is never refused for its hours');

  const replacement = await deps.register.find(outcome.certificateId);
  if (replacement?.snapshot && name && isNamed(replacement.snapshot.holder, name)) return replacement;
  throw new Refusal('STATE_CONFLICT', 'This certificate was replaced already, by one with another name.', {
    state: 'superseded',
    supersededBy: outcome.certificateId,
  });
}

/** Finds a replacement that was reserved before and not abandoned since, issued or not. */
async function earlierReplacement(
  original: Certificate,
  { register }: Pick<CorrectingDeps, 'register'>,
): Promise<Certificate | undefined> {
  const certificateId = original.supersededBy ?? original.replacementReserved;
  const found = certificateId === undefined ? undefined : await register.find(certificateId);
  return found?.state === 'erased' && original.state === 'issued' ? undefined : found;
}

function newReplacement(
  original: Certificate,
  snapshot: CertificateSnapshot,
  name: PrintedName,
  { isAskedFor }: ReplacementRequest,
  { issuers }: Pick<CorrectingDeps, 'issuers'>,
): Decision {
  // A holder who knows of the original, or was to be notified of it, is notified of its replacement.
  const notify = isAskedFor || isKnownToHolder(original) ? 'yes' : original.events[0]?.facts.notify;
  return {
    kind: 'issue',
    award: {
      content: { kind: 'correction', issuer: issuerOf(issuers, original.issuerId), original: snapshot, name },
      basis: { kind: 'replacement', original },
      facts: { supersedes: original.certificateId, ...(notify === undefined ? {} : { notify }) },
    },
  };
}

/** @throws Refusal NOT_ELIGIBLE where a partner whose name and signatories would be printed again doesn't agree today. */
async function requirePartners(snapshot: CertificateSnapshot, deps: CorrectingDeps): Promise<void> {
  const { award } = snapshot;
  const [{ issuerId }, ...partners] = snapshot.issuers;
  if (award.kind !== 'opportunity' || partners.length === 0) return;
  const partnerIds = partners.map((partner) => partner.issuerId);
  const acceptances = await deps.agreements.acceptances([
    { issuerId, opportunityId: award.opportunityId, partnerIds },
  ]);
  const today = dayIn(snapshot.timeZone, deps.now());
  const notAgreed = partners
    .filter((partner) => {
      const acceptance = acceptances.find(({ partnerId }) => partnerId === partner.issuerId);
      return !isInForce(acceptance, partner, today);
    })
    .map((partner) => partner.issuerId);
  if (notAgreed.length > 0)
    throw new Refusal('NOT_ELIGIBLE', 'A partner whose name it bears does not agree any more.', {
      reason: 'PARTNER_NOT_AGREED',
      partnerIds: notAgreed,
    });
}

const notReplaceable = ({ state }: Certificate) =>
  new Refusal('STATE_CONFLICT', `A certificate that is ${state} can't be replaced.`, { state });
