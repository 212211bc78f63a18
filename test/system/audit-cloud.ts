import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { type AuditReport, audit } from '../../infra/tools/audit/audit.ts';
import type { PublicKey } from '../../infra/tools/audit/signatures/verify-jwt.ts';

/** Audits all that a cloud has recorded, with the keys that it publishes. */
export async function auditCloud({
  url,
  clients: { dynamo, s3 },
  tableName,
  bucketName,
}: Pick<EmbeddedCloud, 'url' | 'clients' | 'tableName' | 'bucketName'>): Promise<AuditReport> {
  const answer = await fetch(`${url}/.well-known/jwks.json`);
  const { keys } = (await answer.json()) as { readonly keys: readonly PublicKey[] };
  return audit({ dynamo, tableName, s3, bucketName, keys }, { now: new Date() });
}
