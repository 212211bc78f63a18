import type { Instant } from '../../domain/calendar-date.ts';
import { certificateIdIn } from '../../domain/certificate/certificate-id-in-text.ts';
import {
  malformedAnswer,
  unavailableAnswer,
  type VerificationAnswer,
  verificationOf,
} from '../../domain/certificate/verification.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';

/** What `verifyCertificate` needs. */
export interface VerificationDeps {
  readonly register: Pick<CertificateRegister, 'find'>;
  readonly now: () => Instant;
  /** Receives the error when a record can't be read; the answer doesn't contain it. */
  readonly reportFault: (fault: unknown) => void;
}

/**
 * Answers a public verification request. An input that isn't a certificate ID is `malformed` and causes no read.
 * A record that can't be read, or contradicts itself, is `unavailable`: neither valid nor invalid. Never throws.
 */
export async function verifyCertificate(input: string, deps: VerificationDeps): Promise<VerificationAnswer> {
  const read = certificateIdIn(input);
  if (!read.ok) return malformedAnswer(read.rule, read.suspectSymbols ?? [], deps.now());
  try {
    const certificate = await deps.register.find(read.certificateId);
    return verificationOf(read.certificateId, certificate, deps.now());
  } catch (fault) {
    deps.reportFault(fault);
    return unavailableAnswer(read.certificateId, deps.now());
  }
}
