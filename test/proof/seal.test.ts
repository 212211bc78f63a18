import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { UnsealedDocument } from '../../functions/domain/ports/document-renderer.ts';
import { type Seal, sealDocument } from '../../functions/proof/seal.ts';
import { certificatesOf } from '../../functions/storage/s3/pem-certificates.ts';
import { TEST_AUTHORITY_NAME, testSealChain } from '../../infra/local/sealing/test-authority.ts';
import { snapshotOf } from '../certificates.ts';
import { outputOf, testWith } from './external-tool.ts';
import { MemoryKeys } from './memory-keys.ts';
import { SAMPLE_RENDERER } from './unsealed-sample.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'seal-'));
const inFolder = (name: string, bytes: Uint8Array | string) => {
  writeFileSync(path.join(folder, name), bytes);
  return path.join(folder, name);
};
let seal: Seal;
let pem: string;
let unsealed: UnsealedDocument;
let sealed: Uint8Array;

beforeAll(async () => {
  const signer = new MemoryKeys().add('seal', 3072);
  pem = testSealChain(await signer.publicKey('seal'), new Date());
  seal = { keyId: 'seal', chain: certificatesOf(pem), signer };
  unsealed = await SAMPLE_RENDERER.renderForSeal(snapshotOf(), { credentialJwt: 'a.b.c' });
  sealed = await sealDocument(unsealed, seal);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the seal', () => {
  test('gives the same bytes for the same document, and does not modify the unsealed document', async () => {
    const before = createHash('sha256').update(unsealed.bytes).digest('hex');
    expect(Buffer.compare(await sealDocument(unsealed, seal), sealed)).toBe(0);
    expect(createHash('sha256').update(unsealed.bytes).digest('hex')).toBe(before);
    expect(sealed.length).toBe(unsealed.bytes.length);
  });

  test('changes no byte outside its range', () => {
    const [, before, after] = unsealed.byteRange;
    expect(Buffer.compare(sealed.subarray(0, before + 1), unsealed.bytes.subarray(0, before + 1))).toBe(0);
    expect(Buffer.compare(sealed.subarray(after - 1), unsealed.bytes.subarray(after - 1))).toBe(0);
  });

  test.each<[string, (document: UnsealedDocument) => UnsealedDocument]>([
    ['a range that leaves the end open', (d) => ({ ...d, byteRange: d.byteRange.with(3, 10) as never })],
    ['a range that begins later', (d) => ({ ...d, byteRange: d.byteRange.with(0, 1) as never })],
    ['a range one byte off', (d) => ({ ...d, byteRange: d.byteRange.with(1, d.byteRange[1] + 1) as never })],
    ['a range that is not empty', (d) => ({ ...d, bytes: sealed })],
  ])('refuses %s', async (_, spoiled) => {
    await expect(sealDocument(spoiled(unsealed), seal)).rejects.toThrow("doesn't enclose an empty signature");
  });

  test('refuses a range that is too small', async () => {
    const chain = [...seal.chain, ...Array.from({ length: 8 }, () => seal.chain[1] ?? new Uint8Array())];
    await expect(sealDocument(unsealed, { ...seal, chain })).rejects.toThrow("doesn't fit");
  });
});

describe('independent tools', () => {
  testWith('pdfsig')('pdfsig: valid, the total document signed', () => {
    const output = outputOf('pdfsig', [inFolder('sealed.pdf', sealed)]);
    expect(output).toContain('Signature is Valid.');
    expect(output).toContain('Total document signed');
    expect(output).toContain('ETSI.CAdES.detached');
    // pdfsig shows the signer, not the authority, and doesn't trust the embedded cloud's.
    expect(output).toContain('not trusted');
  });

  testWith('openssl')(
    'openssl cms -cades: verifies with the test authority, not with another, not over other bytes',
    async () => {
      const [, before, after, rest] = unsealed.byteRange;
      const covered = Buffer.concat([sealed.subarray(0, before), sealed.subarray(after, after + rest)]);
      const digits = Buffer.from(sealed.subarray(before + 1, after - 1)).toString('latin1');
      const cms = inFolder('seal.der', derWithin(Buffer.from(digits, 'hex')));
      const root = inFolder('root.pem', pem.slice(pem.lastIndexOf('-----BEGIN')));
      const verify = (content: string, authority: string) =>
        outputOf('openssl', [
          'cms',
          '-verify',
          '-cades',
          '-binary',
          '-inform',
          'DER',
          '-in',
          cms,
          '-content',
          content,
          '-CAfile',
          authority,
          '-purpose',
          'any',
          '-out',
          path.join(folder, 'out'),
        ]);
      const content = inFolder('covered', covered);

      expect(verify(content, root)).toMatch(/^CAdES Verification successful|^CMS Verification successful/m);
      const other = testSealChain(await seal.signer.publicKey('seal'), new Date());
      expect(verify(content, inFolder('other.pem', other.slice(other.lastIndexOf('-----BEGIN'))))).toMatch(
        /fail/i,
      );
      expect(verify(inFolder('else', randomBytes(100)), root)).toMatch(/Verification failure/);
    },
  );

  testWith('openssl')(
    'openssl verify -x509_strict: the chain is valid, and its root names itself a test authority',
    () => {
      const cut = pem.lastIndexOf('-----BEGIN');
      const leaf = inFolder('leaf.pem', pem.slice(0, cut));
      const root = inFolder('root.pem', pem.slice(cut));
      expect(outputOf('openssl', ['verify', '-x509_strict', '-CAfile', root, leaf])).toContain(
        'leaf.pem: OK',
      );
      expect(outputOf('openssl', ['x509', '-in', root, '-noout', '-subject', '-nameopt', 'utf8'])).toContain(
        TEST_AUTHORITY_NAME,
      );
    },
  );

  testWith('qpdf')('qpdf --check: no errors', () => {
    expect(outputOf('qpdf', ['--check', inFolder('sealed.pdf', sealed)])).toContain(
      'No syntax or stream encoding errors found',
    );
  });
});

/** Returns a DER value without the padding of zeros after it. */
function derWithin(padded: Buffer): Buffer {
  const lengthBytes = (padded[1] ?? 0) & 0x7f;
  return padded.subarray(0, 2 + lengthBytes + padded.readUIntBE(2, lengthBytes));
}
