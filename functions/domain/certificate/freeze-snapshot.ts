import { dayIn, type Instant } from '../calendar-date.ts';
import { isMinor, yearsLater } from '../eligibility/age.ts';
import type { Opportunity } from '../hours/opportunity.ts';
import type { Volunteer } from '../hours/volunteer.ts';
import { type Issuer, type Period, separatesPeople } from '../issuer.ts';
import type { Award, CertificateSnapshot, Evidence, PrintedIssuer } from './certificate.ts';
import { frozenEvidence } from './provenance.ts';

/** What an award is about: an opportunity, or the title of a recognition. */
export interface AwardSubject {
  readonly award: Award;
  readonly titleAr: string;
  readonly titleEn: string;
  /** Null for a recognition of a period. */
  readonly opportunity: Opportunity | null;
}

/** What a new certificate is about: an award, or a correction of the name on another certificate. */
export type SnapshotContent =
  | {
      readonly kind: 'award';
      readonly subject: AwardSubject;
      readonly volunteer: Volunteer;
      /** The issuer, then its partners. */
      readonly issuers: readonly [Issuer, ...Issuer[]];
      readonly evidence: readonly Evidence[];
    }
  | {
      readonly kind: 'correction';
      readonly issuer: Issuer;
      readonly original: CertificateSnapshot;
      readonly name: { readonly nameAr: string; readonly nameEn: string };
    };

/** What distinguishes a new certificate from every other, and the keys there are to sign with. */
export interface SnapshotIdentity {
  readonly certificateId: string;
  readonly now: Instant;
  readonly baseUrl: string;
  readonly statusList: { readonly listId: string; readonly index: number };
  readonly credentialKeyId: string | null;
  /** Null where no key has a sealing certificate: the document is then not sealed, and its profile says so. */
  readonly sealKeyId: string | null;
}

/** A working day: what a shorter time teaches is not called experience, unless the issuer's policy says so. */
const EXPERIENCE_FROM_MINUTES = 480;

/** Returns the subject of an opportunity's award. */
export function opportunitySubject(opportunity: Opportunity): AwardSubject {
  return {
    award: { kind: 'opportunity', opportunityId: opportunity.opportunityId },
    titleAr: opportunity.titleAr,
    titleEn: opportunity.titleEn,
    opportunity,
  };
}

/** Returns the issuer in whose status list a new certificate gets its index. */
export const issuerOfContent = (content: SnapshotContent): string =>
  content.kind === 'award' ? content.issuers[0].issuerId : content.original.issuers[0].issuerId;

/** Returns whether the document is to be sealed where a sealing certificate exists. */
export const wantsSeal = (content: SnapshotContent): boolean =>
  content.kind === 'award' ? content.issuers[0].proof === 'sealed' : content.original.sealKeyId !== null;

/** Freezes everything that a certificate prints, attaches or signs. */
export function freezeSnapshot(content: SnapshotContent, identity: SnapshotIdentity): CertificateSnapshot {
  return content.kind === 'award' ? freezeAward(content, identity) : freezeCorrection(content, identity);
}

function freezeAward(
  { subject, volunteer, issuers, evidence }: Extract<SnapshotContent, { kind: 'award' }>,
  { certificateId, now, baseUrl, statusList, credentialKeyId, sealKeyId }: SnapshotIdentity,
): CertificateSnapshot {
  const [issuer] = issuers;
  const issuedOn = dayIn(issuer.timeZone, now);
  const minutes = evidence.reduce((sum, entry) => sum + entry.minutes, 0);
  return {
    certificateId,
    award: subject.award,
    holder: {
      volunteerId: volunteer.volunteerId,
      kind: volunteer.kind,
      gender: volunteer.gender,
      nameAr: volunteer.nameAr,
      nameEn: volunteer.nameEn,
      minor: isMinor(volunteer.birthDate, issuedOn),
    },
    issuers: issuers.map(printedIssuer) as [PrintedIssuer, ...PrintedIssuer[]],
    country: issuer.country,
    timeZone: issuer.timeZone,
    titleAr: subject.titleAr,
    titleEn: subject.titleEn,
    track: subject.opportunity?.track ?? null,
    opportunityKind: subject.opportunity?.kind ?? null,
    period: daysOf(evidence),
    minutes,
    requiredMinutes: requiredMinutesOf(subject),
    // The hours of an institution are the sum of its members': they say of none how much that one did.
    experience:
      volunteer.kind === 'individual' && minutes >= (issuer.experienceFromMinutes ?? EXPERIENCE_FROM_MINUTES),
    ...frozenEvidence(evidence, separatesPeople(issuer)),
    issuedAt: now,
    issuedOn,
    validUntil: issuer.validYears === undefined ? null : yearsLater(issuedOn, issuer.validYears),
    design: designOf(issuer, volunteer, subject.opportunity),
    disclosure: issuer.disclosure,
    proof: issuer.proof === 'sealed' && sealKeyId === null ? 'credential' : issuer.proof,
    baseUrl,
    statusList,
    credentialKeyId: issuer.proof === 'plain' ? null : credentialKeyId,
    sealKeyId: issuer.proof === 'sealed' ? sealKeyId : null,
    supersedes: null,
  };
}

/**
 * Copies the original with the new name. What was signed is signed again by today's keys: the old may be retired. Where the
 * issuer asks for no second person by now, the evidence says so: the correction may be one person's.
 */
function freezeCorrection(
  { original, issuer, name }: Extract<SnapshotContent, { kind: 'correction' }>,
  { certificateId, now, baseUrl, statusList, credentialKeyId, sealKeyId }: SnapshotIdentity,
): CertificateSnapshot {
  return {
    ...original,
    certificateId,
    holder: { ...original.holder, ...name },
    provenance: {
      ...original.provenance,
      makerAndChecker: original.provenance.makerAndChecker && separatesPeople(issuer),
    },
    issuedAt: now,
    issuedOn: dayIn(original.timeZone, now),
    baseUrl,
    statusList,
    credentialKeyId: original.credentialKeyId && credentialKeyId,
    sealKeyId: original.sealKeyId && sealKeyId,
    supersedes: original.certificateId,
  };
}

/** Returns the time that an award asks for: the opportunity's, or that of a milestone; null for any time of a year. */
function requiredMinutesOf({ award, opportunity }: AwardSubject): number | null {
  return award.kind === 'milestone' ? award.hours * 60 : (opportunity?.requiredMinutes ?? null);
}

/** Returns the first and the last day of the entries that a certificate counts. */
function daysOf(evidence: readonly Evidence[]): Period {
  const days = evidence.map(({ date }) => date).sort();
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined)
    throw new Error('A certificate counts at least one hours entry');
  return { from, to };
}

/** Returns the design of a certificate: joint, team, course or participation. Only the joint one shows partners. */
export function designOf(
  issuer: Pick<Issuer, 'designs'>,
  volunteer: Pick<Volunteer, 'kind'>,
  opportunity: Pick<Opportunity, 'kind' | 'partnerIds'> | null,
): string {
  if (opportunity && opportunity.partnerIds.length > 0) return issuer.designs.joint;
  if (volunteer.kind === 'institution') return issuer.designs.team;
  return opportunity?.kind === 'course' ? issuer.designs.course : issuer.designs.participation;
}

function printedIssuer(issuer: Issuer): PrintedIssuer {
  const { issuerId, nameAr, nameEn, domain, logo, signatories } = issuer;
  return { issuerId, nameAr, nameEn, domain, logo, signatories };
}
