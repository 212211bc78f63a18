import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';

/** Says what the key is for; with another text it would be another key. */
const PURPOSE = Buffer.from('tawtheeq ledger v1');

/**
 * Returns what derives the key of the records' message authentication codes from a key in KMS: one request for each
 * process, since a request for each record would cost more than the record. A request that failed is made again.
 */
export function kmsRecordKey(kms: KMSClient, keyId: string): () => Promise<Uint8Array> {
  let derived: Promise<Uint8Array> | undefined;
  return () => {
    derived ??= derive(kms, keyId).catch((fault: unknown) => {
      derived = undefined;
      throw fault;
    });
    return derived;
  };
}

async function derive(kms: KMSClient, keyId: string): Promise<Uint8Array> {
  const { Mac } = await kms.send(
    new GenerateMacCommand({ KeyId: keyId, Message: PURPOSE, MacAlgorithm: 'HMAC_SHA_256' }),
  );
  if (Mac === undefined) throw new Error('KMS answered without a code');
  return Mac;
}
