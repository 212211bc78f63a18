import type { Instant } from '../domain/calendar-date.ts';
import type { KeySet } from './key-set.ts';
import type { FileReading, UnreadableReason } from './reading/read-file.ts';

/** The checks of a file, each independent of the others, in the order they are shown. The names are permanent. */
export const CHECKS = [
  /** Is the file byte for byte the one whose hash is on record? */
  'content_unchanged',
  /** Was nothing appended after it was issued? */
  'one_revision',
  /** Does the seal cover every byte of the file? */
  'seal_covers_file',
  /** Is the seal a valid signature over these bytes? */
  'seal_signature',
  /** Is the sealing key one that the issuer publishes? */
  'seal_key',
  /** Does the sealing certificate chain to an authority that the reader trusts? */
  'seal_chain',
  /** Is the attached credential signed by a key that the issuer publishes? */
  'credential_signature',
  /** Does the status list say that the credential is not revoked? */
  'credential_status',
  /** Is the credential not expired? */
  'credential_term',
] as const;
export type Check = (typeof CHECKS)[number];

/** Why a check failed or was not possible. The names are permanent. */
export type CheckReason =
  | UnreadableReason
  | 'is_a_picture'
  | 'objects_unreadable'
  | 'sha256_differs'
  | 'record_not_asked'
  | 'bytes_after_the_end'
  | 'several_revisions'
  | 'not_sealed'
  | 'several_seals'
  | 'part_not_covered'
  | 'seal_unreadable'
  | 'seal_of_other_bytes'
  | 'keys_not_known'
  | 'key_not_published'
  | 'key_compromised'
  | 'chain_broken'
  | 'no_authority_given'
  | 'authority_not_trusted'
  | 'no_credential'
  | 'several_credentials'
  | 'credential_unreadable'
  | 'credential_of_other_kind'
  | 'credential_signature_wrong'
  | 'credential_contradicts_itself'
  | 'outside_key_window'
  | 'status_list_not_asked'
  | 'status_list_not_proven'
  | 'revoked'
  | 'expired';

/** The outcome of one check. */
export interface CheckRow {
  readonly check: Check;
  readonly outcome: 'passed' | 'failed' | 'not_possible';
  /** Null when the check passed. */
  readonly reason: CheckReason | null;
}

/** What a signed credential says, to compare with the page it is attached to. */
export interface CredentialFacts {
  readonly certificateId: string;
  readonly holderNames: readonly string[];
  readonly title: string;
  readonly issuerName: string;
  readonly minutes: number;
  /** First and last day, both included. */
  readonly period: { readonly from: string; readonly to: string };
  readonly issuedAt: Instant;
  /** The status list credential's address and the certificate's index in it. */
  readonly statusList: { readonly address: string; readonly index: number };
}

/** The result of examining a file. */
export interface Examination
  extends Pick<FileReading, 'kind' | 'namedIds' | 'unreadable' | 'addresses' | 'disagreement'> {
  /** SHA-256 of the file, lower-case hex. */
  readonly sha256: string;
  /** The one certificate that the file names, its verified credential included; null when there is none or are several. */
  readonly certificateId: string | null;
  readonly rows: readonly CheckRow[];
  /**
   * `genuine`: the record or the issuer's seal proves that this is the issued file. `altered`: a check failed.
   * `unproven`: no check failed, but none proves the page either: the record must be consulted, or the file is a picture
   * or can't be examined.
   */
  readonly verdict: 'genuine' | 'altered' | 'unproven';
  /** Facts of the credential; null when there is no credential with a valid signature. */
  readonly credential: CredentialFacts | null;
  /** Common names in the seal's certificates, the sealing one first, unverified; empty when there is no seal. */
  readonly sealedBy: readonly string[];
}

/**
 * What a file is checked against, fetched by the reader from sources other than the file. A check whose data is missing
 * is `not_possible`, never passed.
 */
export interface ReferenceData {
  readonly now: Instant;
  /** SHA-256 on record (`GET /verify/{id}`), lower-case hex. */
  readonly documentSha256?: string | undefined;
  /** `GET /.well-known/jwks.json` of the service that the reader trusts, never of an address in the file. */
  readonly keySet?: KeySet | undefined;
  /** `GET /status/{listId}`: the signed status list credential. */
  readonly statusList?: string | undefined;
  /** Certificates of the authorities that the reader trusts, DER. */
  readonly authorities?: readonly Uint8Array[] | undefined;
}

/** Returns the row of a check that passed. */
export const passed = (check: Check): CheckRow => ({ check, outcome: 'passed', reason: null });
/** Returns the row of a check that failed. */
export const failed = (check: Check, reason: CheckReason): CheckRow => ({ check, outcome: 'failed', reason });
/** Returns the row of a check that was not possible. */
export const notPossible = (check: Check, reason: CheckReason): CheckRow => ({
  check,
  outcome: 'not_possible',
  reason,
});
