import { describe, expect, test } from '@jest/globals';
import { ofType, resourcesOf } from './assembly.ts';

const pages = (path: string) => ({ 'Fn::Join': ['', [{ Ref: 'PublicBaseUrl' }, path]] });
const OF_PAGES = [pages('/my'), pages('/console')];
const OF_COMMANDS = [18551, 18552, 18553].map((port) => `http://localhost:${port}/signed-in`);

describe('the template', () => {
  test('has a pool of accounts by address in any case, with codes by email and apps as second factors', () => {
    const pools = ofType(resourcesOf('Tawtheeq-Records'), 'AWS::Cognito::UserPool');
    expect(pools.map(([, { Properties }]) => Properties)).toEqual([
      expect.objectContaining({
        UsernameAttributes: ['email'],
        UsernameConfiguration: { CaseSensitive: false },
        AutoVerifiedAttributes: ['email'],
        // Another address names nobody's records before its code was typed.
        UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
        Policies: expect.objectContaining({
          SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] },
        }),
        MfaConfiguration: 'OPTIONAL',
        EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
        LambdaConfig: { PreTokenGenerationConfig: expect.objectContaining({ LambdaVersion: 'V2_0' }) },
      }),
    ]);
    // An attribute of the pool's own could be taken for a claim.
    expect(pools[0]?.[1].Properties).not.toHaveProperty('Schema');
  });

  test.each([
    ['SignInPages', OF_PAGES, ['openid', 'email', 'aws.cognito.signin.user.admin']],
    ['SignInCommandLine', OF_COMMANDS, ['openid', 'email']],
  ])(
    'has a client without a secret that comes back to its own addresses alone: %s',
    (name, addresses, scopes) => {
      const clients = ofType(resourcesOf('Tawtheeq-Service'), 'AWS::Cognito::UserPoolClient');
      expect(clients).toHaveLength(2);
      const [, client] = clients.find(([id]) => id.startsWith(name)) ?? [];
      expect(client?.Properties).toMatchObject({
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthFlows: ['code'],
        AllowedOAuthScopes: scopes,
        CallbackURLs: addresses,
        LogoutURLs: addresses,
        GenerateSecret: false,
        ReadAttributes: ['email', 'email_verified'],
        WriteAttributes: ['email'],
        PreventUserExistenceErrors: 'ENABLED',
        EnableTokenRevocation: true,
      });
      expect(client?.Properties.ExplicitAuthFlows).not.toContain('ALLOW_USER_PASSWORD_AUTH');
    },
  );
});
