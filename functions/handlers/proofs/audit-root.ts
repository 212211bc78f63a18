import { readEnvironment } from '../../runtime/environment.ts';
import { logInfo, logWarning } from '../../runtime/log.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClient, kmsClient, s3Client, WORK } from '../../storage/clients.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoAuditLog } from '../../storage/dynamo/supervision/dynamo-audit-log.ts';
import { DynamoJournal } from '../../storage/dynamo/supervision/dynamo-journal.ts';
import { KmsSigner } from '../../storage/kms-signer.ts';
import { S3AuditRoots } from '../../storage/s3/s3-audit-roots.ts';
import { signAuditRoots } from '../../workflows/proofs/sign-audit-root.ts';

const environment = readEnvironment('TABLE_NAME', 'BUCKET_NAME', 'PUBLIC_BASE_URL', 'CREDENTIAL_KEY_ID');
const dynamo = dynamoClient(WORK);
const deps = {
  register: new DynamoCertificateRegister(dynamo, environment.TABLE_NAME),
  auditLog: new DynamoAuditLog(dynamo, environment.TABLE_NAME),
  journal: new DynamoJournal(dynamo, environment.TABLE_NAME),
  roots: new S3AuditRoots(s3Client(WORK), environment.BUCKET_NAME),
  issuerIds: [...loadIssuers(templatesDirectory()).keys()],
  signer: new KmsSigner(kmsClient(WORK)),
  credentialKeyId: environment.CREDENTIAL_KEY_ID,
  baseUrl: environment.PUBLIC_BASE_URL,
  now: () => new Date().toISOString(),
};

/**
 * Runs every hour: signs the audit root of each day that is over and has none yet. Signs the day of a broken chain, too,
 * so that its events can't change any further.
 * @throws Error, which raises the alarm, when the chain of a certificate or of the journal is broken
 */
export async function handler(): Promise<void> {
  let broken = 0;
  for (const { day, size, brokenChains, brokenJournals } of await signAuditRoots(deps)) {
    logInfo('audit_root.signed', { count: size });
    for (const certificateId of brokenChains) logWarning('audit_root.broken_chain', { certificateId });
    for (const chain of brokenJournals) logWarning('audit_root.broken_journal', { day, chain });
    broken += brokenChains.length + brokenJournals.length;
  }
  if (broken > 0) throw new Error(`${broken} chains of certificates' events or of the journal are broken`);
}
