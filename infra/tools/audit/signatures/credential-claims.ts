import { DAY_MS } from '../../../../functions/domain/calendar-date.ts';
import { canonicalJson, type Json, sha256Hex } from '../chain-check.ts';
import { gradeOf } from '../provenance-grade.ts';
import { type Fields, fieldsOf, listOf, text } from '../table-contents.ts';

/** What a document's credential must state, and the key that signs it. */
export interface ExpectedCredential {
  /** The hash of its claims but the evidence, which is in words. */
  readonly claimsSha256: string;
  /** The grade of the evidence. */
  readonly grade: string;
  readonly kid: string;
}

const CONTEXTS = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
];
const SCHEMA =
  'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';

/** Returns the hash of a credential's claims but the evidence, which is in words. */
export function claimsHash({ evidence: _inWords, ...claims }: Fields): string {
  return sha256Hex(canonicalJson(claims));
}

/** Returns what the credential of a certificate with this snapshot must state; null where it has none. */
export function expectedCredential(snapshot: Fields): ExpectedCredential | null {
  const keyId = text(snapshot, 'credentialKeyId');
  if (keyId === '') return null;
  return {
    claimsSha256: claimsHash(claimsOf(snapshot)),
    grade: gradeOf(snapshot),
    kid: `${text(snapshot, 'baseUrl')}/.well-known/jwks.json#${keyId.slice(keyId.lastIndexOf('/') + 1)}`,
  };
}

/** Returns the claims of an Open Badges 3.0 credential that state what the snapshot says. */
function claimsOf(snapshot: Fields): Fields {
  const baseUrl = text(snapshot, 'baseUrl');
  const issuer = fieldsOf(listOf(snapshot, 'issuers')[0]);
  const id = `${baseUrl}/verify/${text(snapshot, 'certificateId')}`;
  const issuerId = `${baseUrl}/issuers/${text(issuer, 'issuerId')}`;
  const achievementId = `${issuerId}#${encodeURIComponent(awardName(fieldsOf(snapshot.award)))}`;
  const validFrom = `${text(snapshot, 'issuedAt').slice(0, 19)}Z`;
  const validUntil = endOf(text(snapshot, 'validUntil'), text(snapshot, 'timeZone'));
  const status = fieldsOf(snapshot.statusList);
  const list = `${baseUrl}/status/${text(status, 'listId')}`;
  const minutes = Number(snapshot.minutes);
  const period = fieldsOf(snapshot.period);
  const holder = fieldsOf(snapshot.holder);
  return {
    iss: issuerId,
    jti: id,
    sub: `${id}#holder`,
    nbf: Date.parse(validFrom) / 1000,
    ...(validUntil === '' ? {} : { exp: Date.parse(validUntil) / 1000, validUntil }),
    '@context': CONTEXTS,
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: text(snapshot, 'titleEn'),
    issuer: {
      id: issuerId,
      type: ['Profile'],
      name: text(issuer, 'nameEn'),
      url: `https://${text(issuer, 'domain')}`,
    },
    validFrom,
    credentialSubject: {
      id: `${id}#holder`,
      type: ['AchievementSubject'],
      identifier: [text(holder, 'nameAr'), text(holder, 'nameEn')]
        .filter((name) => name !== '')
        .map((name) => ({
          type: 'IdentityObject',
          hashed: false,
          identityHash: name,
          identityType: 'name',
        })),
      activityStartDate: `${text(period, 'from')}T00:00:00Z`,
      activityEndDate: `${text(period, 'to')}T00:00:00Z`,
      achievement: achievementOf(snapshot, achievementId),
      result: [
        {
          type: ['Result'],
          resultDescription: `${achievementId}-hours`,
          value: String(Math.round((minutes / 60) * 100) / 100),
        },
        { type: ['Result'], resultDescription: `${achievementId}-minutes`, value: String(minutes) },
      ],
    },
    credentialStatus: {
      id: `${list}#${String(status.index)}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(status.index),
      statusListCredential: list,
    },
    credentialSchema: [{ id: SCHEMA, type: '1EdTechJsonSchemaValidator2019' }],
  };
}

function achievementOf(snapshot: Fields, id: string): Json {
  const [issuer, ...partners] = listOf(snapshot, 'issuers').map(fieldsOf);
  const named = (one: Fields = {}) => `${text(one, 'nameEn')} (${text(one, 'nameAr')})`;
  const track = text(snapshot, 'track');
  return {
    id,
    type: ['Achievement'],
    achievementType: snapshot.opportunityKind === 'course' ? 'Course' : 'CommunityService',
    name: text(snapshot, 'titleEn'),
    description: [
      `${text(snapshot, 'titleAr')}.`,
      `Issued by ${named(issuer)}`,
      ...partners.map((partner) => `with ${named(partner)}`),
    ].join(' '),
    criteria: {
      narrative:
        'The hours were recorded by date and approved for the issuer. The evidence says by how many people, how and when.',
    },
    ...(track === '' ? {} : { tag: [track] }),
    resultDescription: [
      { id: `${id}-hours`, type: ['ResultDescription'], name: 'Hours', resultType: 'ext:Hours' },
      { id: `${id}-minutes`, type: ['ResultDescription'], name: 'Minutes', resultType: 'ext:Minutes' },
    ],
  };
}

function awardName(award: Fields): string {
  if (award.kind === 'opportunity') return `opportunity-${text(award, 'opportunityId')}`;
  return award.kind === 'annual' ? `annual-${String(award.year)}` : `milestone-${String(award.hours)}`;
}

/** Returns the last second of a day in a time zone, in UTC; empty for no day. */
function endOf(day: string, timeZone: string): string {
  if (day === '') return '';
  const midnight = Date.parse(day) + DAY_MS;
  // The offset of the place at that time: what its clocks show when UTC shows midnight.
  const shown = new Date(midnight).toLocaleString('sv-SE', { timeZone });
  const offset = Date.parse(`${shown.replace(' ', 'T')}Z`) - midnight;
  return `${new Date(midnight - offset - 1000).toISOString().slice(0, 19)}Z`;
}
