import { readEnvironment } from '../../runtime/environment.ts';
import { logInfo } from '../../runtime/log.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClient, kmsClient, WORK } from '../../storage/clients.ts';
import { DynamoStatusLists } from '../../storage/dynamo/dynamo-status-lists.ts';
import { KmsSigner } from '../../storage/kms-signer.ts';
import { publishStatusLists } from '../../workflows/proofs/publish-status-list.ts';

const environment = readEnvironment('TABLE_NAME', 'PUBLIC_BASE_URL', 'CREDENTIAL_KEY_ID');
const issuers = loadIssuers(templatesDirectory());
const deps = {
  statusLists: new DynamoStatusLists(dynamoClient(WORK), environment.TABLE_NAME),
  signer: new KmsSigner(kmsClient(WORK)),
  credentialKeyId: environment.CREDENTIAL_KEY_ID,
  baseUrl: environment.PUBLIC_BASE_URL,
  now: () => new Date().toISOString(),
};

/** Runs every minute: signs the status lists that have changed or grow old, and stores them for everyone to read. */
export async function handler(): Promise<void> {
  const count = await publishStatusLists(issuers.keys(), deps);
  if (count > 0) logInfo('status_lists.signed', { count });
}
