import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from '../../runtime/environment.ts';
import { apiHandler } from '../../runtime/http/api.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { loadSigningKeys } from '../../runtime/wiring/signing-keys.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClientForPeople, kmsClient } from '../../storage/clients.ts';
import { DynamoStatusLists } from '../../storage/dynamo/dynamo-status-lists.ts';
import { KmsSigner } from '../../storage/kms-signer.ts';
import { publicProofsRoutes } from './public-proofs-routes.ts';

const environment = readEnvironment('TABLE_NAME', 'PUBLIC_BASE_URL', 'CREDENTIAL_KEY_ID', 'SEAL_KEY_ID');
const templates = templatesDirectory();
const issuers = loadIssuers(templates);
const signer = new KmsSigner(kmsClient());
const active = { credential: environment.CREDENTIAL_KEY_ID, seal: environment.SEAL_KEY_ID };

export const routes = publicProofsRoutes({
  issuers,
  issuerIds: new Set(issuers.keys()),
  keys: loadSigningKeys(templates, active, signer),
  statusLists: new DynamoStatusLists(dynamoClientForPeople(), environment.TABLE_NAME),
  signer,
  credentialKeyId: environment.CREDENTIAL_KEY_ID,
  baseUrl: environment.PUBLIC_BASE_URL,
  openApi: readFileSync(join(templates, 'openapi', 'openapi.json'), 'utf8'),
  now: () => new Date().toISOString(),
});

export const handler = apiHandler(routes);
