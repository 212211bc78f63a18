import { describe, expect, test } from '@jest/globals';
import { statusListCredential } from '../../functions/proof/status-list.ts';
import { certificatesOf } from '../../functions/storage/s3/pem-certificates.ts';
import { examined } from './examined.ts';
import {
  fixture,
  genuine,
  keySet,
  NOW,
  otherIssuer,
  row,
  sha256,
  signedList,
} from './genuine-certificate.ts';
import { BASE_URL, listed } from './sealed-certificate.ts';

describe('keys, lists and authorities', () => {
  test('a retired key proves what it signed in its window, and nothing outside of it', async () => {
    const until = (instant: string) => [
      listed('credential-1', { status: 'retired', until: instant }),
      listed('seal-1', { status: 'retired', until: instant }),
    ];
    const within = await fixture.keySet(...until('2025-12-31T00:00:00.000Z'));
    expect(await examined(genuine, { now: NOW, keySet: within })).toMatchObject({
      verdict: 'genuine',
    });
    const before = await fixture.keySet(...until('2025-07-20T09:29:59.000Z'));
    const examination = await examined(genuine, { now: NOW, keySet: before });
    expect(row(examination, 'credential_signature')?.reason).toBe('outside_key_window');
  });

  test('a compromised key proves nothing; the record still does', async () => {
    const compromised = await fixture.keySet(
      listed('credential-1', { status: 'compromised' }),
      listed('seal-1', { status: 'compromised' }),
    );
    expect(await examined(genuine, { now: NOW, keySet: compromised })).toMatchObject({
      verdict: 'altered',
    });
    expect(await examined(genuine, { now: NOW, keySet: compromised, documentSha256: sha256 })).toMatchObject({
      verdict: 'genuine',
    });
  });

  test('the file of a revoked certificate is genuine, and its credential is revoked', async () => {
    const examination = await examined(genuine, {
      now: NOW,
      keySet,
      statusList: await signedList([7]),
    });
    expect(row(examination, 'credential_status')).toMatchObject({ outcome: 'failed', reason: 'revoked' });
    expect(examination.verdict).toBe('genuine');
  });

  test('a status list with another name, of another issuer, without a signature or too old proves nothing', async () => {
    const other = await statusListCredential(
      {
        listId: 'rawabi-health-cluster-2',
        issuerId: 'rawabi-health-cluster',
        purpose: 'revocation',
        indexes: [],
      },
      NOW,
      { baseUrl: BASE_URL, keyId: 'credential-1', signer: fixture.keys },
    );
    const forged = await statusListCredential(
      {
        listId: 'rawabi-health-cluster-1',
        issuerId: 'rawabi-health-cluster',
        purpose: 'revocation',
        indexes: [],
      },
      NOW,
      { baseUrl: BASE_URL, keyId: 'credential-1', signer: otherIssuer.keys },
    );
    const old = await signedList([], new Date(Date.parse(NOW) - 3 * 3_600_000).toISOString());
    for (const statusList of [other, forged, old, 'not a JWT']) {
      const examination = await examined(genuine, { now: NOW, keySet, statusList });
      expect(row(examination, 'credential_status')).toMatchObject({
        outcome: 'not_possible',
        reason: 'status_list_not_proven',
      });
    }
  });

  test('a credential expires after its last second', async () => {
    const limited = await fixture.document({ validUntil: '2025-12-31' });
    const at = async (now: string) =>
      row(await examined(limited, { now, keySet }), 'credential_term')?.outcome;
    // The last second of the day in Riyadh, three hours before that in UTC.
    expect(await at('2025-12-31T20:59:59.999Z')).toBe('passed');
    expect(await at('2025-12-31T21:00:00.000Z')).toBe('failed');
  });

  test('an authority that did not issue the chain is not trusted', async () => {
    const authorities = certificatesOf(otherIssuer.chainPem).slice(1);
    const examination = await examined(genuine, { now: NOW, keySet, authorities });
    expect(row(examination, 'seal_chain')).toMatchObject({
      outcome: 'failed',
      reason: 'authority_not_trusted',
    });
  });
});
