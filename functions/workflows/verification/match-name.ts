import type { Certificate } from '../../domain/certificate/certificate.ts';
import { certificateIdIn } from '../../domain/certificate/certificate-id-in-text.ts';
import { takesNameMatch } from '../../domain/certificate/disclosure.ts';
import { nameMatches } from '../../domain/certificate/name-match.ts';
import { verificationOf } from '../../domain/certificate/verification.ts';
import type { RateLimit } from '../../domain/ports/rate-limit.ts';
import { Refusal } from '../../domain/refusal.ts';
import { callerGroup } from './caller-group.ts';
import type { VerificationDeps } from './verify-certificate.ts';

const MOST_OF_A_CALLER = 5;
const MOST_OF_ALL = 60;

/** A name that somebody typed, and the address they typed it from. */
export interface NameAttempt {
  readonly name: string;
  readonly caller: string;
}

/** What `matchName` needs. */
export interface MatchDeps extends VerificationDeps {
  readonly rateLimit: RateLimit;
}

/**
 * Returns whether a typed name is the holder's, for certificates in force whose issuer doesn't disclose the full name.
 * Attempts count per caller and certificate ID, so that nobody can use up another's, and per certificate ID for all
 * callers together, so that many addresses can't try many names. They count whether the certificate exists or not.
 *
 * @throws Refusal CERTIFICATE_ID_MALFORMED when the input is not a certificate ID.
 * @throws Refusal NOT_FOUND when no certificate was issued with the ID.
 * @throws Refusal STATE_CONFLICT when the certificate is not in force, or its answer already holds the full name.
 * @throws Refusal TOO_MANY_REQUESTS after five attempts of a caller within a minute, or sixty of all, with `retryAfterSeconds`.
 * @throws Refusal CHECK_UNAVAILABLE when the record can't be read.
 */
export async function matchName(
  input: string,
  { name, caller }: NameAttempt,
  deps: MatchDeps,
): Promise<boolean> {
  const read = certificateIdIn(input);
  if (!read.ok)
    throw new Refusal('CERTIFICATE_ID_MALFORMED', 'This is not a certificate ID.', { rule: read.rule });
  const certificate = await countAndFind(read.certificateId, caller, deps);
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

async function countAndFind(
  certificateId: string,
  caller: string,
  deps: MatchDeps,
): Promise<Certificate | undefined> {
  try {
    await count(certificateId, caller, deps);
    return await deps.register.find(certificateId);
  } catch (fault) {
    if (fault instanceof Refusal) throw fault;
    deps.reportFault(fault);
    throw new Refusal('CHECK_UNAVAILABLE', 'The record could not be reached just now; please try again.');
  }
}

/** Counts an attempt. One that is refused to its caller doesn't count for the others. */
async function count(certificateId: string, caller: string, { rateLimit, now }: MatchDeps): Promise<void> {
  const limits = [
    [`match#${certificateId}#${callerGroup(certificateId, caller)}`, MOST_OF_A_CALLER],
    [`match#${certificateId}`, MOST_OF_ALL],
  ] as const;
  for (const [name, limit] of limits) {
    const attempt = await rateLimit.attempt(name, limit, now());
    if (!attempt.allowed)
      throw new Refusal(
        'TOO_MANY_REQUESTS',
        'A name can be compared five times a minute for one certificate.',
        { retryAfterSeconds: attempt.retryAfterSeconds },
      );
  }
}
