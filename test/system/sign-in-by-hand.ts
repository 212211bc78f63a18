import { createHash, randomBytes } from 'node:crypto';
import { LOOPBACK_ADDRESSES } from '../../functions/client/loopback-addresses.ts';

/** What is sent besides what the flow needs, to the sign-in page and to the token endpoint. */
export interface Attempt {
  readonly authorize?: Readonly<Record<string, string>>;
  readonly signIn?: Readonly<Record<string, string>>;
  readonly token?: Readonly<Record<string, string>>;
}

/** What the token endpoint answers. */
export interface SignedInTokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly id_token: string;
}

/** Signs in with an address, and returns the access token. */
export const tokenBySignIn = async (url: string, address: string, attempt: Attempt = {}): Promise<string> =>
  (await tokensBySignIn(url, address, attempt)).access_token;

/** Signs in with an address at the embedded cloud by hand, as somebody would who changes the requests on their way. */
export async function tokensBySignIn(
  url: string,
  address: string,
  attempt: Attempt = {},
): Promise<SignedInTokens> {
  const provider = (await (await fetch(`${url}/sign-in`)).json()) as { issuer: string; clientId: string };
  const metadata = await fetch(`${provider.issuer}/.well-known/openid-configuration`);
  const { authorization_endpoint, token_endpoint } = (await metadata.json()) as Record<string, string>;
  const verifier = randomBytes(32).toString('base64url');
  const redirect = attempt.authorize?.redirect_uri ?? LOOPBACK_ADDRESSES[0] ?? '';
  const asked = new URL(authorization_endpoint ?? '');
  const query = {
    client_id: provider.clientId,
    response_type: 'code',
    scope: 'openid email',
    redirect_uri: redirect,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...attempt.authorize,
  };
  for (const [name, value] of Object.entries(query)) asked.searchParams.set(name, value);
  const code = await codeFor(
    asked.href,
    redirect,
    new URLSearchParams({ email: address, ...attempt.signIn }),
  );
  const answer = await fetch(token_endpoint ?? '', {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: provider.clientId,
      code,
      redirect_uri: redirect,
      code_verifier: verifier,
      ...attempt.token,
    }),
  });
  const tokens = (await answer.json()) as SignedInTokens;
  if (answer.status !== 200) throw new Error(`The token endpoint answered ${answer.status}`);
  return tokens;
}

/** Follows the redirects with cookies, and sends the form of the sign-in page. Returns the code that comes back. */
async function codeFor(start: string, redirect: string, form: URLSearchParams): Promise<string> {
  const cookies = new Map<string, string>();
  let next = start;
  let body: URLSearchParams | undefined;
  for (let step = 0; step < 10; step++) {
    if (next.startsWith(redirect)) return new URL(next).searchParams.get('code') ?? '';
    const answer = await fetch(next, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(body === undefined ? {} : { method: 'POST', body }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const [name = '', ...value] = pair.split('=');
      cookies.set(name, value.join('='));
    }
    const location = answer.headers.get('location');
    body = location === null && body === undefined ? form : undefined;
    if (location !== null) next = new URL(location, next).href;
    else if (body === undefined) throw new Error(`The sign-in answered ${answer.status}`);
  }
  throw new Error('The sign-in never came back');
}
