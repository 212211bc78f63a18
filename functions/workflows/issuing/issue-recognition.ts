import { recognitionSubject } from '../../domain/certificate/recognition-subject.ts';
import {
  decideRecognition,
  type Recognition,
  recognitionSlot,
} from '../../domain/eligibility/decide-recognition.ts';
import type { Issuer } from '../../domain/issuer.ts';
import { revisionOf } from '../../domain/ports/hours-ledger.ts';
import type { KillSwitch } from '../../domain/ports/supervision/kill-switch.ts';
import { Refusal } from '../../domain/refusal.ts';
import { COUNTED_BY_ISSUE } from '../../domain/report/counter.ts';
import { type OpportunityDecisionDeps, roomReasonOf } from './decide-opportunity-award.ts';
import { type Decision, type IssueOutcome, type IssuingDeps, issue } from './issue.ts';
import { requireNotHalted } from './require-not-halted.ts';

export interface RecognitionRequest {
  readonly volunteerId: string;
  readonly award: Recognition;
  readonly actor: string;
}

export interface RecognitionDeps
  extends IssuingDeps,
    Omit<OpportunityDecisionDeps, 'register' | 'agreements'> {
  readonly killSwitch: Pick<KillSwitch, 'states'>;
}

/**
 * Issues one recognition, exactly once. Its slot is reserved with the certificate; the hours that it cites stay free
 * for a certificate of their own.
 *
 * @throws Refusal NOT_FOUND when no such issuer is configured, ISSUING_HALTED, or LEDGER_BUSY when the records changed
 * during every attempt.
 */
export async function issueRecognition(
  { volunteerId, award, actor }: RecognitionRequest,
  deps: RecognitionDeps,
): Promise<IssueOutcome> {
  const issuer = deps.issuers.get(award.issuerId);
  if (issuer === undefined) throw new Refusal('NOT_FOUND', 'There is no such issuer.');
  await requireNotHalted(deps.killSwitch, [issuer.issuerId]);
  const decide = () => decideRecognitionAward(volunteerId, award, issuer, deps);
  return issue('This recognition is', decide, { actor, counter: COUNTED_BY_ISSUE }, deps);
}

async function decideRecognitionAward(
  volunteerId: string,
  award: Recognition,
  issuer: Issuer,
  { ledger, register, now, findUnprintable, designRoom }: RecognitionDeps,
): Promise<Decision> {
  const record = await ledger.volunteerRecord(issuer.issuerId, volunteerId);
  const verdict = decideRecognition({
    award,
    volunteer: record?.volunteer,
    timesheets: record?.timesheets ?? [],
    recognitions: record?.recognitions ?? [],
    issuer,
    now: now(),
    findUnprintable,
    roomReason: roomReasonOf([issuer], record?.volunteer, null, { designRoom }),
  });
  if (verdict.reason === 'ALREADY_ISSUED') {
    const certificate = await register.find(verdict.certificateId);
    if (certificate === undefined) throw new Error('A slot names a certificate that was never written');
    return { kind: 'resume', certificate };
  }
  if (verdict.reason !== 'ELIGIBLE' || record === undefined) return { kind: 'refuse', verdict };
  const { evidence } = verdict;
  return {
    kind: 'issue',
    award: {
      content: {
        kind: 'award',
        subject: recognitionSubject(award),
        volunteer: record.volunteer,
        issuers: [issuer],
        evidence,
      },
      basis: { kind: 'recognition', issuerId: issuer.issuerId, volunteerId, slot: recognitionSlot(award) },
      decidedOn: revisionOf(record),
      facts: {},
    },
  };
}
