import type { Instant } from '../calendar-date.ts';
import { dayIn } from '../calendar-date.ts';
import type { OpportunityKind, Track } from '../hours/opportunity.ts';
import type { CountryProfile } from '../issuer.ts';
import { digitsOf } from '../wording/dates-in-words.ts';
import { provenanceInArabic, provenanceInEnglish } from '../wording/provenance-in-words.ts';
import type {
  Award,
  Certificate,
  CertificateSnapshot,
  PrintedIssuer,
  RevocationReason,
} from './certificate.ts';
import type { MalformedRule } from './certificate-id.ts';
import { displayId } from './certificate-id.ts';
import type { DisclosedHolder } from './disclosure.ts';
import { disclosedHolder } from './disclosure.ts';
import { isExpired } from './in-force.ts';
import { type Provenance, provenanceOf } from './provenance.ts';
import { verificationPath } from './verification-address.ts';

/** An issuer as a verification shows it. */
export interface NamedIssuer {
  readonly issuerId: string;
  readonly nameAr: string;
  readonly nameEn: string;
  /** The internet domain that employers know it by. */
  readonly domain: string;
  /** Decides the calendars and digits of its dates. */
  readonly country: CountryProfile;
}

/** What stands behind a certificate, in numbers and in words. */
export interface AnsweredProvenance extends Provenance {
  readonly textAr: string;
  readonly textEn: string;
}

/** The facts of a valid certificate: no more than an employer needs to compare with the document. */
export interface CertificateFacts {
  readonly holder: DisclosedHolder;
  readonly award: Award['kind'];
  readonly opportunity: {
    readonly titleAr: string;
    readonly titleEn: string;
    readonly track: Track | null;
    readonly kind: OpportunityKind | null;
  };
  readonly minutes: number;
  /** The time that was asked for; null where any approved time of the period was enough. */
  readonly requiredMinutes: number | null;
  readonly period: { readonly from: string; readonly to: string };
  readonly issuedOn: string;
  readonly validUntil: string | null;
  readonly issuer: NamedIssuer;
  /** The other issuers of a joint initiative. */
  readonly partners: readonly NamedIssuer[];
  /** SHA-256 of the document, lower-case hex. */
  readonly documentSha256: string;
  readonly provenance: AnsweredProvenance;
  /** The day on which this certificate replaced one with a mistake; null if it replaces none. */
  readonly correctedOn: string | null;
}

/** What every answer has. */
export interface Checked {
  /** Stored form; null for `malformed`. */
  readonly certificateId: string | null;
  readonly displayId: string | null;
  /** Rounded down to the second, so that answers within one second have the same bytes. */
  readonly checkedAt: Instant;
}

/** The public answer about a certificate ID. Everyone may see all of it. */
export type VerificationAnswer = Checked &
  (
    | ({ readonly result: 'valid' } & CertificateFacts)
    | {
        readonly result: 'revoked';
        readonly revokedOn: string;
        readonly reasonCode: RevocationReason;
        readonly issuer: NamedIssuer;
      }
    | {
        readonly result: 'superseded';
        readonly supersededOn: string;
        readonly issuer: NamedIssuer;
        /** Path of the replacement's answer; null where the issuer's policy doesn't show it. */
        readonly replacement: string | null;
      }
    | { readonly result: 'expired'; readonly validUntil: string; readonly issuer: NamedIssuer }
    | { readonly result: 'suspended'; readonly suspendedOn: string; readonly issuer: NamedIssuer }
    | { readonly result: 'unknown' }
    | {
        readonly result: 'malformed';
        readonly rule: MalformedRule;
        /** Positions of symbols that may be wrong, 1-based without separators. */
        readonly suspectSymbols: readonly number[];
      }
    | { readonly result: 'unavailable' }
  );

export type VerificationResult = VerificationAnswer['result'];

/** The answer with a given result. */
export type AnswerOf<R extends VerificationResult> = Extract<VerificationAnswer, { readonly result: R }>;

/**
 * Returns the public answer about an ID. IDs that were never issued, are reserved or were erased all have the same
 * answer, so that guessing IDs reveals neither issuing in progress nor erased people.
 */
export function verificationOf(
  certificateId: string,
  certificate: Certificate | undefined,
  now: Instant,
): VerificationAnswer {
  const checked = {
    certificateId,
    displayId: displayId(certificateId),
    checkedAt: toTheSecond(now),
  };
  const snapshot = certificate?.snapshot;
  if (!certificate || !snapshot) return { ...checked, result: 'unknown' };
  const issuer = named(snapshot.issuers[0], snapshot.country);
  const day = (instant: Instant | null | undefined) =>
    dayIn(snapshot.timeZone, required(instant, `${certificate.state} without its time`));

  switch (certificate.state) {
    case 'reserved':
    case 'erased':
      return { ...checked, result: 'unknown' };
    case 'revoked': {
      const revocation = required(certificate.revocation, 'revoked without a revocation');
      return {
        ...checked,
        result: 'revoked',
        revokedOn: day(revocation.at),
        reasonCode: revocation.reasonCode,
        issuer,
      };
    }
    case 'superseded':
      return {
        ...checked,
        result: 'superseded',
        supersededOn: day(certificate.supersededAt),
        issuer,
        // Under `match` only those who hold the document know its ID: the old one must not reveal the new ID.
        replacement:
          snapshot.disclosure === 'match'
            ? null
            : verificationPath(required(certificate.supersededBy, 'superseded without a replacement')),
      };
    case 'suspended':
      return { ...checked, result: 'suspended', suspendedOn: day(certificate.suspendedAt), issuer };
    case 'issued':
      if (snapshot.validUntil !== null && isExpired(certificate, now))
        return { ...checked, result: 'expired', validUntil: snapshot.validUntil, issuer };
      return { ...checked, result: 'valid', ...factsOf(certificate, snapshot) };
  }
}

/** Returns the answer for an input that is no certificate ID. */
export function malformedAnswer(
  rule: MalformedRule,
  suspectSymbols: readonly number[],
  now: Instant,
): AnswerOf<'malformed'> {
  return {
    certificateId: null,
    displayId: null,
    result: 'malformed',
    checkedAt: toTheSecond(now),
    rule,
    suspectSymbols: suspectSymbols.map((index) => index + 1),
  };
}

/** Returns the answer when the record could not be read. */
export function unavailableAnswer(certificateId: string, now: Instant): AnswerOf<'unavailable'> {
  return {
    certificateId,
    displayId: displayId(certificateId),
    result: 'unavailable',
    checkedAt: toTheSecond(now),
  };
}

function factsOf(certificate: Certificate, snapshot: CertificateSnapshot): CertificateFacts {
  const [issuer, ...partners] = snapshot.issuers;
  return {
    holder: disclosedHolder(snapshot),
    award: snapshot.award.kind,
    opportunity: {
      titleAr: snapshot.titleAr,
      titleEn: snapshot.titleEn,
      track: snapshot.track,
      kind: snapshot.opportunityKind,
    },
    minutes: snapshot.minutes,
    requiredMinutes: snapshot.requiredMinutes,
    period: { from: snapshot.period.from, to: snapshot.period.to },
    issuedOn: snapshot.issuedOn,
    validUntil: snapshot.validUntil,
    issuer: named(issuer, snapshot.country),
    partners: partners.map((partner) => named(partner, snapshot.country)),
    documentSha256: required(certificate.documentSha256, 'issued without a document'),
    provenance: answeredProvenance(snapshot),
    correctedOn: snapshot.supersedes === null ? null : snapshot.issuedOn,
  };
}

function answeredProvenance(snapshot: CertificateSnapshot): AnsweredProvenance {
  const provenance = provenanceOf(snapshot);
  return {
    ...provenance,
    textAr: provenanceInArabic(provenance, digitsOf(snapshot.country)),
    textEn: provenanceInEnglish(provenance),
  };
}

const named = (issuer: PrintedIssuer, country: CountryProfile): NamedIssuer => ({
  issuerId: issuer.issuerId,
  nameAr: issuer.nameAr,
  nameEn: issuer.nameEn,
  domain: issuer.domain,
  country,
});

const toTheSecond = (now: Instant): Instant => `${now.slice(0, 19)}.000Z`;

/**
 * Returns a value that a consistent record has. Throws if it is missing: such a record must not be answered as valid.
 */
function required<T>(value: T | null | undefined, contradiction: string): T {
  if (value === null || value === undefined) throw new Error(`Broken record: ${contradiction}`);
  return value;
}
