import { createHash } from 'node:crypto';
import type { Check, Examination } from '../../functions/proof/examination.ts';
import { statusListCredential } from '../../functions/proof/status-list.ts';
import { BASE_URL, createSigningFixture } from './sealed-certificate.ts';

/** When the tests examine. */
export const NOW = '2026-01-01T00:00:00.000Z';

export const fixture = await createSigningFixture();
/** Another issuer, which proves nothing about the file. */
export const otherIssuer = await createSigningFixture();
export const keySet = await fixture.keySet();

/** A sealed certificate that its issuer's keys prove. */
export const genuine = await fixture.document();
export const sha256 = createHash('sha256').update(genuine).digest('hex');

/** Signs a list of revoked indexes. */
export const signedList = (indexes: readonly number[], at = NOW): Promise<string> =>
  statusListCredential(
    {
      listId: 'rawabi-health-cluster-1',
      issuerId: 'rawabi-health-cluster',
      purpose: 'revocation',
      indexes,
    },
    at,
    { baseUrl: BASE_URL, keyId: 'credential-1', signer: fixture.keys },
  );

/** Returns what an examination says of one check. */
export const row = (examination: Examination, check: Check) =>
  examination.rows.find((one) => one.check === check);
