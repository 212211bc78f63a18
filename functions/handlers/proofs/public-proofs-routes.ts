import type { Issuer } from '../../domain/issuer.ts';
import { Refusal } from '../../domain/refusal.ts';
import { issuerProfile } from '../../proof/issuer-profile.ts';
import { publishedKeySet } from '../../proof/key-set.ts';
import { LIST_LIFETIME_SECONDS } from '../../proof/status-list.ts';
import { type Answer, json, pathParameter, type Route } from '../../runtime/http/api.ts';
import { publicAnswer } from '../../runtime/http/public-answer.ts';
import type { SigningKeys } from '../../runtime/wiring/signing-keys.ts';
import { publishStatusList, type StatusListDeps } from '../../workflows/proofs/publish-status-list.ts';
import { checkHealth } from '../../workflows/supervision/check-health.ts';

export interface PublicProofsDeps extends StatusListDeps {
  readonly issuers: ReadonlyMap<string, Issuer>;
  readonly keys: SigningKeys;
  /** The OpenAPI description, JSON. */
  readonly openApi: string;
}

/** A key that is found compromised must be known everywhere soon. */
const KEYS_LIFETIME_SECONDS = 60;
const PROFILE_LIFETIME_SECONDS = 300;

const NOTHING_HERE = 'There is nothing at this address.';

/** What others need to check our signatures by themselves: keys, issuers, status lists; and how to talk to us. */
export function publicProofsRoutes(deps: PublicProofsDeps): readonly Route[] {
  const get = (path: string, handle: Route['handle']): Route => ({ method: 'GET', path, handle });
  return [
    get('/.well-known/jwks.json', async () => {
      const keySet = await publishedKeySet(deps.keys.listed, deps.baseUrl, deps.keys.publicKeyOf);
      return publicAnswer(JSON.stringify(keySet), 'application/jwk-set+json', KEYS_LIFETIME_SECONDS);
    }),
    get('/issuers/{issuerId}', async (event) => {
      const issuer = deps.issuers.get(pathParameter(event, 'issuerId'));
      if (issuer === undefined) throw new Refusal('NOT_FOUND', 'There is no such issuer here.');
      const profile = issuerProfile(issuer, deps.baseUrl);
      return publicAnswer(
        JSON.stringify(profile),
        'application/json; charset=utf-8',
        PROFILE_LIFETIME_SECONDS,
      );
    }),
    get('/status/{listId}', async (event) => {
      const list = await publishStatusList(pathParameter(event, 'listId'), deps);
      if (list === undefined) throw new Refusal('NOT_FOUND', NOTHING_HERE);
      return publicAnswer(list, 'application/vc+jwt', LIST_LIFETIME_SECONDS);
    }),
    get('/health', () => health(deps)),
    get('/openapi.json', async () =>
      publicAnswer(deps.openApi, 'application/json; charset=utf-8', PROFILE_LIFETIME_SECONDS),
    ),
  ];
}

async function health(deps: PublicProofsDeps): Promise<Answer> {
  const state = await checkHealth(deps);
  return json(state.status === 'ok' ? 200 : 503, state);
}
