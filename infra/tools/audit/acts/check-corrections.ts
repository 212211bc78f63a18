import type { CertificateFacts } from '../certificate-facts.ts';
import type { Finding } from '../finding.ts';
import type { ActRecords, CorrectionFacts } from './act-records.ts';
import { actBy, type JournaledActs } from './journal-acts.ts';

/** Decides instead of a person where the issuer's rule lets it. */
const RULE = 'policy';

/** Checks requests for correction: those of whom they say, decided as the journal says, and met by their replacement. */
export function* checkCorrections(
  { corrections }: ActRecords,
  certificates: ReadonlyMap<string, CertificateFacts>,
  journaled: JournaledActs,
): Generator<Finding> {
  const acts = [...journaled.values()];
  for (const [correctionId, correction] of corrections) {
    const { certificateId, issuerId, volunteerId, state, requestedAt, decidedAt } = correction;
    const { requestedBy, decidedBy } = correction;
    const wrong = (message: string): Finding => ({
      rule: 'CORRECTION_WRONG',
      subject: correctionId,
      message,
    });
    const number = Number(correctionId.slice(certificateId.length + 1));
    const certificate = certificates.get(certificateId);
    if (correction.key !== `CERTIFICATE#${certificateId} CORRECTION#${String(number).padStart(3, '0')}`)
      yield wrong(`it is stored under ${correction.key}`);
    if (certificate?.issuerId !== issuerId || certificate.volunteerId !== volunteerId)
      yield wrong('its certificate is another person’s, or does not exist');
    if (correction.listed !== `ISSUER#${issuerId}#CORRECTIONS / ${requestedAt}#${correctionId}`)
      yield { rule: 'LIST_WRONG', subject: correctionId, message: `it is listed at ${correction.listed}` };
    if (!(Date.parse(requestedAt) >= Date.parse(certificate?.reservedAt ?? '')))
      yield wrong('it is older than its certificate');
    yield* checkDecision(correctionId, correction, certificates);
    const isDecided = state !== 'open';
    if (isDecided !== (decidedBy !== '') || isDecided !== (decidedAt !== ''))
      yield wrong(`it is ${state}, and says otherwise who decided`);
    if (state !== 'rejected' && isDecided && decidedBy === requestedBy)
      yield {
        rule: 'SECOND_PERSON_MISSING',
        subject: correctionId,
        message: `${decidedBy} asked for it as well`,
      };
    if (!isDecided || decidedBy === RULE) continue;
    const by = { by: decidedBy, at: decidedAt };
    const act = actBy(acts, ['decide_correction'], by, ({ targets }) => targets.id === correctionId);
    if (act === undefined) yield wrong(`the journal has no decision of ${decidedBy} at ${decidedAt}`);
    else if (act.outcome === 'done' && act.targets.correctionSha256 !== correction.sha256)
      yield wrong('it is not what was decided on');
  }
  for (const act of acts)
    if (
      act.act === 'decide_correction' &&
      act.outcome === 'done' &&
      isMissing(String(act.targets.id), corrections, certificates)
    )
      yield {
        rule: 'CORRECTION_WRONG',
        subject: String(act.targets.id),
        message: 'it was decided, and is missing',
      };
}

/** Requests go with the erasure of their certificate. */
function isMissing(
  correctionId: string,
  corrections: ActRecords['corrections'],
  certificates: ReadonlyMap<string, CertificateFacts>,
): boolean {
  const certificate = certificates.get(correctionId.slice(0, correctionId.indexOf('-')));
  return !corrections.has(correctionId) && certificate !== undefined && certificate.state !== 'erased';
}

function* checkDecision(
  correctionId: string,
  { certificateId, state, replacementId, names }: CorrectionFacts,
  certificates: ReadonlyMap<string, CertificateFacts>,
): Generator<Finding> {
  const wrong = (message: string): Finding => ({ rule: 'CORRECTION_WRONG', subject: correctionId, message });
  if (!['open', 'approving', 'approved', 'rejected'].includes(state))
    yield wrong(`there is no state ${state}`);
  if (names.every((name) => name === '')) yield wrong('it asks for no other name');
  if ((state === 'approved') !== (replacementId !== ''))
    return yield wrong(`it is ${state}, and says otherwise by what`);
  if (state !== 'approved') return;
  const replacement = certificates.get(replacementId);
  if (
    replacement === undefined ||
    (replacement.supersedes !== certificateId && replacement.state !== 'erased')
  )
    yield wrong(`${replacementId} does not replace its certificate`);
  else if (
    replacement.state !== 'erased' &&
    names.some((name) => name !== '' && !replacement.names.includes(name))
  )
    yield wrong(`${replacementId} does not have the name that it asks for`);
}
