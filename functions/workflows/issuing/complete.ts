import type { Certificate } from '../../domain/certificate/certificate.ts';
import { type FinalisingDeps, finalise } from './finalise.ts';
import { finaliseReplacement, type ReplacementDeps } from './finalise-replacement.ts';
import { type RenderingDeps, renderDocument } from './render-document.ts';
import type { Requester } from './requester.ts';
import { type StoringDeps, storeDocument } from './store-document.ts';

export interface CompletionDeps extends RenderingDeps, StoringDeps, FinalisingDeps, ReplacementDeps {
  readonly register: FinalisingDeps['register'] & ReplacementDeps['register'];
  readonly documents: StoringDeps['documents'] & ReplacementDeps['documents'];
}

/**
 * `settled`: somebody else has completed it. `abandoned`: it corrected a certificate that was revoked, suspended or
 * erased meanwhile, so there is nothing to correct.
 */
export type Completion = 'issued' | 'settled' | 'abandoned';

/**
 * Completes a reservation: render → store → finalise. Any process may run it at any time, any number of times: the
 * same bytes are stored once, and the certificate is issued once.
 */
export async function complete(
  reserved: Certificate,
  requester: Requester,
  deps: CompletionDeps,
): Promise<Completion> {
  const { state, certificateId, snapshot } = reserved;
  if (state !== 'reserved' || snapshot === null) return 'settled';
  const document = await renderDocument(snapshot, deps);
  const documentSha256 = await storeDocument(certificateId, document, deps);
  return snapshot.supersedes === null
    ? finalise({ ...reserved, snapshot }, documentSha256, requester, deps)
    : finaliseReplacement(certificateId, snapshot.supersedes, documentSha256, requester, deps);
}
