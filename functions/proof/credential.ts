import type { CalendarDate, Instant } from '../domain/calendar-date.ts';
import { lastSecondOf } from '../domain/calendar-date.ts';
import type { Award, CertificateSnapshot } from '../domain/certificate/certificate.ts';
import { provenanceOf } from '../domain/certificate/provenance.ts';
import { verificationUrl } from '../domain/certificate/verification-address.ts';
import type { Signer } from '../domain/ports/signer.ts';
import { digitsOf } from '../domain/wording/dates-in-words.ts';
import { provenanceInArabic, provenanceInEnglish } from '../domain/wording/provenance-in-words.ts';
import { issuerAddress, keyAddress, statusListAddress } from './public-addresses.ts';
import { signJwt } from './sign-jwt.ts';

/** JSON-LD contexts of credentials and issuer profiles. */
export const CREDENTIAL_CONTEXTS = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  // Defines the type of `credentialSchema`.
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
] as const;

const SCHEMA =
  'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';

/**
 * Signs the certificate as an Open Badges 3.0 credential (a W3C Verifiable Credential 2.0): a compact JWT, RS256.
 * The result depends on the snapshot and its key only, so that signing again gives the same text.
 * Returns null when the issuer's proof profile asks for no credential.
 */
export async function signCredential(snapshot: CertificateSnapshot, signer: Signer): Promise<string | null> {
  const { credentialKeyId, baseUrl } = snapshot;
  if (credentialKeyId === null) return null;
  const claims = credentialClaims(snapshot);
  return signJwt(
    { kind: 'JWT', keyAddress: keyAddress(baseUrl, credentialKeyId), claims },
    credentialKeyId,
    signer,
  );
}

/** Returns the credential with the registered JWT claims that Open Badges 3.0 requires beside it. */
export function credentialClaims(snapshot: CertificateSnapshot) {
  const { baseUrl, statusList, holder } = snapshot;
  const [issuer] = snapshot.issuers;
  const id = verificationUrl(snapshot);
  // Derived from the certificate ID only, so that two credentials of one person can't be linked.
  const subjectId = `${id}#holder`;
  const issuerId = issuerAddress(baseUrl, issuer.issuerId);
  const validFrom = wholeSecond(snapshot.issuedAt);
  const validUntil =
    snapshot.validUntil === null ? null : lastSecondOf(snapshot.validUntil, snapshot.timeZone);
  const statusAddress = statusListAddress(baseUrl, statusList.listId);
  return {
    iss: issuerId,
    jti: id,
    sub: subjectId,
    nbf: seconds(validFrom),
    ...(validUntil === null ? {} : { exp: seconds(validUntil) }),
    '@context': CREDENTIAL_CONTEXTS,
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: snapshot.titleEn,
    issuer: { id: issuerId, type: ['Profile'], name: issuer.nameEn, url: `https://${issuer.domain}` },
    validFrom,
    ...(validUntil === null ? {} : { validUntil }),
    credentialSubject: {
      id: subjectId,
      type: ['AchievementSubject'],
      // Not hashed: the credential is attached to the page that shows the same names.
      identifier: [holder.nameAr, holder.nameEn].filter((name) => name !== '').map(namedIdentity),
      activityStartDate: startOf(snapshot.period.from),
      activityEndDate: startOf(snapshot.period.to),
      achievement: achievementOf(snapshot, issuerId),
      result: [
        {
          type: ['Result'],
          resultDescription: `${achievementId(snapshot, issuerId)}-hours`,
          value: decimalHours(snapshot.minutes),
        },
        {
          type: ['Result'],
          resultDescription: `${achievementId(snapshot, issuerId)}-minutes`,
          value: String(snapshot.minutes),
        },
      ],
    },
    evidence: [evidenceOf(snapshot)],
    credentialStatus: {
      id: `${statusAddress}#${statusList.index}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(statusList.index),
      statusListCredential: statusAddress,
    },
    credentialSchema: [{ id: SCHEMA, type: '1EdTechJsonSchemaValidator2019' }],
  };
}

/** Returns what stands behind the hours, in both languages. No person is named. */
function evidenceOf(snapshot: CertificateSnapshot) {
  const provenance = provenanceOf(snapshot);
  const arabic = provenanceInArabic(provenance, digitsOf(snapshot.country));
  return {
    type: ['Evidence'],
    name: 'Where the hours come from',
    narrative: `${provenanceInEnglish(provenance)}\n\n${arabic}`,
    genre: provenance.grade,
  };
}

function achievementOf(snapshot: CertificateSnapshot, issuerId: string) {
  const id = achievementId(snapshot, issuerId);
  const jointly = snapshot.issuers.slice(1).map(({ nameAr, nameEn }) => `${nameEn} (${nameAr})`);
  const [issuer] = snapshot.issuers;
  return {
    id,
    type: ['Achievement'],
    achievementType: snapshot.opportunityKind === 'course' ? 'Course' : 'CommunityService',
    name: snapshot.titleEn,
    description: [
      `${snapshot.titleAr}.`,
      `Issued by ${issuer.nameEn} (${issuer.nameAr})`,
      ...jointly.map((partner) => `with ${partner}`),
    ].join(' '),
    criteria: {
      narrative:
        'The hours were recorded by date and approved for the issuer. The evidence says by how many people, how and when.',
    },
    ...(snapshot.track === null ? {} : { tag: [snapshot.track] }),
    resultDescription: [
      { id: `${id}-hours`, type: ['ResultDescription'], name: 'Hours', resultType: 'ext:Hours' },
      { id: `${id}-minutes`, type: ['ResultDescription'], name: 'Minutes', resultType: 'ext:Minutes' },
    ],
  };
}

const achievementId = (snapshot: CertificateSnapshot, issuerId: string) =>
  `${issuerId}#${encodeURIComponent(achievementName(snapshot.award))}`;

function achievementName(award: Award): string {
  switch (award.kind) {
    case 'opportunity':
      return `opportunity-${award.opportunityId}`;
    case 'annual':
      return `annual-${award.year}`;
    case 'milestone':
      return `milestone-${award.hours}`;
  }
}

const namedIdentity = (name: string) => ({
  type: 'IdentityObject',
  hashed: false,
  identityHash: name,
  identityType: 'name',
});

/** Returns hours with at most two decimals; the exact time is in the `-minutes` result. */
const decimalHours = (minutes: number) => String(Number((minutes / 60).toFixed(2)));

const startOf = (day: CalendarDate): Instant => `${day}T00:00:00Z`;
const wholeSecond = (instant: Instant): Instant => `${instant.slice(0, 19)}Z`;
const seconds = (instant: Instant) => Math.floor(Date.parse(instant) / 1000);
