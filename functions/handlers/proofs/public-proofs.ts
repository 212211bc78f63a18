import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPublicListId, statusListId } from '../../domain/certificate/status-index.ts';
import { Refusal } from '../../domain/refusal.ts';
import { issuerProfile } from '../../proof/issuer-profile.ts';
import { publishedKeySet } from '../../proof/key-set.ts';
import { LIST_LIFETIME_SECONDS } from '../../proof/status-list.ts';
import * as proofs from '../../routes/proofs.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { answer, publicHeaders } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { implement } from '../../runtime/http/implement.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { loadSigningKeys } from '../../runtime/wiring/signing-keys.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClient, kmsClient, PEOPLE } from '../../storage/clients.ts';
import { DynamoStatusLists } from '../../storage/dynamo/dynamo-status-lists.ts';
import { KmsSigner } from '../../storage/kms-signer.ts';
import { checkHealth } from '../../workflows/supervision/check-health.ts';

/** A key that is found compromised must be known everywhere soon. */
const KEYS_LIFETIME_SECONDS = 60;
const PROFILE_LIFETIME_SECONDS = 300;

const environment = readEnvironment(
  'TABLE_NAME',
  'PUBLIC_BASE_URL',
  'CREDENTIAL_KEY_ID',
  'SEAL_KEY_ID',
  'RETIRED_KEY_IDS',
);
const baseUrl = environment.PUBLIC_BASE_URL;
const templates = templatesDirectory();
const issuers = loadIssuers(templates);
const signer = new KmsSigner(kmsClient(PEOPLE));
const active = { credential: environment.CREDENTIAL_KEY_ID, seal: environment.SEAL_KEY_ID };
const keys = loadSigningKeys(templates, active, signer, environment.RETIRED_KEY_IDS);
const statusLists = new DynamoStatusLists(dynamoClient(PEOPLE), environment.TABLE_NAME);
/** Written into the bundle when the stack is synthesized. */
const openApi = readFileSync(join(templates, 'openapi.json'), 'utf8');

export const handler = apiHandler<'proofs/public-proofs'>([
  implement(proofs.getKeySet, async () =>
    answer(200, await publishedKeySet(keys.listed, baseUrl, keys.publicKeyOf), {
      ...publicHeaders(KEYS_LIFETIME_SECONDS),
      'content-type': 'application/jwk-set+json',
    }),
  ),
  implement(proofs.getIssuerProfile, async ({ path }) => {
    const issuer = issuers.get(path.issuerId);
    if (issuer === undefined) throw new Refusal('NOT_FOUND', 'There is no such issuer here.');
    return answer(200, issuerProfile(issuer, baseUrl), publicHeaders(PROFILE_LIFETIME_SECONDS));
  }),
  implement(proofs.getStatusList, async ({ path }) => {
    const name = readPublicListId(path.listId);
    const listId =
      name !== undefined && issuers.has(name.issuerId) ? statusListId(name.issuerId, name.list) : '';
    // Read as it was signed: what a stranger asks for makes no signature.
    const list = name && listId !== '' ? await statusLists.published(name.purpose, listId) : undefined;
    if (list === undefined) throw new Refusal('NOT_FOUND', 'There is nothing at this address.');
    const headers = { ...publicHeaders(LIST_LIFETIME_SECONDS), 'content-type': 'application/vc+jwt' };
    return { statusCode: 200, headers, body: list.jwt };
  }),
  implement(proofs.getHealth, async () => {
    const health = await checkHealth({ statusLists });
    return health.status === 'ok' ? answer(200, health) : answer(503, health, { 'retry-after': '2' });
  }),
  implement(proofs.getOpenApi, async () => {
    const headers = {
      ...publicHeaders(PROFILE_LIFETIME_SECONDS),
      'content-type': 'application/json; charset=utf-8',
    };
    return { statusCode: 200, headers, body: openApi };
  }),
]);
