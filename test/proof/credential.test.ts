import { createPublicKey, verify } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import * as z from 'zod';
import type { CertificateSnapshot } from '../../functions/domain/certificate/certificate.ts';
import { credentialClaims, signCredential } from '../../functions/proof/credential.ts';
import { idOf } from '../certificates.ts';
import { APPROVAL, RECORDED } from '../people.ts';
import {
  BASE_URL,
  createSigningFixture,
  listed,
  type SigningFixture,
  sealedSnapshot,
} from './sealed-certificate.ts';

let fixture: SigningFixture;
let jwt: string;
beforeAll(async () => {
  fixture = await createSigningFixture();
  jwt = (await signCredential(sealedSnapshot(), fixture.keys)) ?? '';
});
const claimsOf = (change: Partial<CertificateSnapshot> = {}) => credentialClaims(sealedSnapshot(change));

/**
 * What Open Badges 3.0 requires of an AchievementCredential and of the fields used here, transcribed from the standard
 * and strict, so that a misspelt field fails. Independent readers are in `credential-readers.test.ts`.
 */
const instant = z.iso.datetime({ offset: true });
const iri = z.url();
const OPEN_BADGE = z.strictObject({
  iss: iri,
  jti: iri,
  sub: iri,
  nbf: z.number().int(),
  exp: z.number().int().optional(),
  '@context': z.tuple([
    z.literal('https://www.w3.org/ns/credentials/v2'),
    z.literal('https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'),
    z.literal('https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'),
  ]),
  id: iri,
  type: z.tuple([z.literal('VerifiableCredential'), z.literal('OpenBadgeCredential')]),
  name: z.string().min(1),
  issuer: z.strictObject({
    id: iri,
    type: z.tuple([z.literal('Profile')]),
    name: z.string().min(1),
    url: iri,
  }),
  validFrom: instant,
  validUntil: instant.optional(),
  evidence: z.array(
    z.strictObject({
      type: z.tuple([z.literal('Evidence')]),
      name: z.string().min(1),
      narrative: z.string().min(1),
      genre: z.string().min(1),
    }),
  ),
  credentialSubject: z.strictObject({
    id: iri,
    type: z.tuple([z.literal('AchievementSubject')]),
    identifier: z.array(
      z.strictObject({
        type: z.literal('IdentityObject'),
        hashed: z.literal(false),
        identityHash: z.string().min(1),
        identityType: z.literal('name'),
      }),
    ),
    activityStartDate: instant,
    activityEndDate: instant,
    achievement: z.strictObject({
      id: iri,
      type: z.tuple([z.literal('Achievement')]),
      achievementType: z.enum(['CommunityService', 'Course']),
      name: z.string().min(1),
      description: z.string().min(1),
      criteria: z.strictObject({ narrative: z.string().min(1) }),
      tag: z.array(z.string()).optional(),
      resultDescription: z.array(
        z.strictObject({
          id: iri,
          type: z.tuple([z.literal('ResultDescription')]),
          name: z.string(),
          resultType: z.string().regex(/^ext:[A-Za-z0-9._-]+$/),
        }),
      ),
    }),
    result: z.array(
      z.strictObject({ type: z.tuple([z.literal('Result')]), resultDescription: iri, value: z.string() }),
    ),
  }),
  credentialStatus: z.strictObject({
    id: iri,
    type: z.literal('BitstringStatusListEntry'),
    statusPurpose: z.literal('revocation'),
    statusListIndex: z.string().regex(/^\d+$/),
    statusListCredential: iri,
  }),
  credentialSchema: z.tuple([z.strictObject({ id: iri, type: z.literal('1EdTechJsonSchemaValidator2019') })]),
});

describe('the credential', () => {
  test('has what Open Badges 3.0 requires, and no unknown field', () => {
    expect(OPEN_BADGE.safeParse(decodeJwt(jwt)).error).toBeUndefined();
  });

  test.each([
    ['an individual', {}],
    ['a certificate with a term', { validUntil: '2027-07-20' }],
    ['a course', { opportunityKind: 'course' }],
    [
      'an annual total',
      {
        award: { kind: 'annual', issuerId: 'rawabi-health-cluster', year: 2025 },
        track: null,
        opportunityKind: null,
      },
    ],
    [
      'a milestone',
      {
        award: { kind: 'milestone', issuerId: 'rawabi-health-cluster', hours: 100 },
        track: null,
        opportunityKind: null,
      },
    ],
    ['an opportunity with an odd ID', { award: { kind: 'opportunity', opportunityId: 'فرصة 1/2#3' } }],
  ] as [string, Partial<CertificateSnapshot>][])('conforms to the standard for %s', (_, change) => {
    expect(OPEN_BADGE.safeParse(JSON.parse(JSON.stringify(claimsOf(change)))).error).toBeUndefined();
  });

  test('repeats issuer, identity, subject and start in the registered claims', () => {
    const claims = claimsOf();
    expect(claims.iss).toBe(claims.issuer.id);
    expect(claims.jti).toBe(claims.id);
    expect(claims.sub).toBe(claims.credentialSubject.id);
    expect(claims.nbf * 1000).toBe(Date.parse(claims.validFrom));
    expect(claims.iss).toBe(`${BASE_URL}/issuers/rawabi-health-cluster`);
    expect(claims.id).toBe(`${BASE_URL}/verify/${idOf(1)}`);
  });

  test('has the names, the time and the period of the page', () => {
    const { credentialSubject } = claimsOf();
    expect(credentialSubject.identifier.map(({ identityHash }) => identityHash)).toEqual([
      'نورة عبدالله البيشي',
      'Noura Abdullah Al-Bishi',
    ]);
    expect(credentialSubject.result.map(({ value }) => value)).toEqual(['31.5', '1890']);
    expect(credentialSubject.activityStartDate).toBe('2025-06-01T00:00:00Z');
    expect(credentialSubject.activityEndDate).toBe('2025-07-15T00:00:00Z');
  });

  test.each([
    [60, '1'],
    [90, '1.5'],
    [100, '1.67'],
    [20, '0.33'],
    [6000, '100'],
  ])('%i minutes are %s hours', (minutes, hours) => {
    expect(claimsOf({ minutes }).credentialSubject.result.map(({ value }) => value)).toEqual([
      hours,
      String(minutes),
    ]);
  });

  test('identifies its holder by the certificate only, and holds no volunteer ID', () => {
    const text = JSON.stringify(claimsOf());
    expect(text).not.toContain('V-0001');
    expect(text).not.toContain('female');
    expect(text).not.toContain('Dr Amal');
    expect(claimsOf().sub).toBe(`${BASE_URL}/verify/${idOf(1)}#holder`);
  });

  test('says in both languages what stands behind the hours, and names nobody', () => {
    const { evidence, credentialSubject } = claimsOf();
    expect(evidence).toEqual([
      {
        type: ['Evidence'],
        name: 'Where the hours come from',
        narrative:
          'One shift, recorded 17 days after on average, approved by one person who recorded none of them.\n\nفترة تطوع واحدة؛ التسجيل بعد ١٧ يومًا في المتوسط؛ الاعتماد من شخص واحد لم يسجّل شيئًا منها.',
        genre: 'confirmed',
      },
    ]);
    expect(credentialSubject.achievement.criteria.narrative).toBe(
      'The hours were recorded by date and approved for the issuer. The evidence says by how many people, how and when.',
    );
    for (const { by } of [RECORDED, APPROVAL]) expect(JSON.stringify(claimsOf())).not.toContain(by);
  });

  test('ends with the last second of its last day in the issuer’s time zone', () => {
    const { validUntil, exp } = claimsOf({ validUntil: '2027-07-20' });
    expect(validUntil).toBe('2027-07-20T20:59:59Z');
    expect(new Date((exp ?? 0) * 1000).toISOString()).toBe('2027-07-20T20:59:59.000Z');
    expect(claimsOf({ validUntil: '2027-03-28', timeZone: 'Europe/Berlin' }).validUntil).toBe(
      '2027-03-28T21:59:59Z',
    );
  });

  test('names the partners of a joint initiative', () => {
    const [issuer] = sealedSnapshot().issuers;
    const partner = {
      ...issuer,
      issuerId: 'rawabi-municipality',
      nameAr: 'أمانة الروابي',
      nameEn: 'Rawabi Municipality',
    };
    const { description } = claimsOf({ issuers: [issuer, partner] }).credentialSubject.achievement;
    expect(description).toContain('with Rawabi Municipality (أمانة الروابي)');
  });

  test('has the same text whenever it is signed', async () => {
    expect(await signCredential(sealedSnapshot(), fixture.keys)).toBe(jwt);
  });

  test('is null when the proof profile asks for none', async () => {
    expect(await signCredential(sealedSnapshot({ credentialKeyId: null }), fixture.keys)).toBeNull();
  });
});

describe('its signature', () => {
  const now = { currentDate: new Date('2026-01-01T00:00:00Z') };

  test('is accepted by an independent JOSE library with the published keys', async () => {
    const { keys } = await fixture.keySet();
    const { protectedHeader, payload } = await jwtVerify(jwt, createLocalJWKSet({ keys: [...keys] }), {
      ...now,
      algorithms: ['RS256'],
      issuer: `${BASE_URL}/issuers/rawabi-health-cluster`,
      typ: 'JWT',
    });
    expect(protectedHeader).toEqual({
      alg: 'RS256',
      kid: `${BASE_URL}/.well-known/jwks.json#credential-1`,
      typ: 'JWT',
    });
    expect(payload.jti).toBe(`${BASE_URL}/verify/${idOf(1)}`);
  });

  test('is accepted by OpenSSL through Node alone', async () => {
    const [header, payload, signature] = jwt.split('.');
    const key = createPublicKey({
      key: Buffer.from(await fixture.keys.publicKey('credential-1')),
      format: 'der',
      type: 'spki',
    });
    expect(
      verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature ?? '', 'base64url')),
    ).toBe(true);
  });

  test('is still accepted after the key was retired, under its own entry', async () => {
    fixture.keys.add('credential-2');
    const { keys } = await fixture.keySet(
      listed('credential-1', { status: 'retired', until: '2025-12-31T00:00:00.000Z' }),
      listed('credential-2'),
    );
    await expect(jwtVerify(jwt, createLocalJWKSet({ keys: [...keys] }), now)).resolves.toBeDefined();
  });

  test('is not accepted once the key is compromised, even by a library that doesn’t know our statuses', async () => {
    const { keys } = await fixture.keySet(listed('credential-1', { status: 'compromised' }));
    await expect(jwtVerify(jwt, createLocalJWKSet({ keys: [...keys] }), now)).rejects.toThrow();
  });
});
