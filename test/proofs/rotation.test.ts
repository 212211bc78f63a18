import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { attachedCredentials } from '../../functions/proof/attached-credentials.ts';
import { publishedKeySet } from '../../functions/proof/key-set.ts';
import { loadSigningKeys } from '../../functions/runtime/wiring/signing-keys.ts';
import { issueCertificate } from '../../functions/workflows/issuing/issue-certificate.ts';
import { sweepReservations } from '../../functions/workflows/supervision/sweep-reservations.ts';
import { ISSUER, issuingWorld, volunteerIdOf } from '../issuing/issuing-world.ts';
import { MemoryKeys } from '../proof/memory-keys.ts';
import { SAMPLE_RENDERER } from '../proof/unsealed-sample.ts';

/** A templates' directory in which nobody has written down a former key. */
function withoutHistory(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keys-'));
  mkdirSync(join(folder, 'keys'));
  writeFileSync(join(folder, 'keys', 'history.json'), '[]');
  return folder;
}

test('what was reserved before a rotation is completed with its own key, which stays in the key set by itself', async () => {
  const { deps, records, opportunity, wait } = issuingWorld([[120], [120]]);
  const keys = new MemoryKeys().add('credential-1').add('credential-2').add('seal-1');
  const issuers = new Map([[ISSUER.issuerId, { ...ISSUER, proof: 'credential' as const }]]);
  const dies = {
    ...SAMPLE_RENDERER,
    render: () => {
      throw new Error('The process died');
    },
  };
  const before = { ...deps, issuers, signer: keys, credentialKeyId: 'credential-1', renderer: dies };
  const request = (number: number) => ({
    volunteerId: volunteerIdOf(number),
    opportunity,
    actor: 'coordinator-1',
    notify: false,
    counter: { kind: 'issue' as const },
  });
  await expect(issueCertificate(request(0) as never, before as never)).rejects.toThrow('The process died');
  const [reserved] = [...records.certificates.values()];
  expect(reserved).toMatchObject({ state: 'reserved', snapshot: { credentialKeyId: 'credential-1' } });

  // The rotation: another key signs what is reserved from now on.
  const after = { ...before, credentialKeyId: 'credential-2', renderer: SAMPLE_RENDERER };
  wait(16);
  expect(await sweepReservations(after as never)).toBe(1);
  await issueCertificate(request(1) as never, after as never);

  const active = { credential: 'credential-2', seal: 'seal-1' };
  const { listed, publicKeyOf } = loadSigningKeys(withoutHistory(), active, keys, 'credential:credential-1');
  const set = await publishedKeySet(listed, deps.baseUrl, publicKeyOf);
  expect(set.keys.map(({ kid, status }) => [kid.split('#')[1], status])).toEqual([
    ['credential-2', 'active'],
    ['seal-1', 'active'],
    ['credential-1', 'retired'],
  ]);
  const signedBy: (string | undefined)[] = [];
  for (const { certificateId, state } of records.certificates.values()) {
    expect(state).toBe('issued');
    const [jwt = ''] = await attachedCredentials(records.documents.get(certificateId) ?? new Uint8Array());
    const currentDate = new Date(deps.now());
    const verified = await jwtVerify(jwt, createLocalJWKSet({ keys: [...set.keys] }), { currentDate });
    signedBy.push(verified.protectedHeader.kid?.split('#')[1]);
  }
  expect(signedBy).toEqual(['credential-1', 'credential-2']);
});
