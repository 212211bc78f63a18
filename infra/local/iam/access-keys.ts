import { createHash, randomBytes } from 'node:crypto';
import { CREDENTIALS } from '../region.ts';
import { type Principal, ROOT } from './principal.ts';

/** An access key of AWS. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The access keys of the embedded cloud: one of each role, and the account's own. They last as long as the process. */
export class AccessKeys {
  readonly #secrets = new Map<string, string>([[CREDENTIALS.accessKeyId, CREDENTIALS.secretAccessKey]]);
  readonly #principals = new Map<string, Principal>([[CREDENTIALS.accessKeyId, ROOT]]);

  /** Makes the access key of a role. */
  create(role: Principal): AccessKey {
    const digest = createHash('sha256').update(role.arn).digest('hex').toUpperCase();
    const key = {
      accessKeyId: `ASIA${digest.slice(0, 16)}`,
      secretAccessKey: randomBytes(30).toString('base64'),
    };
    this.#secrets.set(key.accessKeyId, key.secretAccessKey);
    this.#principals.set(key.accessKeyId, role);
    return key;
  }

  /** Returns the secret of an access key; undefined where there is no such key. */
  secretOf(accessKeyId: string): string | undefined {
    return this.#secrets.get(accessKeyId);
  }

  /** Returns whose access key it is; undefined where there is no such key. */
  principalOf(accessKeyId: string): Principal | undefined {
    return this.#principals.get(accessKeyId);
  }
}
