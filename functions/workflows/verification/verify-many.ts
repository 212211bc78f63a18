import type { Certificate } from '../../domain/certificate/certificate.ts';
import { certificateIdIn } from '../../domain/certificate/certificate-id-in-text.ts';
import {
  malformedAnswer,
  unavailableAnswer,
  type VerificationAnswer,
  verificationOf,
} from '../../domain/certificate/verification.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { VerificationDeps } from './verify-certificate.ts';

/** What `verifyMany` needs. */
export interface BulkVerificationDeps extends Omit<VerificationDeps, 'register'> {
  readonly register: Pick<CertificateRegister, 'findMany'>;
}

/** An answer with the input that it answers. */
export type AskedAnswer = VerificationAnswer & { readonly asked: string };

/** Answers up to 200 verification requests, in their order, each as `verifyCertificate` would. */
export async function verifyMany(
  inputs: readonly string[],
  deps: BulkVerificationDeps,
): Promise<readonly AskedAnswer[]> {
  const read = inputs.map((asked) => ({ asked, read: certificateIdIn(asked) }));
  const ids = new Set(read.flatMap(({ read: id }) => (id.ok ? [id.certificateId] : [])));
  const found = await findAll([...ids], deps);
  const now = deps.now();
  return read.map(({ asked, read: id }) => {
    if (!id.ok) return { asked, ...malformedAnswer(id.rule, id.suspectSymbols ?? [], now) };
    const { certificateId } = id;
    if (found === 'unavailable') return { asked, ...unavailableAnswer(certificateId, now) };
    try {
      return { asked, ...verificationOf(certificateId, found.get(certificateId), now) };
    } catch (fault) {
      deps.reportFault(fault);
      return { asked, ...unavailableAnswer(certificateId, now) };
    }
  });
}

async function findAll(
  certificateIds: readonly string[],
  { register, reportFault }: BulkVerificationDeps,
): Promise<ReadonlyMap<string, Certificate> | 'unavailable'> {
  if (certificateIds.length === 0) return new Map();
  try {
    const certificates = await register.findMany(certificateIds);
    return new Map(certificates.map((certificate) => [certificate.certificateId, certificate]));
  } catch (fault) {
    reportFault(fault);
    return 'unavailable';
  }
}
