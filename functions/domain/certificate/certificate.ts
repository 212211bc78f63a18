import type { CalendarDate, Instant } from '../calendar-date.ts';
import type { OpportunityKind, Track } from '../hours/opportunity.ts';
import type { Gender, VolunteerKind } from '../hours/volunteer.ts';
import type { CountryProfile, DisclosurePolicy, Period, ProofProfile, Signatory } from '../issuer.ts';

export type CertificateState = 'reserved' | 'issued' | 'revoked' | 'superseded' | 'suspended' | 'erased';

export const REVOCATION_REASONS = ['issued_in_error', 'hours_corrected', 'fraud', 'holder_request'] as const;
export type RevocationReason = (typeof REVOCATION_REASONS)[number];

/** What is certified once: one volunteer's time for one opportunity, or a recognition of a period. */
export type Award =
  | { readonly kind: 'opportunity'; readonly opportunityId: string }
  | { readonly kind: 'annual'; readonly issuerId: string; readonly year: number }
  | { readonly kind: 'milestone'; readonly issuerId: string; readonly hours: 50 | 100 | 500 };

/** An entity as it is printed: names, signatories and logo at the time of issue. */
export interface PrintedIssuer {
  readonly issuerId: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly domain: string;
  readonly logo: string;
  readonly signatories: readonly Signatory[];
}

/** An hours entry that a certificate counts, and who approved it. */
export interface Evidence {
  readonly entryId: string;
  readonly date: CalendarDate;
  readonly minutes: number;
  readonly approvedBy: string;
}

/**
 * Everything a certificate prints, attaches or signs, frozen when it is reserved. The document is a pure
 * function of it: same snapshot, same bytes.
 */
export interface CertificateSnapshot {
  readonly certificateId: string;
  readonly award: Award;
  readonly holder: {
    readonly volunteerId: string;
    readonly kind: VolunteerKind;
    readonly gender: Gender;
    readonly nameAr: string;
    readonly nameEn: string;
    /** Under age on the day of issue: the public answer is then masked whatever the policy. */
    readonly minor: boolean;
  };
  /** The issuer, then its partners in a joint initiative. */
  readonly issuers: readonly [PrintedIssuer, ...PrintedIssuer[]];
  readonly country: CountryProfile;
  readonly timeZone: string;
  readonly titleAr: string;
  readonly titleEn: string;
  readonly track: Track | null;
  readonly opportunityKind: OpportunityKind | null;
  readonly period: Period;
  readonly minutes: number;
  readonly evidence: readonly Evidence[];
  readonly issuedAt: Instant;
  /** `issuedAt` as a day in the issuer's time zone. */
  readonly issuedOn: CalendarDate;
  readonly validUntil: CalendarDate | null;
  /** Folder and version in `templates/`, as `participation@1`. */
  readonly design: string;
  readonly disclosure: DisclosurePolicy;
  readonly proof: ProofProfile;
  /** Public base address, without a slash at the end: `https://verify.example.org`. */
  readonly baseUrl: string;
  /** Place of this certificate in a Bitstring Status List. */
  readonly statusList: { readonly listId: string; readonly index: number };
  /** Key ids (never aliases) that sign what is attached; null where the proof profile doesn't ask for it. */
  readonly credentialKeyId: string | null;
  readonly sealKeyId: string | null;
  /** The certificate this one replaces. */
  readonly supersedes: string | null;
}

export const AUDIT_ACTIONS = [
  'reserved',
  'issued',
  'revoked',
  'superseded',
  'suspended',
  'reinstated',
  'erased',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** One step in a certificate's life; `hash` covers the event and the hash before it. */
export interface AuditEvent {
  readonly sequence: number;
  readonly at: Instant;
  readonly action: AuditAction;
  /** Who: a subject of the identity provider, or the function that acted on a batch. */
  readonly actor: string;
  /** Facts of the step free of personal data: reason code, document hash, the other certificate's ID. */
  readonly facts: Readonly<Record<string, string>>;
  readonly previousHash: string;
  readonly hash: string;
}

/** A coordinator's own words on a step. May name people, so it is no part of the chain and goes with erasure. */
export interface StepNote {
  readonly at: Instant;
  readonly action: AuditAction;
  readonly actor: string;
  readonly note: string;
}

/** The record of a certificate: the frozen snapshot and what has happened since. */
export interface Certificate {
  readonly certificateId: string;
  readonly state: CertificateState;
  /** Grows by one with every change. */
  readonly revision: number;
  readonly issuerId: string;
  readonly volunteerId: string;
  /** Null once erased. */
  readonly snapshot: CertificateSnapshot | null;
  readonly reservedAt: Instant;
  /** SHA-256 of the document, lower-case hex; null until issued. */
  readonly documentSha256: string | null;
  readonly revocation: { readonly at: Instant; readonly reasonCode: RevocationReason } | null;
  readonly supersededBy: string | null;
  readonly supersededAt: Instant | null;
  readonly suspendedAt: Instant | null;
  /** The reservation of a corrected certificate that is to replace this one and isn't issued yet. */
  readonly replacementReserved?: string;
  /** When the holder was told of it, null where there was nobody to tell; absent until then. */
  readonly notifiedAt?: Instant | null;
  readonly notes?: readonly StepNote[];
  readonly events: readonly AuditEvent[];
}
