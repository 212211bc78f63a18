import { dayIn } from '../../domain/calendar-date.ts';
import type { Certificate, CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import { certificateIdFrom } from '../../domain/certificate/certificate-id.ts';
import { noteReplacement } from '../../domain/certificate/certificate-steps.ts';
import { reservedCertificate } from '../../domain/certificate/reserved-certificate.ts';
import type { FindUnprintable } from '../../domain/eligibility/decide-eligibility.ts';
import { readName } from '../../domain/hours/display-name.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { IssuingDeps } from '../issuing/issue-certificate.ts';
import { findModifiable, type StepRequest } from './change-certificate.ts';
import { completeReplacement, type ReplacementDeps } from './complete-replacement.ts';

/** The name as it is to be; a script that is left out stays as it is. */
export interface CorrectedName {
  readonly nameAr?: string | undefined;
  readonly nameEn?: string | undefined;
}

export interface CorrectingDeps
  extends ReplacementDeps,
    Pick<
      IssuingDeps,
      'statusIndexes' | 'randomBytes' | 'baseUrl' | 'credentialKeyId' | 'sealingKey' | 'findUnprintable'
    > {
  readonly register: Pick<CertificateRegister, 'find' | 'change' | 'reserve'>;
}

const MOST_DECISIONS = 5;

/**
 * Replaces a certificate by one with a corrected name: a new certificate ID, the same award and hours. Asked again
 * with the same name it answers the same replacement, and finishes one that was left half done.
 */
export async function replaceCertificate(
  request: StepRequest & { readonly name: CorrectedName },
  deps: CorrectingDeps,
): Promise<Certificate> {
  for (let decision = 1; decision <= MOST_DECISIONS; decision += 1) {
    const old = await findModifiable(request, deps);
    if (old.snapshot === null) throw notReplaceable(old);
    const name = correctedName(old.snapshot, request.name, deps.findUnprintable);
    const reserved =
      (await earlierReplacement(old, deps)) ??
      (await reserveReplacement(old, old.snapshot, name, request, deps));
    if (reserved === 'changed') continue;
    const outcome = await completeReplacement(reserved, request, deps);
    if (outcome === 'abandoned') continue;
    const replacement = await deps.register.find(reserved.certificateId);
    if (replacement?.snapshot && isNamed(replacement.snapshot, name)) return replacement;
    throw new Refusal('STATE_CONFLICT', 'This certificate was replaced already, by one with another name.', {
      state: 'superseded',
      supersededBy: reserved.certificateId,
    });
  }
  throw new Refusal(
    'LEDGER_BUSY',
    'This certificate is being changed right now; please try again in a moment.',
  );
}

/** Checks a name before it is asked for or printed; refuses what can't be, naming the field and the character. */
export function correctedName(
  { holder }: CertificateSnapshot,
  wanted: CorrectedName,
  findUnprintable: FindUnprintable,
): Required<{ readonly [F in 'nameAr' | 'nameEn']: string }> {
  const read = (field: 'nameAr' | 'nameEn', script: 'ar' | 'en'): string => {
    const text = wanted[field];
    if (text === undefined) return holder[field];
    const reading = readName(text, script, holder.kind);
    const named = script === 'ar' ? 'The Arabic name' : 'The English name';
    if ('problem' in reading)
      throw new Refusal(
        'BODY_INVALID',
        reading.codePoint === undefined
          ? `${named} must have 2 to 120 characters, letters among them.`
          : `${named} can't hold ${reading.codePoint}: write it in the letters of its own language.`,
        { field, ...reading },
      );
    const codePoint = findUnprintable(field, reading.name);
    if (codePoint !== undefined)
      throw new Refusal('BODY_INVALID', `${named} holds ${codePoint}, which can't be printed.`, {
        field,
        codePoint,
      });
    return reading.name;
  };
  const name = { nameAr: read('nameAr', 'ar'), nameEn: read('nameEn', 'en') };
  if (name.nameAr === holder.nameAr && name.nameEn === holder.nameEn)
    throw new Refusal('BODY_INVALID', 'The name is the same as on the certificate.', { field: 'nameAr' });
  return name;
}

const isNamed = (
  { holder }: CertificateSnapshot,
  name: { readonly nameAr: string; readonly nameEn: string },
) => holder.nameAr === name.nameAr && holder.nameEn === name.nameEn;

/** A replacement that was reserved before and not abandoned since, issued or not. */
async function earlierReplacement(old: Certificate, deps: CorrectingDeps): Promise<Certificate | undefined> {
  const earlier = old.supersededBy ?? old.replacementReserved;
  const found = earlier === undefined ? undefined : await deps.register.find(earlier);
  return found?.state === 'erased' && old.state === 'issued' ? undefined : found;
}

async function reserveReplacement(
  old: Certificate,
  snapshot: CertificateSnapshot,
  name: { readonly nameAr: string; readonly nameEn: string },
  { actor }: StepRequest,
  deps: CorrectingDeps,
): Promise<Certificate | 'changed'> {
  if (old.state !== 'issued') throw notReplaceable(old);
  const certificateId = certificateIdFrom(deps.randomBytes(10));
  const now = deps.now();
  const frozen: CertificateSnapshot = {
    ...snapshot,
    certificateId,
    holder: { ...snapshot.holder, ...name },
    issuedAt: now,
    issuedOn: dayIn(snapshot.timeZone, now),
    baseUrl: deps.baseUrl,
    statusList: await deps.statusIndexes.next(old.issuerId),
    // What was signed stays signed, by the keys of today: the old ones may have been retired.
    credentialKeyId: snapshot.credentialKeyId && deps.credentialKeyId,
    sealKeyId: snapshot.sealKeyId && (await deps.sealingKey()),
    supersedes: old.certificateId,
  };
  // Who was to be told of the certificate is told of the one that takes its place.
  const notify = old.events[0]?.facts.notify;
  const certificate = reservedCertificate(frozen, actor, {
    supersedes: old.certificateId,
    ...(notify === undefined ? {} : { notify }),
  });
  const claim = { kind: 'replacement', replaced: noteReplacement(old, certificateId) } as const;
  return (await deps.register.reserve({ certificate, claim })) === 'reserved' ? certificate : 'changed';
}

const notReplaceable = ({ state }: Certificate) =>
  new Refusal('STATE_CONFLICT', `A certificate that is ${state} can't be replaced.`, { state });
