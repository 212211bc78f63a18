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
const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
let keys: LoopbackServer;
let check: JwtAuthorizer;

beforeAll(async () => {
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'k', use: 'sig', alg: 'RS256' };
  keys = await listenOnLoopback((_, response) => void response.end(JSON.stringify({ keys: [jwk] })));
  check = jwtAuthorizer({ issuer: ISSUER, jwksUri: keys.url, audience: ['pages', 'api'] });
});
afterAll(() => keys.stop());

const minute = 60;
const now = () => Math.floor(Date.now() / 1000);

interface Made {
  readonly claims?: Record<string, unknown>;
  readonly alg?: string;
  readonly key?: KeyObject | Uint8Array;
}

function token({ claims = {}, alg = 'RS256', key = own.privateKey }: Made = {}): Promise<string> {
  const payload = { iss: ISSUER, aud: 'pages', sub: 's', iat: now(), exp: now() + minute, ...claims };
  return new SignJWT(payload).setProtectedHeader({ alg, kid: 'k' }).sign(key);
}

const answerTo = async (made: string | undefined, scopes: string[] = []) => {
  try {
    return await check(made, scopes);
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error;
    return error.status;
  }
};

describe('a good token', () => {
  test('is let through, with or without "Bearer", and its claims become text', async () => {
    const made = await token({ claims: { 'cognito:groups': ['coordinator', 'approver'], n: 1 } });
    const passed = {
      claims: expect.objectContaining({ sub: 's', 'cognito:groups': '[coordinator approver]', n: '1' }),
      scopes: null,
    };
    expect(await answerTo(`Bearer ${made}`)).toEqual(passed);
    expect(await answerTo(made)).toEqual(passed);
  });

  test('may name the audience as client_id where it has no aud', async () => {
    const made = await token({ claims: { aud: undefined, client_id: 'api' } });
    expect(await answerTo(`Bearer ${made}`)).toEqual(expect.objectContaining({ scopes: null }));
  });

  test('needs one of the scopes that the route asks for', async () => {
    const made = await token({ claims: { scope: 'read write' } });
    expect(await answerTo(made, ['write', 'admin'])).toEqual(expect.objectContaining({ scopes: ['write'] }));
    expect(await answerTo(made, ['admin'])).toBe(403);
  });
});

describe('401 for', () => {
  const secret = own.publicKey.export({ type: 'spki', format: 'pem' });
  test.each<[string, () => Promise<string | undefined> | string]>([
    ['no token', async () => undefined],
    ['something else', () => 'Bearer abc.def'],
    [
      'the algorithm none',
      () => new UnsecuredJWT({ iss: ISSUER, aud: 'pages', exp: now() + minute }).encode(),
    ],
    ['HS256 with the public key as its secret', () => token({ alg: 'HS256', key: Buffer.from(secret) })],
    ['RS512, though by the right key', () => token({ alg: 'RS512' })],
    ['another key', () => token({ key: stranger.privateKey })],
    ['another issuer', () => token({ claims: { iss: 'http://elsewhere' } })],
    ['another audience', () => token({ claims: { aud: 'elsewhere' } })],
    [
      'another audience, though client_id is right',
      () => token({ claims: { aud: 'elsewhere', client_id: 'api' } }),
    ],
    ['an expired one', () => token({ claims: { exp: now() - 1 } })],
    ['one without an end', () => token({ claims: { exp: undefined } })],
    ['one that is not valid yet', () => token({ claims: { nbf: now() + minute } })],
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
