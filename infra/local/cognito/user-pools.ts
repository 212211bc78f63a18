import * as z from 'zod';
import { ACCOUNT, REGION } from '../region.ts';
import { physicalName } from '../template/physical-name.ts';
import type { ResourceReader } from '../template/resource-reader.ts';

/** Nothing of a pool is acted on: the token issuer stands in its place and mints what it is asked for. */
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

/** Names the user pools and their clients; answers the first client's id, the audience of tokens. */
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
