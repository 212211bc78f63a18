import { createHash } from 'node:crypto';
import type { Check, Examination } from '../../functions/proof/examination.ts';
import type { KeySet } from '../../functions/proof/key-set.ts';
import { statusListCredential } from '../../functions/proof/status-list.ts';
import { BASE_URL, createSigningFixture, type SigningFixture } from './sealed-certificate.ts';

/** When the tests examine. */
export const NOW = '2026-01-01T00:00:00.000Z';

/** A genuine file with what proves it, and another issuer that proves nothing about it. */
export interface GenuineCertificate {
  readonly fixture: SigningFixture;
  readonly otherIssuer: SigningFixture;
  readonly keySet: KeySet;
  readonly genuine: Uint8Array;
  readonly sha256: string;
  /** Signs a list of revoked indexes. */
  readonly signedList: (indexes: readonly number[], at?: string) => Promise<string>;
}

/** Makes keys, chains and a sealed certificate. */
export async function genuineCertificate(): Promise<GenuineCertificate> {
  const fixture = await createSigningFixture();
  const genuine = await fixture.document();
  return {
    fixture,
    otherIssuer: await createSigningFixture(),
    keySet: await fixture.keySet(),
    genuine,
    sha256: createHash('sha256').update(genuine).digest('hex'),
    signedList: (indexes, at = NOW) =>
      statusListCredential(
        {
          listId: 'rawabi-health-cluster-1',
          issuerId: 'rawabi-health-cluster',
          purpose: 'revocation',
          indexes,
        },
        at,
        { baseUrl: BASE_URL, keyId: 'credential-1', signer: fixture.keys },
      ),
  };
}

/** Returns what an examination says of one check. */
export const row = (examination: Examination, check: Check) =>
  examination.rows.find((one) => one.check === check);
