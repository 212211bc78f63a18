import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import { freezeSnapshot } from '../../domain/certificate/freeze-snapshot.ts';
import type { Issuer } from '../../domain/issuer.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';
import { Refusal } from '../../domain/refusal.ts';
import { COUNTED_BY_ISSUE } from '../../domain/report/counter.ts';
import { decideOpportunityAward, type OpportunityDecisionDeps } from './decide-opportunity-award.ts';

/** What has no certificate yet, and shows no other's: its check digits are none that an ID has. */
const NO_CERTIFICATE_ID = '0'.repeat(18);

export interface PreviewDeps extends OpportunityDecisionDeps {
  readonly catalogue: Pick<OpportunityCatalogue, 'findMany'>;
  /** Draws a certificate as a picture that says that it is none. */
  readonly drawPreview: (snapshot: CertificateSnapshot) => Promise<Uint8Array>;
  readonly issuers: ReadonlyMap<string, Issuer>;
  readonly baseUrl: string;
}

export interface PreviewRequest {
  readonly issuerId: string;
  readonly opportunityId: string;
  readonly volunteerId: string;
}

/**
 * Returns a picture of the certificate that would be issued to a volunteer for an opportunity now. Writes nothing: it has no
 * ID, no place in a status list and no signature.
 *
 * @throws Refusal NOT_FOUND where the issuer has no such opportunity, or NOT_ELIGIBLE where none would be issued.
 */
export async function previewCertificate(
  { issuerId, opportunityId, volunteerId }: PreviewRequest,
  deps: PreviewDeps,
): Promise<Uint8Array> {
  const [opportunity] = await deps.catalogue.findMany([{ issuerId, opportunityId }]);
  if (opportunity === undefined) throw new Refusal('NOT_FOUND', 'The issuer has no such opportunity.');
  const record = await deps.ledger.volunteerRecord(issuerId, volunteerId);
  const decision = await decideOpportunityAward(
    record,
    { opportunity, counter: COUNTED_BY_ISSUE, notify: false },
    deps,
  );
  if (decision.kind !== 'issue') {
    const reason = decision.kind === 'refuse' ? decision.verdict.reason : 'ALREADY_ISSUED';
    throw new Refusal('NOT_ELIGIBLE', `No certificate would be issued: ${reason}.`, { reason });
  }
  return deps.drawPreview(
    freezeSnapshot(decision.award.content, {
      certificateId: NO_CERTIFICATE_ID,
      now: deps.now(),
      baseUrl: deps.baseUrl,
      statusList: { listId: 'preview', index: 0 },
      credentialKeyId: null,
      sealKeyId: null,
    }),
  );
}
