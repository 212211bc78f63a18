import { createHash, createPublicKey, verify } from 'node:crypto';
import { statSync } from 'node:fs';
import path from 'node:path';
import {
  GenerateMacCommand,
  GetPublicKeyCommand,
  KMSClient,
  SignCommand,
  VerifyCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startKms } from '../../infra/local/kms/kms-endpoint.ts';
import { KmsKeys } from '../../infra/local/kms/kms-keys.ts';
import type { LoopbackServer } from '../../infra/local/loopback-server.ts';
import { CREDENTIALS, REGION } from '../../infra/local/region.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const ALGORITHM = 'RSASSA_PKCS1_V1_5_SHA_256' as const;
const message = Buffer.from('شهادة تطوع وخبرة');
const digest = createHash('sha256').update(message).digest();
let server: LoopbackServer;
let client: KMSClient;

beforeAll(async () => {
  const keys = new KmsKeys(folder);
  keys.ensure('credential', 'RSA_2048');
  keys.ensure('seal', 'RSA_3072');
  keys.ensure('records', 'HMAC_256');
  server = await startKms(keys);
  client = new KMSClient({ region: REGION, credentials: CREDENTIALS, endpoint: server.url, maxAttempts: 1 });
});
afterAll(() => server.stop());

async function publicKey(KeyId: string) {
  const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId }));
  return createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' });
}

describe.each([
  ['credential', 2048],
  ['seal', 3072],
])('the key %s', (KeyId, bits) => {
  test('has the size of its key spec', async () => {
    expect((await publicKey(KeyId)).asymmetricKeyDetails?.modulusLength).toBe(bits);
  });

  test.each([
    ['RAW', message],
    ['DIGEST', digest],
  ] as const)('signs a %s message, verifiable with the public key', async (MessageType, Message) => {
    const { Signature } = await client.send(
      new SignCommand({ KeyId, Message, MessageType, SigningAlgorithm: ALGORITHM }),
    );
    expect(verify('sha256', message, await publicKey(KeyId), Buffer.from(Signature ?? []))).toBe(true);
    const verified = await client.send(
      new VerifyCommand({ KeyId, Message, MessageType, SigningAlgorithm: ALGORITHM, Signature }),
    );
    expect(verified.SignatureValid).toBe(true);
  });

  test('does not verify a signature of another message', async () => {
    const { Signature } = await client.send(
      new SignCommand({ KeyId, Message: message, MessageType: 'RAW', SigningAlgorithm: ALGORITHM }),
    );
    const other = new VerifyCommand({
      KeyId,
      Message: Buffer.from('x'),
      MessageType: 'RAW',
      SigningAlgorithm: ALGORITHM,
      Signature,
    });
    await expect(client.send(other)).rejects.toMatchObject({ name: 'KMSInvalidSignatureException' });
  });
});

test('a key of codes gives a message the same code each time, and signs nothing', async () => {
  const macOf = async (KeyId: string) =>
    (await client.send(new GenerateMacCommand({ KeyId, Message: message, MacAlgorithm: 'HMAC_SHA_256' })))
      .Mac;
  expect(await macOf('records')).toHaveLength(32);
  expect(await macOf('records')).toEqual(await macOf('records'));
  await expect(macOf('seal')).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
  await expect(publicKey('records')).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
});

describe('KMS refuses', () => {
  const sign = (fields: object) =>
    client.send(
      new SignCommand({
        KeyId: 'seal',
        Message: digest,
        MessageType: 'DIGEST',
        SigningAlgorithm: ALGORITHM,
        ...fields,
      }),
    );
  test.each([
    ['an unknown key', { KeyId: 'nobody' }, 'NotFoundException'],
    ['a key outside the folder', { KeyId: '../seal' }, 'NotFoundException'],
    ['a digest of another length', { Message: Buffer.alloc(20) }, 'ValidationException'],
    [
      'a raw message over 4096 bytes',
      { Message: Buffer.alloc(4097), MessageType: 'RAW' },
      'ValidationException',
    ],
    ['an unsupported algorithm', { SigningAlgorithm: 'RSASSA_PSS_SHA_256' }, 'InvalidKeyUsageException'],
  ])('%s', async (_name, fields, name) => {
    await expect(sign(fields)).rejects.toMatchObject({ name });
  });
});

test('keys survive a restart, and only their owner can read the files', async () => {
  const before = (await publicKey('seal')).export({ type: 'spki', format: 'pem' });
  const reopened = new KmsKeys(folder);
  reopened.ensure('seal', 'RSA_3072');
  const key = reopened.find('seal');
  expect(key && createPublicKey(key.secret).export({ type: 'spki', format: 'pem' })).toBe(before);
  expect(statSync(path.join(folder, 'seal.json')).mode & 0o777).toBe(0o600);
  expect(() => reopened.ensure('seal', 'RSA_2048')).toThrow('RSA_3072');
});
