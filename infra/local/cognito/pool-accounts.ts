import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPoolPassword } from '../../../functions/client/pool-password.ts';
import { subjectNamed } from './identity.ts';
import { PoolRefusal } from './pool-refusal.ts';
import { stepOfCode, toBase32 } from './totp.ts';

/** What the pool knows of an account besides its address. */
interface Account {
  readonly hasPassword: boolean;
  /** The secret that was handed out last, until a code of it is typed. */
  readonly offeredSecret?: string;
  /** The secret of the authenticator app. */
  readonly secret?: string;
  /** Whether the app's code is asked for at every sign-in. */
  readonly isEnabled: boolean;
  /** The step of the last code that was taken: each is taken once. */
  readonly lastStep?: number;
  /** Tokens that were issued before are worth nothing to the pool. */
  readonly signedOutAt?: number;
}

/** How a sign-in is asked for a code: not at all, by the sign-in page itself for people of the sample, or of the person. */
export type CodeAsked = 'no' | 'filledIn' | 'yes';

const NEW: Account = { hasPassword: false, isEnabled: false };
/** As long as those of Cognito. */
const SECRET_BYTES = 35;

/** The accounts of the user pool, by subject: their authenticator apps, and who has a password. */
export class PoolAccounts {
  readonly #file: string;
  readonly #accounts: Map<string, Account>;
  readonly #sample: ReadonlyMap<string, Account>;

  /** @param sample addresses of people who have an app from the beginning, whose code the sign-in page fills in */
  constructor(directory: string, sample: readonly string[]) {
    this.#file = join(directory, 'accounts.json');
    this.#accounts = new Map(
      existsSync(this.#file) ? Object.entries(JSON.parse(readFileSync(this.#file, 'utf8'))) : [],
    );
    this.#sample = new Map(sample.map((email) => [subjectNamed(email), accountOfSample(email)]));
  }

  /** Whether an account has an authenticator app whose code is asked for. */
  hasApp(subject: string): boolean {
    return this.#find(subject).isEnabled;
  }

  /** Returns whether a sign-in asks for a code. */
  codeAsked(subject: string): CodeAsked {
    const account = this.#find(subject);
    if (!account.isEnabled) return 'no';
    return account.secret === this.#sample.get(subject)?.secret ? 'filledIn' : 'yes';
  }

  /** Takes the code of a sign-in. Returns why it isn't taken. */
  takeCode(subject: string, code: string): 'wrongCode' | 'usedCode' | undefined {
    const account = this.#find(subject);
    const step = stepOfCode(account.secret ?? '', code, Date.now());
    if (step === undefined) return 'wrongCode';
    if (step <= (account.lastStep ?? 0)) return 'usedCode';
    this.#store(subject, { ...account, lastStep: step });
    return undefined;
  }

  /** Sets a first password. @throws PoolRefusal where there is one, which has to be typed to set another */
  setPassword(subject: string, password: string): void {
    if (!isPoolPassword(password))
      throw new PoolRefusal(
        'InvalidPasswordException',
        'Password does not conform to policy: 12 characters or more, of each kind.',
      );
    if (this.#find(subject).hasPassword)
      throw new PoolRefusal('NotAuthorizedException', 'Incorrect username or password.');
    this.#store(subject, { ...this.#find(subject), hasPassword: true });
  }

  /** Returns a new secret for an authenticator app. */
  offerSecret(subject: string): string {
    const offeredSecret = toBase32(randomBytes(SECRET_BYTES));
    this.#store(subject, { ...this.#find(subject), offeredSecret });
    return offeredSecret;
  }

  /** Takes the secret that was offered last, for a code of it. @throws PoolRefusal where it is the code of none */
  verifySecret(subject: string, code: string): void {
    const { offeredSecret = '', ...account } = this.#find(subject);
    const step = offeredSecret === '' ? undefined : stepOfCode(offeredSecret, code, Date.now());
    if (step === undefined)
      throw new PoolRefusal(
        'EnableSoftwareTokenMFAException',
        'Code mismatch and fail enable Software Token MFA',
      );
    this.#store(subject, { ...account, secret: offeredSecret, lastStep: step });
  }

  /** Sets whether the app's code is asked for. @throws PoolRefusal where no code of an app was ever typed */
  setApp(subject: string, isEnabled: boolean): void {
    const account = this.#find(subject);
    if (isEnabled && account.secret === undefined)
      throw new PoolRefusal('InvalidParameterException', 'User has not verified software token mfa');
    this.#store(subject, { ...account, isEnabled });
  }

  /** Takes back the tokens that an account has. */
  signOut(subject: string): void {
    this.#store(subject, { ...this.#find(subject), signedOutAt: Date.now() });
  }

  /** Whether a token, by the second of its issue, was taken back. */
  isTakenBack(subject: string, issuedAt: number): boolean {
    return issuedAt * 1000 < (this.#find(subject).signedOutAt ?? 0);
  }

  #find(subject: string): Account {
    return this.#accounts.get(subject) ?? this.#sample.get(subject) ?? NEW;
  }

  #store(subject: string, account: Account): void {
    this.#accounts.set(subject, account);
    writeFileSync(this.#file, JSON.stringify(Object.fromEntries(this.#accounts)), { mode: 0o600 });
  }
}

/** The secret follows from the address, so that it is the same after every start. */
const accountOfSample = (email: string): Account => ({
  hasPassword: true,
  isEnabled: true,
  secret: toBase32(createHash('sha256').update(`sample ${email}`).digest().subarray(0, 30)),
});
