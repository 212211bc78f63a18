import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { emptyRegister, founded } from '../../functions/domain/staff/staff-register.ts';
import { DynamoStaffRegisters } from '../../functions/storage/dynamo/supervision/dynamo-staff-registers.ts';
import { subjectNamed } from '../../infra/local/cognito/identity.ts';
import { REGION } from '../../infra/local/region.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { ofType, resourcesOf } from '../infra/assembly.ts';
import { type Authenticator, callPool, consoleClient, consoleTokens, registerApp } from './authenticator.ts';
import { ownCloud } from './embedded-cloud.ts';
import { tokenBySignIn } from './sign-in-by-hand.ts';

const ADDRESS = 'new.administrator@example.org';
const ISSUER = 'rawabi-health-cluster';
const ROLES = [`${ISSUER}/administrator`];

let cloud: EmbeddedCloud;
let app: Authenticator;
beforeAll(async () => {
  cloud = await ownCloud({ timeoutFactor: 4, extraEnvironment: { FEDERATION_HAS_SECOND_FACTOR: 'yes' } });
  const registers = new DynamoStaffRegisters(cloud.clients.dynamo, cloud.tableName);
  const nobody = emptyRegister(ISSUER);
  const person = { invitationId: 'p1', name: 'New Administrator', email: ADDRESS };
  await registers.replace(nobody, founded(nobody, person, 'operator', '2026-01-01T00:00:00.000Z'));
});
afterAll(() => cloud?.stop());

const consoleToken = async (address: string, code?: string) =>
  (await consoleTokens(cloud.url, address, code)).access_token;
const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
const rolesIn = (token: string) => {
  const { 'cognito:groups': groups, roles_withheld, scope } = claimsOf(token);
  return { groups, roles_withheld, mayChangeAccount: String(scope).includes('signin.user.admin') };
};
const askRoles = async (token: string) => {
  const answer = await fetch(`${cloud.url}/people/me`, { headers: { authorization: `Bearer ${token}` } });
  return [answer.status, ((await answer.json()) as { readonly code?: string }).code];
};

test('nobody writes another attribute of the account than the client may', async () => {
  const { access_token: AccessToken, id_token } = await consoleTokens(cloud.url, ADDRESS);
  const written = async (Name: string, Value: string) => {
    const UserAttributes = [{ Name, Value }];
    const { json } = await callPool(cloud.url, 'UpdateUserAttributes', { AccessToken, UserAttributes });
    return json.__type;
  };
  expect(await written('custom:volunteer_id', `${ISSUER}/V-1`)).toBe('NotAuthorizedException');
  expect(await written('email_verified', 'true')).toBe('NotAuthorizedException');
  // The client may, and the pool then asks for a code; the embedded one doesn't.
  expect(await written('email', 'other@example.org')).toBe('InvalidParameterException');
  expect(claimsOf(id_token)).toMatchObject({ token_use: 'id', email: ADDRESS, email_verified: true });
  const answer = await fetch(`${cloud.url}/people/me`, { headers: { authorization: `Bearer ${id_token}` } });
  expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('no access token')]);
});

describe('a member of staff', () => {
  test('has no role before an authenticator app is registered, and is told so', async () => {
    const token = await consoleToken(ADDRESS);
    expect(rolesIn(token)).toEqual({
      groups: [],
      roles_withheld: 'second_factor',
      mayChangeAccount: true,
    });
    expect(await askRoles(token)).toEqual([403, 'SECOND_FACTOR_MISSING']);
    expect(await askRoles(await tokenBySignIn(cloud.url, ADDRESS))).toEqual([403, 'SECOND_FACTOR_MISSING']);
  });

  test('whose session began before has it ended by the registration: it never gets a role', async () => {
    const { refresh_token } = await consoleTokens(cloud.url, ADDRESS);
    const renewed = async () => {
      const form = { grant_type: 'refresh_token', refresh_token, client_id: await consoleClient(cloud.url) };
      const answer = await fetch(`${cloud.url}/_local/identity/token`, {
        method: 'POST',
        body: new URLSearchParams(form),
      });
      return [answer.status, ((await answer.json()) as { readonly error?: string }).error];
    };
    expect(await renewed()).toEqual([200, undefined]);
    app = await registerApp(cloud.url, ADDRESS);
    expect(await renewed()).toEqual([400, 'invalid_grant']);
  });

  test('has them after the sign-in that asks for the app’s code', async () => {
    const token = await consoleToken(ADDRESS, await app.unusedCode());
    expect(rolesIn(token)).toEqual({ groups: ROLES, roles_withheld: undefined, mayChangeAccount: false });
    expect(await askRoles(token)).toEqual([200, undefined]);
  });

  test('can’t take the app away with a token that has roles', async () => {
    const AccessToken = await tokenBySignIn(cloud.url, ADDRESS, { signIn: { code: await app.unusedCode() } });
    const off = { SoftwareTokenMfaSettings: { Enabled: false } };
    const { status, json } = await callPool(cloud.url, 'SetUserMFAPreference', { AccessToken, ...off });
    expect([status, json.__type]).toEqual([400, 'NotAuthorizedException']);
  });

  test('has none again once an administrator of the pool has removed the app', async () => {
    const answer = await fetch(cloud.endpoints.cognitoIdp, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.AdminSetUserMFAPreference' },
      body: JSON.stringify({
        UserPoolId: 'POOL',
        Username: subjectNamed(ADDRESS),
        SoftwareTokenMfaSettings: { Enabled: false },
      }),
    });
    expect(answer.status).toBe(200);
    expect(rolesIn(await consoleToken(ADDRESS))).toMatchObject({
      groups: [],
      roles_withheld: 'second_factor',
    });
  });
});

test.each([
  ['has its roles by the factor that its provider asks for', { status: 'EXTERNAL_PROVIDER' }, ROLES],
  ['that is the pool’s own has none by it', { status: 'CONFIRMED' }, []],
  ['whose address isn’t verified has nothing', { verified: 'false' }, []],
  ['that is in the operators’ group operates', { groups: ['*/operator'] }, ['*/operator', ...ROLES]],
  [
    'has no role by any other group of the pool',
    {
      groups: [
        'x,*/operator',
        '*/operator,x',
        `x,${ISSUER}/coordinator`,
        `${ISSUER}/coordinator`,
        '*/auditor',
      ],
    },
    ROLES,
  ],
] as const)(
  'where the federated provider asks for a second factor, an account %s',
  async (_what, account, groups) => {
    const {
      status,
      verified,
      groups: groupsToOverride,
    } = {
      status: 'EXTERNAL_PROVIDER',
      verified: 'true',
      groups: [],
      ...account,
    };
    const [[pool] = []] = ofType(resourcesOf('Tawtheeq-Records'), 'AWS::Cognito::UserPool');
    const trigger = {
      version: '2',
      triggerSource: 'TokenGeneration_HostedAuth',
      region: REGION,
      userPoolId: `${REGION}_${pool}`,
      userName: subjectNamed(ADDRESS),
      request: {
        userAttributes: {
          sub: subjectNamed(ADDRESS),
          email: ADDRESS,
          email_verified: verified,
          'cognito:user_status': status,
        },
        groupConfiguration: { groupsToOverride, iamRolesToOverride: [], preferredRole: null },
      },
      response: { claimsAndScopeOverrideDetails: null },
    };
    const answer = (await cloud
      .function('TokenClaims')
      .pool.invoke(trigger)) as PreTokenGenerationV2TriggerEvent;
    const { claimsAndScopeOverrideDetails } = answer.response;
    expect(claimsAndScopeOverrideDetails.groupOverrideDetails?.groupsToOverride?.toSorted()).toEqual(groups);
  },
);

test('a volunteer, or somebody whom nobody knows, hears of no second factor and can’t change the account', async () => {
  const token = await consoleToken('nobody@example.org');
  expect(rolesIn(token)).toEqual({ groups: [], roles_withheld: undefined, mayChangeAccount: false });
  expect(await askRoles(token)).toEqual([403, 'FORBIDDEN_ROLE']);
});

test('the function that makes tokens asks the pool by a right of its own', () => {
  const { granted, used, refused } = cloud.rights();
  const asks = { role: 'TokenClaims', may: 'cognito-idp:AdminGetUser' };
  expect(granted).toContainEqual(expect.objectContaining(asks));
  expect(used).toContainEqual(expect.objectContaining(asks));
  expect(refused).toEqual([]);
});
