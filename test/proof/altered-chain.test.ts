import { beforeAll, describe, expect, test } from '@jest/globals';
import { examineSeal } from '../../functions/proof/examine-seal.ts';
import type { KeySet } from '../../functions/proof/key-set.ts';
import { certificatesOf } from '../../functions/storage/s3/pem-certificates.ts';
import { renderDocument } from '../../functions/workflows/issuing/render-document.ts';
import { NOW } from './genuine-certificate.ts';
import { createSigningFixture, type SigningFixture, sealedSnapshot } from './sealed-certificate.ts';
import { SAMPLE_RENDERER } from './unsealed-sample.ts';

let fixture: SigningFixture;
let keySet: KeySet;

beforeAll(async () => {
  fixture = await createSigningFixture();
  keySet = await fixture.keySet();
});

const failedChecks = async (file: Uint8Array) =>
  (await examineSeal(file, { now: NOW, keySet })).rows
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ check }) => check);

/** Returns the offset in a file of the hex digits of the seal's authority, and how many bytes the authority has. */
function authorityIn(
  file: Uint8Array,
  authority: Uint8Array,
): { readonly at: number; readonly bytes: number } {
  const at = Buffer.from(file).indexOf(Buffer.from(authority).toString('hex'));
  expect(at).toBeGreaterThan(0);
  return { at, bytes: authority.length };
}

/** Changes one bit of a digit in hex, so that another digit stands there. */
function withOtherDigit(file: Uint8Array, at: number): Uint8Array {
  const changed = Uint8Array.from(file);
  const digit = Number.parseInt(String.fromCharCode(file[at] ?? 0), 16);
  changed[at] = (digit ^ 1).toString(16).charCodeAt(0);
  return changed;
}

/** Returns the same authority as another one issued it, as a seal holds it that leaves out its root. */
function issuedElsewhere(root: Uint8Array): Uint8Array {
  const name = 'embedded test CA';
  const issuer = Buffer.from(root).indexOf(name);
  const other = Buffer.from(root);
  other.write('national root CA', issuer);
  return other;
}

describe('no byte of an authority in a seal can be another', () => {
  test('of one that issued itself: its names, and every 37th byte', async () => {
    const file = await fixture.document();
    const root = certificatesOf(fixture.chainPem)[1] ?? new Uint8Array();
    const { at, bytes } = authorityIn(file, root);
    const names = Buffer.from(root).indexOf('Tawtheeq');
    const nearNames = Array.from({ length: 50 }, (_, index) => names + index);
    const everywhere = Array.from({ length: Math.ceil(bytes / 37) }, (_, index) => index * 37);
    for (const byte of [...nearNames, ...everywhere])
      expect({ byte, failed: await failedChecks(withOtherDigit(file, at + 2 * byte + 1)) }).not.toEqual({
        byte,
        failed: [],
      });
  });

  test('of one whose root the seal leaves out: every 37th byte', async () => {
    const [sealing = new Uint8Array(), root = new Uint8Array()] = certificatesOf(fixture.chainPem);
    const chain = [sealing, issuedElsewhere(root)];
    const file = await renderDocument(sealedSnapshot(), {
      renderer: SAMPLE_RENDERER,
      signer: fixture.keys,
      sealChains: { find: async () => chain },
    });
    expect(await failedChecks(file)).toEqual([]);
    const { at, bytes } = authorityIn(file, chain[1] ?? new Uint8Array());
    for (let byte = 0; byte < bytes; byte += 37)
      expect({ byte, failed: await failedChecks(withOtherDigit(file, at + 2 * byte + 1)) }).not.toEqual({
        byte,
        failed: [],
      });
  });
});
