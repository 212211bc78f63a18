/** An account at the identity provider. */
export interface ProviderAccount {
  readonly userPoolId: string;
  readonly userName: string;
}

/** Which accounts have a second factor. */
export interface SecondFactors {
  /** Returns whether every sign-in of an account asks for the code of an authenticator app. */
  isRequired(account: ProviderAccount): Promise<boolean>;
}
