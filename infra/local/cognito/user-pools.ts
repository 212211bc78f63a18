import * as z from 'zod';
import { ACCOUNT, REGION } from '../region.ts';
import { physicalName } from '../template/physical-name.ts';
import type { ResourceReader } from '../template/resource-reader.ts';

/** The token issuer takes the place of a pool; of its properties it honours the trigger that makes claims. */
const POOL = {
  shape: z.object({
    LambdaConfig: z
      .strictObject({
        PreTokenGenerationConfig: z.strictObject({ LambdaArn: z.string(), LambdaVersion: z.literal('V2_0') }),
      })
      .optional(),
  }),
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
    'UserAttributeUpdateSettings',
    'UsernameAttributes',
    'UsernameConfiguration',
    'UserPoolAddOns',
    'UserPoolName',
    'UserPoolTags',
    'UserPoolTier',
    'VerificationMessageTemplate',
    'WebAuthnUserVerification',
  ],
};
const NOTHING_OF_A_POOL = { shape: z.object({}), ignored: [...POOL.ignored, 'LambdaConfig'] };
const CLIENT = {
  shape: z.object({
    CallbackURLs: z.array(z.string()).default([]),
    LogoutURLs: z.array(z.string()).default([]),
    AllowedOAuthScopes: z.array(z.string()).default([]),
    ReadAttributes: z.array(z.string()).optional(),
    WriteAttributes: z.array(z.string()).optional(),
  }),
  ignored: [
    'AccessTokenValidity',
    'AllowedOAuthFlows',
    'AllowedOAuthFlowsUserPoolClient',
    'ClientName',
    'EnableTokenRevocation',
    'ExplicitAuthFlows',
    'GenerateSecret',
    'IdTokenValidity',
    'PreventUserExistenceErrors',
    'RefreshTokenValidity',
    'SupportedIdentityProviders',
    'TokenValidityUnits',
    'UserPoolId',
  ],
};

/** A program that people sign in to. */
export interface SignInClient {
  /** The audience of its tokens. */
  readonly clientId: string;
  /** Where a sign-in or a sign-out may lead back. */
  readonly returnAddresses: readonly string[];
  readonly scopes: readonly string[];
  /** Whether a token of the client reads, and writes, an attribute of its account. */
  readonly mayRead: (attribute: string) => boolean;
  readonly mayWrite: (attribute: string) => boolean;
}

/** The function that makes the contents of a pool's tokens. */
export interface PoolTrigger {
  readonly functionArn: string;
  readonly userPoolId: string;
}

/** The client of a template without any. */
const NO_CLIENT: SignInClient = {
  clientId: 'embedded-cloud-pages',
  returnAddresses: [],
  scopes: ['openid', 'email'],
  mayRead: isStandard,
  mayWrite: isStandard,
};

/** What the embedded cloud honours of the template's user pools. */
export interface RegisteredPools {
  /** Programs that people sign in to; the pages come first. */
  readonly clients: readonly [SignInClient, ...SignInClient[]];
  /** Returns what makes claims. Functions are registered after the pools. */
  readonly claimsTrigger: () => PoolTrigger | undefined;
}

/** Registers the user pools and their clients; `provider` is the address of what takes their place. */
export function registerUserPools(resources: ResourceReader, provider: string): RegisteredPools {
  for (const { stack, logicalId } of resources.all('AWS::Cognito::UserPool', NOTHING_OF_A_POOL)) {
    const id = poolId(logicalId);
    resources.setAttributes(
      { stack, logicalId },
      {
        Ref: id,
        Arn: `arn:aws:cognito-idp:${REGION}:${ACCOUNT}:userpool/${id}`,
        ProviderURL: provider,
      },
    );
  }
  const clients = resources.all('AWS::Cognito::UserPoolClient', CLIENT).map((resource) => {
    const id = physicalName(resource);
    resources.setAttributes(resource, { Ref: id, ClientId: id });
    const { CallbackURLs, LogoutURLs, AllowedOAuthScopes, ReadAttributes, WriteAttributes } =
      resource.properties;
    return {
      clientId: id,
      returnAddresses: [...new Set([...CallbackURLs, ...LogoutURLs])],
      scopes: AllowedOAuthScopes,
      mayRead: (attribute: string) => ReadAttributes?.includes(attribute) ?? isStandard(attribute),
      mayWrite: (attribute: string) => WriteAttributes?.includes(attribute) ?? isStandard(attribute),
    };
  });
  const [pages = NO_CLIENT, ...others] = clients;
  return {
    clients: [pages, ...others],
    claimsTrigger: () =>
      resources
        .all('AWS::Cognito::UserPool', POOL)
        .flatMap(({ logicalId, properties: { LambdaConfig } }): PoolTrigger[] =>
          LambdaConfig === undefined
            ? []
            : [
                {
                  functionArn: LambdaConfig.PreTokenGenerationConfig.LambdaArn,
                  userPoolId: poolId(logicalId),
                },
              ],
        )[0],
  };
}

/** Of a client that names none, Cognito lets standard attributes through and none of the pool's own. */
function isStandard(attribute: string): boolean {
  return !attribute.startsWith('custom:');
}

const poolId = (logicalId: string): string => `${REGION}_${logicalId}`;
