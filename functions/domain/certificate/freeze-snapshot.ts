import { dayIn, type Instant } from '../calendar-date.ts';
import { isMinor, yearsLater } from '../eligibility/age.ts';
import type { Opportunity } from '../hours/opportunity.ts';
import type { Volunteer } from '../hours/volunteer.ts';
import type { Issuer, Period } from '../issuer.ts';
import type { Award, CertificateSnapshot, Evidence, PrintedIssuer } from './certificate.ts';

/** What an award is about: an opportunity, or the period and title of a recognition. */
export interface AwardSubject {
  readonly award: Award;
  readonly titleAr: string;
  readonly titleEn: string;
  readonly period: Period;
  /** Null for a recognition of a period. */
  readonly opportunity: Opportunity | null;
}

export interface SnapshotSources {
  readonly certificateId: string;
  readonly subject: AwardSubject;
  readonly volunteer: Volunteer;
  /** The issuer, then its partners. */
  readonly issuers: readonly [Issuer, ...Issuer[]];
  readonly evidence: readonly Evidence[];
  readonly now: Instant;
  readonly baseUrl: string;
  readonly statusList: { readonly listId: string; readonly index: number };
  readonly credentialKeyId: string | null;
  /** Null where the issuer has no sealing certificate: a document is then not sealed, and says so. */
  readonly sealKeyId: string | null;
  readonly supersedes: string | null;
}

/** The subject of an opportunity's award. */
export function opportunitySubject(opportunity: Opportunity): AwardSubject {
  return {
    award: { kind: 'opportunity', opportunityId: opportunity.opportunityId },
    titleAr: opportunity.titleAr,
    titleEn: opportunity.titleEn,
    period: { from: opportunity.startsOn, to: opportunity.endsOn },
    opportunity,
  };
}

/** Freezes everything a certificate will print, attach or sign. */
export function freezeSnapshot(parts: SnapshotSources): CertificateSnapshot {
  const { volunteer, subject, now } = parts;
  const [issuer] = parts.issuers;
  const issuedOn = dayIn(issuer.timeZone, now);
  return {
    certificateId: parts.certificateId,
    award: subject.award,
    holder: {
      volunteerId: volunteer.volunteerId,
      kind: volunteer.kind,
      gender: volunteer.gender,
      nameAr: volunteer.nameAr,
      nameEn: volunteer.nameEn,
      minor: isMinor(volunteer.birthDate, issuedOn),
    },
    issuers: parts.issuers.map(printedIssuer) as [PrintedIssuer, ...PrintedIssuer[]],
    country: issuer.country,
    timeZone: issuer.timeZone,
    titleAr: subject.titleAr,
    titleEn: subject.titleEn,
    track: subject.opportunity?.track ?? null,
    opportunityKind: subject.opportunity?.kind ?? null,
    period: subject.period,
    minutes: parts.evidence.reduce((sum, { minutes }) => sum + minutes, 0),
    evidence: parts.evidence,
    issuedAt: now,
    issuedOn,
    validUntil: issuer.validYears === undefined ? null : yearsLater(issuedOn, issuer.validYears),
    design: designOf(issuer, volunteer, subject, parts.issuers.length),
    disclosure: issuer.disclosure,
    proof: issuer.proof === 'sealed' && parts.sealKeyId === null ? 'credential' : issuer.proof,
    baseUrl: parts.baseUrl,
    statusList: parts.statusList,
    credentialKeyId: issuer.proof === 'plain' ? null : parts.credentialKeyId,
    sealKeyId: issuer.proof === 'sealed' ? parts.sealKeyId : null,
    supersedes: parts.supersedes,
  };
}

function designOf(issuer: Issuer, volunteer: Volunteer, subject: AwardSubject, issuerCount: number): string {
  if (volunteer.kind === 'institution') return issuer.designs.team;
  if (issuerCount > 1) return issuer.designs.joint;
  return subject.opportunity?.kind === 'course' ? issuer.designs.course : issuer.designs.participation;
}

function printedIssuer(issuer: Issuer): PrintedIssuer {
  const { issuerId, nameAr, nameEn, domain, logo, signatories } = issuer;
  return { issuerId, nameAr, nameEn, domain, logo, signatories };
}
