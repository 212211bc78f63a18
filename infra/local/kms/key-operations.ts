import { createPublicKey } from 'node:crypto';
import * as z from 'zod';
import { ACCOUNT, REGION } from '../region.ts';
import { isSignatureOf, type KmsKey, type KmsKeys, macOf, sha256, signDigest, usageOf } from './kms-keys.ts';

/** An error of KMS: answered with status 400, `type` as `__type`, and the message. */
export class KmsError extends Error {
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

const ALGORITHM = 'RSASSA_PKCS1_V1_5_SHA_256';
const MAC_ALGORITHM = 'HMAC_SHA_256';
const RAW_LIMIT_BYTES = 4096;
const DIGEST_BYTES = 32;

const keyReference = z.strictObject({ KeyId: z.string() });
const signing = z.strictObject({
  KeyId: z.string(),
  Message: z.base64(),
  MessageType: z.enum(['RAW', 'DIGEST']).default('RAW'),
  SigningAlgorithm: z.string(),
});
const authenticating = z.strictObject({ KeyId: z.string(), Message: z.base64(), MacAlgorithm: z.string() });
const verifying = z.strictObject({ ...signing.shape, Signature: z.base64() });

/** Returns the emulated operations by the name in `X-Amz-Target`. They throw a KmsError. */
export function keyOperations(keys: KmsKeys): Record<string, (input: unknown) => object> {
  const keyOf = (reference: string): KmsKey => {
    const key = keys.find(reference.replace(/^arn:aws:kms:[^:]*:[^:]*:key\//, ''));
    if (key === undefined) throw new KmsError('NotFoundException', `Key '${reference}' does not exist`);
    return key;
  };
  return {
    GenerateMac: (input) => {
      const request = parse(authenticating, input);
      const key = keyOf(request.KeyId);
      requireUsage(key, 'GENERATE_VERIFY_MAC');
      if (request.MacAlgorithm !== MAC_ALGORITHM)
        throw new KmsError(
          'InvalidKeyUsageException',
          `${request.MacAlgorithm} is incompatible with ${key.spec}.`,
        );
      const mac = macOf(key, Buffer.from(request.Message, 'base64'));
      return { KeyId: arnOf(key), Mac: mac.toString('base64'), MacAlgorithm: MAC_ALGORITHM };
    },
    DescribeKey: (input) => ({ KeyMetadata: metadata(keyOf(parse(keyReference, input).KeyId)) }),
    GetPublicKey: (input) => {
      const key = keyOf(parse(keyReference, input).KeyId);
      requireUsage(key, 'SIGN_VERIFY');
      return {
        ...naming(key),
        PublicKey: createPublicKey(key.secret).export({ type: 'spki', format: 'der' }).toString('base64'),
      };
    },
    Sign: (input) => {
      const request = parse(signing, input);
      const key = keyOf(request.KeyId);
      const signature = signDigest(key, digestOf(request, key));
      return { KeyId: arnOf(key), Signature: signature.toString('base64'), SigningAlgorithm: ALGORITHM };
    },
    Verify: (input) => {
      const request = parse(verifying, input);
      const key = keyOf(request.KeyId);
      if (!isSignatureOf(key, digestOf(request, key), Buffer.from(request.Signature, 'base64'))) {
        throw new KmsError('KMSInvalidSignatureException', 'The signature does not match the message.');
      }
      return { KeyId: arnOf(key), SignatureValid: true, SigningAlgorithm: ALGORITHM };
    },
  };
}

function requireUsage({ keyId, spec }: KmsKey, usage: string): void {
  if (usageOf(spec) !== usage)
    throw new KmsError(
      'InvalidKeyUsageException',
      `${keyId} key usage is ${usageOf(spec)} which is not valid here.`,
    );
}

function digestOf(request: z.infer<typeof signing>, key: KmsKey): Buffer {
  requireUsage(key, 'SIGN_VERIFY');
  if (request.SigningAlgorithm !== ALGORITHM) {
    throw new KmsError(
      'InvalidKeyUsageException',
      `Algorithm ${request.SigningAlgorithm} is incompatible with key spec ${key.spec} here.`,
    );
  }
  const message = Buffer.from(request.Message, 'base64');
  if (request.MessageType === 'RAW') {
    if (message.length > RAW_LIMIT_BYTES)
      throw new KmsError('ValidationException', `A RAW message has at most ${RAW_LIMIT_BYTES} bytes.`);
    return sha256(message);
  }
  if (message.length !== DIGEST_BYTES)
    throw new KmsError('ValidationException', 'Digest is invalid length for algorithm.');
  return message;
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new KmsError('ValidationException', z.prettifyError(parsed.error));
  return parsed.data;
}

const arnOf = (key: KmsKey): string => `arn:aws:kms:${REGION}:${ACCOUNT}:key/${key.keyId}`;

const naming = (key: KmsKey) => ({
  KeyId: arnOf(key),
  KeySpec: key.spec,
  CustomerMasterKeySpec: key.spec,
  KeyUsage: usageOf(key.spec),
  ...(usageOf(key.spec) === 'SIGN_VERIFY'
    ? { SigningAlgorithms: [ALGORITHM] }
    : { MacAlgorithms: [MAC_ALGORITHM] }),
});

const metadata = (key: KmsKey) => ({
  ...naming(key),
  KeyId: key.keyId,
  Arn: arnOf(key),
  AWSAccountId: ACCOUNT,
  CreationDate: key.createdAtSeconds,
  Enabled: true,
  KeyState: 'Enabled',
  KeyManager: 'CUSTOMER',
  Origin: 'AWS_KMS',
  MultiRegion: false,
});
