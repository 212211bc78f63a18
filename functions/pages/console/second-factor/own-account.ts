/** The user pool refuses, by the name that Cognito gives the reason. */
export class PoolRefusal extends Error {
  override readonly name = 'PoolRefusal';
  readonly type: string;

  constructor(type: string) {
    super(type);
    this.type = type;
  }
}

const HEADERS = { 'content-type': 'application/x-amz-json-1.1' };

/** One's own account in the user pool, by the pool's public API, which the access token of the sign-in authorises. */
export class OwnAccount {
  readonly #address: URL;
  readonly #token: () => string;

  /** @param issuer whose address is below that of the API, as Cognito's is */
  constructor(issuer: string, token: () => string) {
    this.#address = new URL('.', issuer);
    this.#token = token;
  }

  /** Sets the password of an account that has none. @throws PoolRefusal where there is one already */
  async setPassword(password: string): Promise<void> {
    await this.#call('ChangePassword', { ProposedPassword: password });
  }

  /** Returns the secret for an authenticator app. */
  async newSecret(): Promise<string> {
    const { SecretCode } = (await this.#call('AssociateSoftwareToken')) as { readonly SecretCode: string };
    return SecretCode;
  }

  /** Confirms that an app shows the codes of the secret. @throws PoolRefusal where the code is a wrong one */
  async verifyCode(code: string): Promise<void> {
    await this.#call('VerifySoftwareToken', { UserCode: code });
  }

  /** Has the app's code asked for at every sign-in from now on. */
  async requireCode(): Promise<void> {
    await this.#call('SetUserMFAPreference', {
      SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
    });
  }

  /** Ends every session of the account, wherever it was begun, among them this one. */
  async endSessions(): Promise<void> {
    await this.#call('GlobalSignOut');
  }

  async #call(operation: string, input: object = {}): Promise<unknown> {
    const answer = await fetch(this.#address, {
      method: 'POST',
      headers: { ...HEADERS, 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` },
      body: JSON.stringify({ AccessToken: this.#token(), ...input }),
    });
    if (answer.ok) return answer.json();
    const { __type = `HTTP ${answer.status}` } = (await answer.json()) as { readonly __type?: string };
    throw new PoolRefusal(__type.replace(/^.*#/, ''));
  }
}
