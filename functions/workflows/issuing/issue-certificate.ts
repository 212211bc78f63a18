import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { VolunteerRecord } from '../../domain/ports/hours-ledger.ts';
import {
  decideOpportunityAward,
  type OpportunityAward,
  type OpportunityDecisionDeps,
} from './decide-opportunity-award.ts';
import { type IssueOutcome, type IssuingDeps, issue } from './issue.ts';

export interface IssueRequest extends OpportunityAward {
  readonly volunteerId: string;
  /** The volunteer's record where it was read already; the first attempt is decided on it. */
  readonly read?: { readonly record: VolunteerRecord | undefined };
  /** A subject of the identity provider, or the name of a function. */
  readonly actor: string;
}

export interface OpportunityIssuingDeps extends IssuingDeps, OpportunityDecisionDeps {
  readonly register: IssuingDeps['register'] & Pick<CertificateRegister, 'findMany'>;
}

/**
 * Issues the certificate of a volunteer for one opportunity, exactly once.
 *
 * @throws Refusal LEDGER_BUSY when the hours changed during every attempt.
 */
export function issueCertificate(request: IssueRequest, deps: OpportunityIssuingDeps): Promise<IssueOutcome> {
  let { read } = request;
  const decide = async () => {
    const { issuerId } = request.opportunity;
    const record = read ? read.record : await deps.ledger.volunteerRecord(issuerId, request.volunteerId);
    read = undefined;
    return decideOpportunityAward(record, request, deps);
  };
  return issue('These hours are', decide, request, deps);
}
