import type { Certificate, CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import type { FindUnprintable } from '../../domain/eligibility/decide-eligibility.ts';
import { isNamed } from '../../domain/hours/name-review.ts';
import { Refusal } from '../../domain/refusal.ts';
import { COUNTED_BY_ISSUE } from '../../domain/report/counter.ts';
import { type Decision, type IssuingDeps, issue } from '../issuing/issue.ts';
import { findModifiable, type StepRequest } from './change-certificate.ts';
import { type CorrectedName, correctedName, type PrintedName } from './corrected-name.ts';

export interface CorrectingDeps extends IssuingDeps {
  readonly findUnprintable: FindUnprintable;
}

export interface ReplacementRequest extends StepRequest {
  readonly name: CorrectedName;
  /** The holder asked for it, and is told whether or not the original was to be told. */
  readonly isAskedFor?: true;
}

/**
 * Replaces a certificate by one with a corrected name: a new certificate ID, the same award and hours. Asked again with
 * the same name it returns the same replacement, completed where it was left reserved.
 *
 * @throws Refusal NOT_FOUND, BODY_INVALID for the name, STATE_CONFLICT when it isn't issued or was replaced with another
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
    return earlier
      ? { kind: 'resume', certificate: earlier }
      : newReplacement(original, original.snapshot, name, request);
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
): Decision {
  if (original.state !== 'issued') throw notReplaceable(original);
  // A holder who was to be notified of the original is notified of its replacement.
  const notify = isAskedFor ? 'yes' : original.events[0]?.facts.notify;
  return {
    kind: 'issue',
    award: {
      content: { kind: 'correction', original: snapshot, name },
      basis: { kind: 'replacement', original },
      facts: { supersedes: original.certificateId, ...(notify === undefined ? {} : { notify }) },
    },
  };
}

const notReplaceable = ({ state }: Certificate) =>
  new Refusal('STATE_CONFLICT', `A certificate that is ${state} can't be replaced.`, { state });
