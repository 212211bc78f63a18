import * as z from 'zod';
import { ACCOUNT, REGION } from '../region.ts';
import { physicalName } from '../template/physical-name.ts';
import type { ResourceReader } from '../template/resource-reader.ts';

/** No property of a pool has an effect: the token issuer takes its place. */
const POOL = {
  shape: z.object({}),
  ignored: [
    'AccountRecoverySetting',
    'AdminCreateUserConfig',
    'AliasAttributes',
    'AutoVerifiedAttributes',
    'DeletionProtection',
    'EmailConfiguration',
    'EmailVerificationMessage',
    'EmailVerificationSubject',
    'EnabledMfas',
    'MfaConfiguration',
    'Policies',
    'Schema',
    'SmsVerificationMessage',
    'UsernameAttributes',
    'UsernameConfiguration',
    'UserPoolAddOns',
    'UserPoolName',
    'UserPoolTags',
    'UserPoolTier',
    'VerificationMessageTemplate',
  ],
};
const CLIENT = {
  shape: z.object({}),
  ignored: [
    'AccessTokenValidity',
    'AllowedOAuthFlows',
    'AllowedOAuthFlowsUserPoolClient',
    'AllowedOAuthScopes',
    'CallbackURLs',
    'ClientName',
    'EnableTokenRevocation',
    'ExplicitAuthFlows',
    'GenerateSecret',
    'IdTokenValidity',
    'LogoutURLs',
    'PreventUserExistenceErrors',
    'ReadAttributes',
    'RefreshTokenValidity',
    'SupportedIdentityProviders',
    'TokenValidityUnits',
    'UserPoolId',
    'WriteAttributes',
  ],
};

/** Registers the user pools and their clients. Returns the first client's id, which is the audience of tokens. */
export function registerUserPools(resources: ResourceReader): string | undefined {
  for (const resource of resources.all('AWS::Cognito::UserPool', POOL)) {
    const id = `${REGION}_${resource.logicalId}`;
    resources.setAttributes(resource, {
      Ref: id,
      Arn: `arn:aws:cognito-idp:${REGION}:${ACCOUNT}:userpool/${id}`,
      ProviderURL: `https://cognito-idp.${REGION}.amazonaws.com/${id}`,
    });
  }
  let audience: string | undefined;
  for (const resource of resources.all('AWS::Cognito::UserPoolClient', CLIENT)) {
    const id = physicalName(resource);
    resources.setAttributes(resource, { Ref: id, ClientId: id });
    audience ??= id;
  }
  return audience;
}
