import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { type AuditReport, audit } from '../../infra/tools/audit/audit.ts';
import { recordKeyFrom } from '../../infra/tools/audit/record-key.ts';
import type { PublicKey } from '../../infra/tools/audit/signatures/verify-jwt.ts';

/** Audits all that a cloud has recorded, with the keys that it publishes. */
export async function auditCloud({
  url,
  clients: { dynamo, s3, kms },
  recordKeyId,
  tableName,
  bucketName,
}: Pick<
  EmbeddedCloud,
  'url' | 'clients' | 'tableName' | 'bucketName' | 'recordKeyId'
>): Promise<AuditReport> {
  const answer = await fetch(`${url}/.well-known/jwks.json`);
  const { keys } = (await answer.json()) as { readonly keys: readonly PublicKey[] };
  const recordKey = await recordKeyFrom(kms, recordKeyId);
  return audit({ dynamo, tableName, s3, bucketName, keys, recordKey }, { now: new Date() });
}
