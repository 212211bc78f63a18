import type { Instant } from '../domain/calendar-date.ts';
import type { KeySet } from './key-set.ts';

/** The questions asked of a file, each answered by itself; permanent names, in the order they are shown. */
export const CHECKS = [
  /** Is it byte for byte the file that the record was made of? */
  'content_unchanged',
  /** Was nothing appended after it was issued? */
  'one_revision',
  /** Does the seal cover every byte of the file? */
  'seal_covers_file',
  /** Is the seal a signature over these very bytes? */
  'seal_signature',
  /** Is the sealing key one that the issuer publishes? */
  'seal_key',
  /** Does the sealing certificate lead to an authority that the reader trusts? */
  'seal_chain',
  /** Is the attached credential signed by a key that the issuer publishes? */
  'credential_signature',
  /** Is the credential's place in the status list free of a revocation? */
  'credential_status',
  /** Is the credential still in its time? */
  'credential_term',
] as const;
export type Check = (typeof CHECKS)[number];

/** Why a check failed or could not be made; permanent names. */
export type CheckReason =
  | 'not_a_document'
  | 'too_large'
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

export interface CheckRow {
  readonly check: Check;
  readonly outcome: 'passed' | 'failed' | 'not_possible';
  /** Null for a check that passed. */
  readonly reason: CheckReason | null;
}

/** What a signed credential says, to hold against the page it came with. */
export interface CredentialFacts {
  readonly certificateId: string;
  readonly holderNames: readonly string[];
  readonly title: string;
  readonly issuerName: string;
  readonly minutes: number;
  /** First and last day. */
  readonly period: { readonly from: string; readonly to: string };
  readonly issuedAt: Instant;
  /** The status list credential's address and the certificate's place in it. */
  readonly statusList: { readonly address: string; readonly index: number };
}

export interface Examination {
  /** Of the file as it is, lower-case hex. */
  readonly sha256: string;
  /** The certificate that the file says it is of, from its credential or its verification link; null: it says none. */
  readonly certificateId: string | null;
  readonly rows: readonly CheckRow[];
  /**
   * `genuine`: it is the issued file, by the record or by the issuer's seal. `altered`: some check failed.
   * `unproven`: nothing failed, but nothing proves the page either; the record must be asked.
   */
  readonly verdict: 'genuine' | 'altered' | 'unproven';
  /** Of a credential whose signature holds; null otherwise. */
  readonly credential: CredentialFacts | null;
  /** Common names of the seal's certificates, sealing one first, as they say of themselves; empty: no seal. */
  readonly sealedBy: readonly string[];
}

/** What the reader knows from elsewhere. Whatever is missing makes its checks `not_possible`, never passed. */
export interface ReferenceData {
  readonly now: Instant;
  /** From the record (`GET /verify/{id}`), lower-case hex. */
  readonly documentSha256?: string | undefined;
  /** From `GET /.well-known/jwks.json` of the service that the reader trusts, never of an address in the file. */
  readonly keySet?: KeySet | undefined;
  /** From `GET /status/{listId}`: the signed status list credential. */
  readonly statusList?: string | undefined;
  /** Certification authorities that the reader trusts, DER. */
  readonly authorities?: readonly Uint8Array[] | undefined;
}

export const passed = (check: Check): CheckRow => ({ check, outcome: 'passed', reason: null });
export const failed = (check: Check, reason: CheckReason): CheckRow => ({ check, outcome: 'failed', reason });
export const notPossible = (check: Check, reason: CheckReason): CheckRow => ({
  check,
  outcome: 'not_possible',
  reason,
});
