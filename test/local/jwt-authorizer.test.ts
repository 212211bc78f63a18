import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, SignJWT, UnsecuredJWT } from 'jose';
import {
  type JwtAuthorizer,
  jwtAuthorizer,
  TokenRefused,
} from '../../infra/local/api-gateway/jwt-authorizer.ts';
import { type LoopbackServer, listenOnLoopback } from '../../infra/local/loopback-server.ts';

const ISSUER = 'http://127.0.0.1/issuer';
const issuerKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const otherKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
let keys: LoopbackServer;
let authorize: JwtAuthorizer;

beforeAll(async () => {
  const jwk = { ...(await exportJWK(issuerKeys.publicKey)), kid: 'k', use: 'sig', alg: 'RS256' };
  keys = await listenOnLoopback((_, response) => void response.end(JSON.stringify({ keys: [jwk] })));
  authorize = jwtAuthorizer({ issuer: ISSUER, jwksUri: keys.url, audience: ['pages', 'api'] });
});
afterAll(() => keys.stop());

const minute = 60;
const now = () => Math.floor(Date.now() / 1000);

interface TokenOptions {
  readonly claims?: Record<string, unknown>;
  readonly alg?: string;
  readonly key?: KeyObject | Uint8Array;
}

function token({
  claims = {},
  alg = 'RS256',
  key = issuerKeys.privateKey,
}: TokenOptions = {}): Promise<string> {
  const payload = { iss: ISSUER, aud: 'pages', sub: 's', iat: now(), exp: now() + minute, ...claims };
  return new SignJWT(payload).setProtectedHeader({ alg, kid: 'k' }).sign(key);
}

/** Returns what the authorizer passes on, or the status it refuses with. */
const answerTo = async (authorization: string | undefined, scopes: string[] = []) => {
  try {
    return await authorize(authorization, scopes);
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error;
    return error.status;
  }
};

describe('a valid token', () => {
  test('passes with or without "Bearer", and its claims become text', async () => {
    const made = await token({ claims: { 'cognito:groups': ['coordinator', 'approver'], n: 1 } });
    const passed = {
      claims: expect.objectContaining({ sub: 's', 'cognito:groups': '[coordinator approver]', n: '1' }),
      scopes: null,
    };
    expect(await answerTo(`Bearer ${made}`)).toEqual(passed);
    expect(await answerTo(made)).toEqual(passed);
  });

  test('may name the audience in client_id when it has no aud', async () => {
    const made = await token({ claims: { aud: undefined, client_id: 'api' } });
    expect(await answerTo(`Bearer ${made}`)).toEqual(expect.objectContaining({ scopes: null }));
  });

  test('needs one of the route’s scopes', async () => {
    const made = await token({ claims: { scope: 'read write' } });
    expect(await answerTo(made, ['write', 'admin'])).toEqual(expect.objectContaining({ scopes: ['write'] }));
    expect(await answerTo(made, ['admin'])).toBe(403);
  });
});

describe('the authorizer answers 401 for', () => {
  const secret = issuerKeys.publicKey.export({ type: 'spki', format: 'pem' });
  test.each<[string, () => Promise<string | undefined> | string]>([
    ['no token', async () => undefined],
    ['text that is no token', () => 'Bearer abc.def'],
    [
      'the algorithm none',
      () => new UnsecuredJWT({ iss: ISSUER, aud: 'pages', exp: now() + minute }).encode(),
    ],
    ['HS256 with the public key as its secret', () => token({ alg: 'HS256', key: Buffer.from(secret) })],
    ['RS512, though with the right key', () => token({ alg: 'RS512' })],
    ['another key', () => token({ key: otherKeys.privateKey })],
    ['another issuer', () => token({ claims: { iss: 'http://elsewhere' } })],
    ['another audience', () => token({ claims: { aud: 'elsewhere' } })],
    [
      'another audience, though client_id is right',
      () => token({ claims: { aud: 'elsewhere', client_id: 'api' } }),
    ],
    ['an expired token', () => token({ claims: { exp: now() - 1 } })],
    ['a token without exp', () => token({ claims: { exp: undefined } })],
    ['a token that is not valid yet', () => token({ claims: { nbf: now() + minute } })],
    [
      'an altered payload',
      async () => {
        const [header, , signature] = (await token()).split('.');
        const payload = Buffer.from(
          JSON.stringify({ iss: ISSUER, aud: 'pages', sub: 'other', exp: now() + minute }),
        );
        return [header, payload.toString('base64url'), signature].join('.');
      },
    ],
  ])('%s', async (_name, make) => {
    expect(await answerTo(await make())).toBe(401);
  });
});
