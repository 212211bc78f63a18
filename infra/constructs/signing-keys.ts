import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/** What a key signs: credentials and status lists, or the seals of documents (PAdES). */
export type SigningPurpose = 'credential' | 'seal';

/** A signing key, by the construct ID that it keeps for ever. */
export interface SigningKeyDefinition {
  readonly constructId: string;
  readonly purpose: SigningPurpose;
}

/**
 * The signing keys, for each purpose the oldest first. What is reserved from now on is signed with the last of its
 * purpose; the others still sign what was reserved for them. To rotate a key, add one below it: docs/signing.md.
 */
export const SIGNING_KEYS: readonly SigningKeyDefinition[] = [
  { constructId: 'CredentialKey', purpose: 'credential' },
  { constructId: 'SealKey', purpose: 'seal' },
];

const SPECS = { credential: KeySpec.RSA_2048, seal: KeySpec.RSA_3072 } as const;
const DESCRIPTIONS = {
  credential: 'Signs credentials and status lists',
  seal: 'Seals documents (PAdES)',
} as const;

/** The signing keys of an installation in KMS, which can't rotate asymmetric keys in place. */
export class SigningKeys {
  readonly #keys: readonly { readonly purpose: SigningPurpose; readonly key: Key }[];

  constructor(scope: Construct, definitions = SIGNING_KEYS) {
    this.#keys = definitions.map(({ constructId, purpose }) => ({
      purpose,
      key: new Key(scope, constructId, {
        keySpec: SPECS[purpose],
        keyUsage: KeyUsage.SIGN_VERIFY,
        description: DESCRIPTIONS[purpose],
        removalPolicy: RemovalPolicy.RETAIN,
        pendingWindow: Duration.days(30),
        // Can't be changed later: with it a key can be replicated to another region, and go on signing there.
        multiRegion: true,
      }),
    }));
  }

  /** Returns the key that signs what is reserved from now on. @throws where there is none of the purpose */
  active(purpose: SigningPurpose): Key {
    const active = this.#keys.findLast((one) => one.purpose === purpose);
    if (active === undefined) throw new Error(`There is no signing key of the purpose ${purpose}`);
    return active.key;
  }

  /** Returns the keys of before a rotation, as `RETIRED_KEY_IDS` names them; undefined where there are none. */
  retired(): string | undefined {
    const retired = this.#keys.filter(({ purpose, key }) => key !== this.active(purpose));
    return retired.length === 0
      ? undefined
      : retired.map(({ purpose, key }) => `${purpose}:${key.keyId}`).join(',');
  }

  /** Lets a function publish every key. */
  allowPublishing(publishing: IGrantable): void {
    for (const { key } of this.#keys) key.grant(publishing, 'kms:GetPublicKey');
  }

  /** Lets a function sign with every key, also for what was reserved before a rotation. */
  allow(signing: IGrantable): void {
    for (const { key } of this.#keys) key.grant(signing, 'kms:Sign');
  }
}
