import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';

/** Returns the key of the records' authentication codes, which whoever may use the key in KMS can derive. */
export async function recordKeyFrom(kms: KMSClient, keyId: string): Promise<Uint8Array> {
  const Message = Buffer.from('tawtheeq ledger v1');
  const { Mac } = await kms.send(
    new GenerateMacCommand({ KeyId: keyId, Message, MacAlgorithm: 'HMAC_SHA_256' }),
  );
  if (Mac === undefined) throw new Error('KMS answered without a code');
  return Mac;
}
