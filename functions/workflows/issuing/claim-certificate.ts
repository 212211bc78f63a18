import { actorOfVolunteer } from '../../domain/certificate/actor.ts';
import type { Recognition } from '../../domain/eligibility/decide-recognition.ts';
import { isHalted } from '../../domain/halted.ts';
import type { Opportunity } from '../../domain/hours/opportunity.ts';
import type { VolunteerIdentity } from '../../domain/hours/volunteer.ts';
import type { HoursLedger, VolunteerRecord } from '../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';
import type { StatusIndexes } from '../../domain/ports/status-indexes.ts';
import type { KillSwitch, KillSwitchStates } from '../../domain/ports/supervision/kill-switch.ts';
import { Refusal } from '../../domain/refusal.ts';
import { COUNTED_BY_ISSUE } from '../../domain/report/counter.ts';
import { onePerId, opportunitiesOf } from '../find-opportunity.ts';
import type { IssueOutcome } from './issue.ts';
import { issueCertificate, type OpportunityIssuingDeps } from './issue-certificate.ts';
import { issueRecognition, type RecognitionDeps } from './issue-recognition.ts';
import { ownRecords } from './own-records.ts';
import { requireUnhalted } from './require-not-halted.ts';

export interface ClaimDeps extends OpportunityIssuingDeps {
  readonly ledger: Pick<HoursLedger, 'volunteerRecord' | 'volunteerRecords'>;
  readonly opportunities: Pick<OpportunityCatalogue, 'findMany'>;
  readonly killSwitch: Pick<KillSwitch, 'states'>;
  readonly statusIndexes: StatusIndexes;
}

/** A volunteer's claim for one opportunity, of the issuer that it names or else of any whom the token names. */
export interface OpportunityClaim {
  readonly identities: readonly VolunteerIdentity[];
  readonly opportunityId: string;
  readonly issuerId?: string | undefined;
}

/**
 * Issues the certificate that a volunteer claims for one opportunity; no email is sent, since the volunteer is looking
 * at it. A person waits, so independent reads run at the same time.
 *
 * @throws Refusal NOT_ELIGIBLE with OPPORTUNITY_UNKNOWN, OPPORTUNITY_AMBIGUOUS, ISSUING_HALTED, or LEDGER_BUSY.
 */
export async function claimCertificate(claim: OpportunityClaim, deps: ClaimDeps): Promise<IssueOutcome> {
  const [{ opportunities, killSwitches }, records] = await Promise.all([
    opportunitiesToClaim(claim, deps),
    ownRecords(claim.identities, deps),
  ]);
  const opportunity = opportunityOf(claim.opportunityId, opportunities, records);
  if (opportunity === undefined)
    throw new Refusal('NOT_ELIGIBLE', 'There is no such opportunity.', { reason: 'OPPORTUNITY_UNKNOWN' });
  requireUnhalted(killSwitches, [opportunity.issuerId]);
  const record = records.find(({ volunteer }) => volunteer.issuerId === opportunity.issuerId);
  const volunteerId = record?.volunteer.volunteerId ?? idWith(opportunity.issuerId, claim.identities);
  if (volunteerId === undefined) throw new Error('An opportunity of an issuer that the token does not name');
  const actor = actorOfVolunteer(volunteerId);
  return issueCertificate(
    { volunteerId, opportunity, read: { record }, actor, counter: COUNTED_BY_ISSUE, notify: false },
    deps,
  );
}

/**
 * Issues the recognition that a volunteer claims of an issuer.
 *
 * @throws Refusal NOT_FOUND when the token doesn't name the issuer, and what `issueRecognition` throws.
 */
export async function claimRecognition(
  { identities, award }: { readonly identities: readonly VolunteerIdentity[]; readonly award: Recognition },
  deps: RecognitionDeps,
): Promise<IssueOutcome> {
  const volunteerId = idWith(award.issuerId, identities);
  if (volunteerId === undefined) throw new Refusal('NOT_FOUND', 'There is no such issuer.');
  return issueRecognition({ volunteerId, award, actor: actorOfVolunteer(volunteerId) }, deps);
}

/**
 * Finds the opportunities that a claim may mean, and asks for an index in the issuer's status list while the hours are
 * still being read. The index is awaited also where nothing will be issued: Lambda freezes a function that has
 * answered, whatever it does.
 */
async function opportunitiesToClaim(
  { identities, opportunityId, issuerId }: OpportunityClaim,
  { opportunities, issuers, killSwitch, statusIndexes }: ClaimDeps,
): Promise<{ readonly opportunities: readonly Opportunity[]; readonly killSwitches: KillSwitchStates }> {
  const known = [...issuers.keys()].filter(
    (id) => id === (issuerId ?? id) && idWith(id, identities) !== undefined,
  );
  const [found, killSwitches] = await Promise.all([
    opportunitiesOf(known, [opportunityId], opportunities),
    killSwitch.states('issuing'),
  ]);
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0 && !isHalted(killSwitches, only.issuerId))
    await statusIndexes.prepare(only.issuerId);
  return { opportunities: found, killSwitches };
}

/** Returns the opportunity that a claim means: of several with the ID, the one that hours are recorded for. */
function opportunityOf(
  opportunityId: string,
  opportunities: readonly Opportunity[],
  records: readonly VolunteerRecord[],
): Opportunity | undefined {
  const withHours = opportunities.filter(({ issuerId }) =>
    records.some(({ timesheets }) =>
      timesheets.some((one) => one.issuerId === issuerId && one.opportunityId === opportunityId),
    ),
  );
  return onePerId(withHours.length > 0 ? withHours : opportunities).get(opportunityId);
}

/** Returns the ID by which an issuer knows the person that a token names. */
const idWith = (issuerId: string, identities: readonly VolunteerIdentity[]): string | undefined =>
  identities.find((identity) => (identity.issuerId ?? issuerId) === issuerId)?.volunteerId;
