import { certificateIdFrom } from '../../domain/certificate/certificate-id.ts';
import { freezeSnapshot } from '../../domain/certificate/freeze-snapshot.ts';
import { recognitionSubject } from '../../domain/certificate/recognition-subject.ts';
import { reservedCertificate } from '../../domain/certificate/reserved-certificate.ts';
import {
  decideRecognition,
  type Recognition,
  recognitionSlot,
} from '../../domain/eligibility/decide-recognition.ts';
import type { KillSwitch } from '../../domain/ports/kill-switch.ts';
import { Refusal } from '../../domain/refusal.ts';
import { completeCertificate } from './complete-certificate.ts';
import type { IssueOutcome, IssuingDeps } from './issue-certificate.ts';
import { requireNotHalted } from './require-not-halted.ts';
import { reserveCertificate } from './reserve-certificate.ts';

export interface RecognitionRequest {
  readonly volunteerId: string;
  readonly award: Recognition;
  readonly actor: string;
}

/** Another request for the same recognition at the same moment is the only thing that can get in between. */
const MOST_DECISIONS = 3;

/**
 * Issues one recognition, exactly once: its slot is reserved together with the certificate, and the hours it cites
 * stay as they are, free for a certificate of their own. A reservation from an earlier try is resumed.
 */
export async function issueRecognition(
  request: RecognitionRequest,
  deps: IssuingDeps & { readonly killSwitch: Pick<KillSwitch, 'position'> },
): Promise<IssueOutcome> {
  await requireNotHalted(deps.killSwitch);
  const { volunteerId, award, actor } = request;
  const issuer = deps.issuers.get(award.issuerId);
  if (issuer === undefined) throw new Refusal('NOT_FOUND', 'There is no such issuer.');
  for (let decision = 1; decision <= MOST_DECISIONS; decision += 1) {
    const record = await deps.ledger.volunteerRecord(volunteerId);
    const verdict = decideRecognition({
      award,
      volunteer: record?.volunteer,
      timesheets: record?.timesheets ?? [],
      recognitions: record?.recognitions ?? [],
      issuer,
      now: deps.now(),
      findUnprintable: deps.findUnprintable,
    });
    if (verdict.reason === 'ALREADY_ISSUED') return resume(verdict.certificateId, actor, deps);
    if (verdict.reason !== 'ELIGIBLE' || record === undefined) return { outcome: 'refused', verdict };
    const certificateId = certificateIdFrom(deps.randomBytes(10));
    const snapshot = freezeSnapshot({
      certificateId,
      subject: recognitionSubject(award, verdict.evidence),
      volunteer: record.volunteer,
      issuers: [issuer],
      evidence: verdict.evidence,
      now: deps.now(),
      baseUrl: deps.baseUrl,
      statusList: await deps.statusIndexes.next(issuer.issuerId),
      credentialKeyId: deps.credentialKeyId,
      sealKeyId: issuer.proof === 'sealed' ? await deps.sealingKey() : null,
      supersedes: null,
    });
    const certificate = reservedCertificate(snapshot, actor, {});
    const claim = { kind: 'recognition', volunteerId, slot: recognitionSlot(award) } as const;
    if ((await reserveCertificate({ certificate, claim }, deps)) === 'changed') continue;
    await completeCertificate(certificate, actor, deps);
    return { outcome: 'issued', certificateId };
  }
  throw new Refusal(
    'LEDGER_BUSY',
    'This recognition is being issued right now; please try again in a moment.',
  );
}

async function resume(certificateId: string, actor: string, deps: IssuingDeps): Promise<IssueOutcome> {
  const certificate = await deps.register.find(certificateId);
  if (certificate === undefined) throw new Error('A slot names a certificate that was never written');
  const completed = await completeCertificate(certificate, actor, deps);
  return { outcome: completed === 'issued' ? 'issued' : 'alreadyIssued', certificateId };
}
