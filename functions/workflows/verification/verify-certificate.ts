import type { Instant } from '../../domain/calendar-date.ts';
import { parseCertificateId } from '../../domain/certificate/certificate-id.ts';
import {
  malformedAnswer,
  unavailableAnswer,
  type VerificationAnswer,
  verificationOf,
} from '../../domain/certificate/verification.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';

export interface VerificationDeps {
  readonly register: Pick<CertificateRegister, 'find'>;
  readonly now: () => Instant;
  /** Told of a record that could not be read; the asker only learns that it could not. */
  readonly reportFault: (fault: unknown) => void;
}

/**
 * Answers about what a stranger typed. An input that can't be a certificate ID costs no read; a record that
 * can't be read, or contradicts itself, is `unavailable`, which is neither a yes nor a no.
 */
export async function verifyCertificate(input: string, deps: VerificationDeps): Promise<VerificationAnswer> {
  const read = parseCertificateId(input);
  if (!read.ok) return malformedAnswer(read.rule, read.suspectSymbols ?? [], deps.now());
  try {
    const certificate = await deps.register.find(read.certificateId);
    return verificationOf(read.certificateId, certificate, deps.now());
  } catch (fault) {
    deps.reportFault(fault);
    return unavailableAnswer(read.certificateId, deps.now());
  }
}
