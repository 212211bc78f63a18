import type { Certificate } from '../../domain/certificate/certificate.ts';
import { certificateIdIn } from '../../domain/certificate/certificate-id-in-text.ts';
import {
  malformedAnswer,
  unavailableAnswer,
  type VerificationAnswer,
  verificationOf,
} from '../../domain/certificate/verification.ts';
import { chunksOf } from '../../domain/chunks-of.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { VerificationDeps } from './verify-certificate.ts';

/** What `verifyMany` needs. */
export interface BulkVerificationDeps extends Omit<VerificationDeps, 'register'> {
  readonly register: Pick<CertificateRegister, 'findMany'>;
}

/** An answer with the input that it answers. */
export type AskedAnswer = VerificationAnswer & { readonly asked: string };

/** Records of one read. */
const RECORDS_PER_READ = 100;
/** Reads at the same time. */
const MOST_READS = 5;

/**
 * Answers many verification requests, in their order, each as `verifyCertificate` would. After a read that failed no
 * other begins, so that an answer takes a bounded time; the IDs that weren't read then are `unavailable`.
 */
export async function verifyMany(
  inputs: readonly string[],
  deps: BulkVerificationDeps,
): Promise<readonly AskedAnswer[]> {
  const read = inputs.map((asked) => ({ asked, read: certificateIdIn(asked) }));
  const ids = new Set(read.flatMap(({ read: id }) => (id.ok ? [id.certificateId] : [])));
  const { found, unread } = await findAll([...ids], deps);
  const now = deps.now();
  return read.map(({ asked, read: id }) => {
    if (!id.ok) return { asked, ...malformedAnswer(id.rule, id.suspectSymbols ?? [], now) };
    const { certificateId } = id;
    if (unread.has(certificateId)) return { asked, ...unavailableAnswer(certificateId, now) };
    try {
      return { asked, ...verificationOf(certificateId, found.get(certificateId), now) };
    } catch (fault) {
      deps.reportFault(fault);
      return { asked, ...unavailableAnswer(certificateId, now) };
    }
  });
}

async function findAll(certificateIds: readonly string[], { register, reportFault }: BulkVerificationDeps) {
  const found = new Map<string, Certificate>();
  const unread = new Set<string>(certificateIds);
  const chunks = chunksOf(certificateIds, RECORDS_PER_READ);
  const readChunks = async (): Promise<void> => {
    for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) {
      try {
        for (const certificate of await register.findMany(chunk))
          found.set(certificate.certificateId, certificate);
        for (const certificateId of chunk) unread.delete(certificateId);
      } catch (fault) {
        chunks.length = 0;
        reportFault(fault);
      }
    }
  };
  await Promise.all(Array.from({ length: MOST_READS }, readChunks));
  return { found, unread };
}
