import { createHash } from 'node:crypto';
import { type CanonicalValue, canonicalJson } from '../canonical-json.ts';
import type { CertificateSnapshot } from './certificate.ts';

/**
 * Returns the SHA-256 over a snapshot as canonical JSON, lower-case hex. The first event of a certificate's chain holds
 * it, so a snapshot can't be changed without breaking the chain.
 */
export const snapshotHash = (snapshot: CertificateSnapshot): string =>
  createHash('sha256')
    .update(canonicalJson(snapshot as unknown as CanonicalValue))
    .digest('hex');
