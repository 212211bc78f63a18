import { createHash } from 'node:crypto';
import { type CanonicalValue, canonicalJson } from '../canonical-json.ts';
import type { CertificateSnapshot } from './certificate.ts';

/**
 * SHA-256 of a snapshot as canonical JSON, lower-case hex. The first event of a certificate's chain carries it, so
 * that nobody can change what was frozen without breaking the chain.
 */
export const snapshotHash = (snapshot: CertificateSnapshot): string =>
  createHash('sha256')
    .update(canonicalJson(snapshot as unknown as CanonicalValue))
    .digest('hex');
