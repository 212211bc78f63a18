import type { Certificate } from '../../domain/certificate/certificate.ts';
import { parseCertificateId } from '../../domain/certificate/certificate-id.ts';
import { nameMatches, takesNameMatch } from '../../domain/certificate/disclosure.ts';
import { verificationOf } from '../../domain/certificate/verification.ts';
import type { RateLimit } from '../../domain/ports/rate-limit.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { VerificationParts } from './verify-certificate.ts';

export interface MatchParts extends VerificationParts {
  readonly rateLimit: RateLimit;
}

/**
 * Whether a typed name is the holder's, for certificates in force whose issuer doesn't show it. Every attempt on
 * an ID counts, whether there is such a certificate or not, so that the limit gives nothing away.
 */
export async function matchName(input: string, name: string, parts: MatchParts): Promise<boolean> {
  const read = parseCertificateId(input);
  if (!read.ok)
    throw new Refusal('CERTIFICATE_ID_MALFORMED', 'This is not a certificate ID.', { rule: read.rule });
  const certificate = await countAndFind(read.certificateId, parts);
  const { result } = verificationOf(read.certificateId, certificate, parts.now());
  const snapshot = certificate?.snapshot;
  if (result === 'unknown' || !snapshot)
    throw new Refusal('NOT_FOUND', 'No certificate was issued with this ID.');
  if (result !== 'valid')
    throw new Refusal('STATE_CONFLICT', 'Only a certificate in force confirms a name.', { result });
  if (!takesNameMatch(snapshot))
    throw new Refusal('STATE_CONFLICT', 'The name is part of the answer itself; compare it there.', {
      result,
    });
  return nameMatches(name, snapshot.holder.nameAr, snapshot.holder.nameEn);
}

async function countAndFind(certificateId: string, parts: MatchParts): Promise<Certificate | undefined> {
  try {
    const attempt = await parts.rateLimit.attempt(`match#${certificateId}`, parts.now());
    if (!attempt.allowed)
      throw new Refusal(
        'TOO_MANY_REQUESTS',
        'A name can be compared five times a minute for one certificate.',
        {
          retryAfterSeconds: attempt.retryAfterSeconds,
        },
      );
    return await parts.register.find(certificateId);
  } catch (fault) {
    if (fault instanceof Refusal) throw fault;
    parts.reportFault(fault);
    throw new Refusal('CHECK_UNAVAILABLE', 'The record could not be reached just now; please try again.');
  }
}
