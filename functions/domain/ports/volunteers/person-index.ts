import type { PersonEvidence } from '../../hours/person-evidence.ts';
import type { VolunteerKey } from '../../hours/volunteer.ts';

/** A fingerprint, and a volunteer of whom it is recorded. */
export interface PersonFingerprint extends VolunteerKey {
  readonly fingerprint: string;
}

/**
 * Finds which volunteers of an issuer are likely one person, by fingerprints: keyed hashes of what profiles of one person
 * have in common. Fingerprints are added and never removed, so a profile tells whether one is still true of it.
 */
export interface PersonIndex {
  /** Returns the fingerprint of some evidence: 64 bits, which only who has the key can make. */
  fingerprintOf(evidence: PersonEvidence): Promise<string>;
  /** Returns the bucket in which a fingerprint is kept. */
  bucketOf(fingerprint: string): string;
  /**
   * Adds fingerprints of an import, before it writes the profiles. Adding them again changes nothing, also some of them
   * only; those of profiles that are never written do no harm.
   */
  add(importId: string, fingerprints: readonly PersonFingerprint[]): Promise<void>;
  /** Yields the fingerprints in one bucket of an issuer, or of the registry, some at a time; consistent. */
  inBucket(issuerId: string, bucket: string): AsyncIterable<readonly PersonFingerprint[]>;
}
