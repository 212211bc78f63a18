import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { KmsSigner } from '../../../functions/storage/kms-signer.ts';
import { startKms } from '../../../infra/local/kms/kms-endpoint.ts';
import { KmsKeys } from '../../../infra/local/kms/kms-keys.ts';
import type { LoopbackServer } from '../../../infra/local/loopback-server.ts';
import { CREDENTIALS, REGION } from '../../../infra/local/region.ts';
import { certificateRequest } from '../../../infra/tools/sealing/certificate-request.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'seal-request-'));
let kms: LoopbackServer;
let signer: KmsSigner;

beforeAll(async () => {
  const keys = new KmsKeys(folder);
  keys.ensure('seal', 'RSA_3072');
  kms = await startKms(keys);
  signer = new KmsSigner(new KMSClient({ region: REGION, credentials: CREDENTIALS, endpoint: kms.url }));
});
afterAll(async () => {
  await kms?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const openssl = (...options: string[]) =>
  execFileSync('openssl', ['req', '-in', path.join(folder, 'request.pem'), '-noout', ...options], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

describe('a request for a sealing certificate', () => {
  beforeAll(async () => {
    const subject = { country: 'SA', organization: 'تجمع روابي الصحي', commonName: 'Certificates' };
    writeFileSync(path.join(folder, 'request.pem'), await certificateRequest(subject, 'seal', signer));
  });

  test('is signed by the key that it is for, as OpenSSL sees it', () => {
    // It exits with 1 when the signature is wrong.
    expect(openssl('-verify', '-pubkey')).toContain('BEGIN PUBLIC KEY');
    expect(openssl('-text')).toContain('Signature Algorithm: sha256WithRSAEncryption');
    expect(openssl('-text')).toContain('Public-Key: (3072 bit)');
  });

  test('names the entity, in Arabic too', () => {
    expect(openssl('-subject', '-nameopt', 'utf8,sep_comma_plus,-esc_msb')).toMatch(
      /C ?= ?SA,O ?= ?تجمع روابي الصحي,CN ?= ?Certificates/,
    );
  });
});
