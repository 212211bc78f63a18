import { Duration, Stack } from 'aws-cdk-lib';
import {
  CfnManagedLoginBranding,
  ClientAttributes,
  type IUserPool,
  ManagedLoginVersion,
  OAuthScope,
  UserPoolClient,
  UserPoolClientIdentityProvider,
  UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { LOOPBACK_ADDRESSES } from '../../functions/client/loopback-addresses.ts';
import type { RecordsStack } from '../records-stack.ts';
import type { Stage } from '../stages.ts';
import { SETTINGS } from './settings.ts';
import { stageSetting } from './stage-setting.ts';

/** Pages that people sign in to, and return to. */
const PAGES = ['/my', '/console'];

/** How people sign in: the clients of our pages and of the command line, and the pages of the user pool. */
export class SignIn extends Construct {
  readonly client: UserPoolClient;
  readonly commandLine: UserPoolClient;
  /** Where the user pool's own pages and its token endpoint are. */
  readonly origin: string;

  constructor(
    scope: Construct,
    id: string,
    { userPool }: RecordsStack,
    publicBaseUrl: string,
    stage?: Stage,
  ) {
    super(scope, id);
    const providers = stage?.signInProviders ?? [];
    this.client = publicClient(
      this,
      'Pages',
      userPool,
      providers,
      PAGES.map((path) => `${publicBaseUrl}${path}`),
      // The console registers second factors.
      [OAuthScope.COGNITO_ADMIN],
    );
    this.commandLine = publicClient(this, 'CommandLine', userPool, providers, LOOPBACK_ADDRESSES, []);
    const prefix = stageSetting(this, 'SignInPrefix', stage?.signInPrefix, SETTINGS.SignInPrefix);
    new UserPoolDomain(this, 'Domain', {
      userPool,
      cognitoDomain: { domainPrefix: prefix },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    this.#look('Look', this.client, userPool);
    this.#look('CommandLineLook', this.commandLine, userPool);
    this.origin = `https://${prefix}.auth.${Stack.of(this).region}.amazoncognito.com`;
  }

  /** A client without a look gets "Login pages unavailable" in the place of the sign-in page. */
  #look(id: string, { userPoolClientId }: UserPoolClient, { userPoolId }: IUserPool): void {
    new CfnManagedLoginBranding(this, id, {
      userPoolId,
      clientId: userPoolClientId,
      useCognitoProvidedValues: true,
    });
  }
}

/** Creates a client without a secret, which signs people in by a redirect to one of its addresses. */
function publicClient(
  scope: Construct,
  id: string,
  userPool: IUserPool,
  providers: readonly string[],
  addresses: readonly string[],
  furtherScopes: readonly OAuthScope[],
) {
  return new UserPoolClient(scope, id, {
    userPool,
    generateSecret: false,
    supportedIdentityProviders: [
      UserPoolClientIdentityProvider.COGNITO,
      ...providers.map(UserPoolClientIdentityProvider.custom),
    ],
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, ...furtherScopes],
      callbackUrls: [...addresses],
      logoutUrls: [...addresses],
    },
    // A person chooses an emailed code, a password with a second factor, or a passkey.
    authFlows: { user: true, userSrp: true },
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    accessTokenValidity: Duration.hours(1),
    refreshTokenValidity: Duration.hours(12),
    // Nothing that a person may write makes a role or names a volunteer.
    readAttributes: new ClientAttributes().withStandardAttributes({ email: true, emailVerified: true }),
    writeAttributes: new ClientAttributes().withStandardAttributes({ email: true }),
  });
}
