import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import type { ProviderAccount, SecondFactors } from '../domain/ports/supervision/second-factors.ts';
import { PEOPLE } from './clients.ts';

/** What Cognito calls the code of an authenticator app. */
const APP = 'SOFTWARE_TOKEN_MFA';
/** Cognito waits five seconds for the function that asks, in which two attempts have room. */
const ANSWER_MS = 1_800;

/**
 * Asks a user pool which second factors an account has. The one request is signed here: the SDK's client of user pools is
 * many times the size of what is asked, and everybody who signs in would wait for it to load.
 */
export class CognitoSecondFactors implements SecondFactors {
  readonly #config: Pick<DynamoDBClient['config'], 'credentials' | 'region' | 'sha256'>;

  /** @param config whose credentials and region are used: that of any client of the SDK */
  constructor(config: Pick<DynamoDBClient['config'], 'credentials' | 'region' | 'sha256'>) {
    this.#config = config;
  }

  async isRequired(account: ProviderAccount): Promise<boolean> {
    const { UserMFASettingList = [] } = await this.#adminGetUser(account, PEOPLE.attempts);
    return UserMFASettingList.includes(APP);
  }

  async #adminGetUser(
    account: ProviderAccount,
    attempts: number,
  ): Promise<{ readonly UserMFASettingList?: readonly string[] }> {
    try {
      return await this.#asked(account);
    } catch (error) {
      if (attempts <= 1) throw error;
      return this.#adminGetUser(account, attempts - 1);
    }
  }

  async #asked({ userPoolId, userName }: ProviderAccount): Promise<object> {
    const { credentials, sha256 } = this.#config;
    const region = await this.#config.region();
    const address = new URL(
      process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER ?? `https://cognito-idp.${region}.amazonaws.com`,
    );
    const body = JSON.stringify({ UserPoolId: userPoolId, Username: userName });
    const signer = new SignatureV4({ credentials, region, service: 'cognito-idp', sha256 });
    const { headers } = await signer.sign(
      new HttpRequest({
        method: 'POST',
        protocol: address.protocol,
        hostname: address.hostname,
        path: '/',
        headers: {
          host: address.host,
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': 'AWSCognitoIdentityProviderService.AdminGetUser',
        },
        body,
      }),
    );
    const { host: _host, ...sent } = headers;
    const answer = await fetch(address, {
      method: 'POST',
      headers: sent,
      body,
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    if (!answer.ok) throw new Error(`The user pool answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as object;
  }
}
