import type { Certificate } from '../../domain/certificate/certificate.ts';
import { certificateIdIn } from '../../domain/certificate/certificate-id-in-text.ts';
import { takesNameMatch } from '../../domain/certificate/disclosure.ts';
import { nameMatches } from '../../domain/certificate/name-match.ts';
import { verificationOf } from '../../domain/certificate/verification.ts';
import type { RateLimit } from '../../domain/ports/rate-limit.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { VerificationDeps } from './verify-certificate.ts';

/** What `matchName` needs. */
export interface MatchDeps extends VerificationDeps {
  readonly rateLimit: RateLimit;
}

/**
 * Returns whether a typed name is the holder's, for certificates in force whose issuer doesn't disclose the full name.
 * Attempts count per certificate ID, whether the certificate exists or not, so that the rate limit reveals nothing.
 *
 * @throws Refusal CERTIFICATE_ID_MALFORMED when the input is not a certificate ID.
 * @throws Refusal NOT_FOUND when no certificate was issued with the ID.
 * @throws Refusal STATE_CONFLICT when the certificate is not in force, or its answer already holds the full name.
 * @throws Refusal TOO_MANY_REQUESTS after five attempts within a minute, with `retryAfterSeconds`.
 * @throws Refusal CHECK_UNAVAILABLE when the record can't be read.
 */
export async function matchName(input: string, name: string, deps: MatchDeps): Promise<boolean> {
  const read = certificateIdIn(input);
  if (!read.ok)
    throw new Refusal('CERTIFICATE_ID_MALFORMED', 'This is not a certificate ID.', { rule: read.rule });
  const certificate = await countAndFind(read.certificateId, deps);
  const { result } = verificationOf(read.certificateId, certificate, deps.now());
  const snapshot = certificate?.snapshot;
  if (result === 'unknown' || !snapshot)
    throw new Refusal('NOT_FOUND', 'No certificate was issued with this ID.');
  if (result !== 'valid')
    throw new Refusal('STATE_CONFLICT', 'Only a certificate in force confirms a name.', { result });
  if (!takesNameMatch(snapshot))
    throw new Refusal('STATE_CONFLICT', 'The answer shows the full name; compare it there.', { result });
  return nameMatches(name, snapshot.holder.nameAr, snapshot.holder.nameEn);
}

async function countAndFind(certificateId: string, deps: MatchDeps): Promise<Certificate | undefined> {
  try {
    const attempt = await deps.rateLimit.attempt(`match#${certificateId}`, deps.now());
    if (!attempt.allowed)
      throw new Refusal(
        'TOO_MANY_REQUESTS',
        'A name can be compared five times a minute for one certificate.',
        {
          retryAfterSeconds: attempt.retryAfterSeconds,
        },
      );
    return await deps.register.find(certificateId);
  } catch (fault) {
    if (fault instanceof Refusal) throw fault;
    deps.reportFault(fault);
    throw new Refusal('CHECK_UNAVAILABLE', 'The record could not be reached just now; please try again.');
  }
}
