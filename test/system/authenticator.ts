import { totpCode } from '../../infra/local/cognito/totp.ts';
import { eventually } from '../local/eventually.ts';
import { type SignedInTokens, tokensBySignIn } from './sign-in-by-hand.ts';

const STEP_MS = 30_000;

/** Somebody's authenticator app. */
export class Authenticator {
  readonly #secret: string;
  #next = 0;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** Returns a code that was not used before: the present one, or the one after it, which is taken early. */
  async unusedCode(): Promise<string> {
    const now = () => Math.floor(Date.now() / STEP_MS);
    const step = Math.max(now(), this.#next);
    await eventually(async () => step <= now() + 1, { withinMilliseconds: 2 * STEP_MS });
    this.#next = step + 1;
    return totpCode(this.#secret, step * STEP_MS);
  }
}

/** Calls the pool's API about the account whose token this is. Returns the status and what it says. */
export async function callPool(
  url: string,
  operation: string,
  input: object,
): Promise<{ readonly status: number; readonly json: Record<string, unknown> }> {
  const answer = await fetch(`${url}/_local/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(input),
  });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}

/** Signs in as the console does, which may change the account where the roles wait for a second factor. */
export async function consoleTokens(url: string, address: string, code?: string): Promise<SignedInTokens> {
  const client_id = await consoleClient(url);
  const redirect_uri = `${url}/console`;
  const scope = 'openid email aws.cognito.signin.user.admin';
  return tokensBySignIn(url, address, {
    authorize: { client_id, redirect_uri, scope },
    ...(code === undefined ? {} : { signIn: { code } }),
    token: { client_id, redirect_uri },
  });
}

/** Returns the client by which the console signs people in. */
export async function consoleClient(url: string): Promise<string> {
  const page = await (await fetch(`${url}/console`, { headers: { accept: 'text/html' } })).text();
  return /data-sign-in-client-id="([^"]+)"/.exec(page)?.[1] ?? '';
}

/** Registers an authenticator app for a member of staff who has none, as the console does. */
export async function registerApp(url: string, address: string): Promise<Authenticator> {
  const { access_token: AccessToken } = await consoleTokens(url, address);
  const associated = await callPool(url, 'AssociateSoftwareToken', { AccessToken });
  const app = new Authenticator(String(associated.json.SecretCode));
  const settings = { SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } };
  for (const [operation, input] of [
    ['VerifySoftwareToken', { UserCode: await app.unusedCode() }],
    ['SetUserMFAPreference', settings],
    ['GlobalSignOut', {}],
  ] as const) {
    const { status, json } = await callPool(url, operation, { AccessToken, ...input });
    if (status !== 200) throw new Error(`${operation} answered ${status}: ${JSON.stringify(json)}`);
  }
  return app;
}
