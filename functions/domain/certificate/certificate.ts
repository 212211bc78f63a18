import type { CalendarDate, Instant } from '../calendar-date.ts';
import type { Approval, Recorded } from '../hours/hours.ts';
import type { OpportunityKind, Track } from '../hours/opportunity.ts';
import type { Gender, VolunteerKind } from '../hours/volunteer.ts';
import type { CountryProfile, DisclosurePolicy, Period, ProofProfile, Signatory } from '../issuer.ts';

export const CERTIFICATE_STATES = [
  'reserved',
  'issued',
  'revoked',
  'superseded',
  'suspended',
  'erased',
] as const;
export type CertificateState = (typeof CERTIFICATE_STATES)[number];

export const REVOCATION_REASONS = ['issued_in_error', 'hours_corrected', 'fraud', 'holder_request'] as const;
export type RevocationReason = (typeof REVOCATION_REASONS)[number];

/** What is certified once: a volunteer's hours for an opportunity, or a recognition of a period. */
export type Award =
  | { readonly kind: 'opportunity'; readonly opportunityId: string }
  | { readonly kind: 'annual'; readonly issuerId: string; readonly year: number }
  | { readonly kind: 'milestone'; readonly issuerId: string; readonly hours: 50 | 100 | 500 };

/** An issuer as printed: its names, signatories and logo at the time of issue. */
export interface PrintedIssuer {
  readonly issuerId: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly domain: string;
  readonly logo: string;
  readonly signatories: readonly Signatory[];
}

/** An hours entry that a certificate counts, with who recorded and who approved it. */
export interface Evidence {
  readonly entryId: string;
  readonly date: CalendarDate;
  readonly minutes: number;
  readonly recorded: Recorded;
  readonly row?: number;
  readonly approval: Approval;
}

/** The evidence as it is frozen: `recorded` and `approval` are indexes into the lists of the snapshot's `provenance`. */
export interface FrozenEvidence {
  readonly entryId: string;
  readonly date: CalendarDate;
  readonly minutes: number;
  readonly recorded: number;
  readonly row?: number;
  readonly approval: number;
}

/** Where the counted hours come from. Each recording and approval is listed once, however many entries share it. */
export interface FrozenProvenance {
  readonly recorded: readonly Recorded[];
  readonly approvals: readonly Approval[];
  /** Whether the issuer's policy asked for another person's approval than who recorded the hours. */
  readonly makerAndChecker: boolean;
}

/**
 * Everything that a certificate prints, attaches or signs, frozen when it is reserved. The same snapshot always gives
 * the same document, byte for byte.
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
    /** Whether the holder is a minor on the day of issue. A minor's name is never shown in full. */
    readonly minor: boolean;
  };
  /** The issuer, followed by its partners in a joint initiative. */
  readonly issuers: readonly [PrintedIssuer, ...PrintedIssuer[]];
  readonly country: CountryProfile;
  readonly timeZone: string;
  readonly titleAr: string;
  readonly titleEn: string;
  readonly track: Track | null;
  readonly opportunityKind: OpportunityKind | null;
  /** The first and the last day of the entries that the certificate counts. */
  readonly period: Period;
  readonly minutes: number;
  /** The time that the award asked for; null where any approved time was enough. */
  readonly requiredMinutes: number | null;
  /** Whether the time is long enough to certify practical experience, by the issuer's policy; never for an institution. */
  readonly experience: boolean;
  readonly evidence: readonly FrozenEvidence[];
  readonly provenance: FrozenProvenance;
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
  /** This certificate's index in a Bitstring Status List. */
  readonly statusList: { readonly listId: string; readonly index: number };
  /** The keys that sign credential and seal, by ID and never by alias; null where the proof profile has none. */
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

/** A step in a certificate's life. `hash` covers the event and the hash of the event before it. */
export interface AuditEvent {
  readonly sequence: number;
  readonly at: Instant;
  readonly action: AuditAction;
  /** A subject of the identity provider, or the name of the function that acted. */
  readonly actor: string;
  /** Facts of the step: reason code, document hash, the other certificate's ID. Never personal data. */
  readonly facts: Readonly<Record<string, string>>;
  readonly previousHash: string;
  readonly hash: string;
}

/** A coordinator's note on a step. It may name people, so it isn't part of the chain and is erased with the holder. */
export interface StepNote {
  readonly at: Instant;
  readonly action: AuditAction;
  readonly actor: string;
  readonly note: string;
}

/** The record of a certificate: its frozen snapshot and what has happened since. */
export interface Certificate {
  readonly certificateId: string;
  readonly state: CertificateState;
  /** Raised by one with every change. */
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
  /** ID of the reserved replacement, until it is issued. */
  readonly replacementReserved?: string;
  /** When the holder was notified; null if the holder has no email address; absent until then. */
  readonly notifiedAt?: Instant | null;
  /** While the holder is being notified of the issue, or was when a process died. */
  readonly notificationLeasedUntil?: Instant;
  readonly notes?: readonly StepNote[];
  readonly events: readonly AuditEvent[];
}
