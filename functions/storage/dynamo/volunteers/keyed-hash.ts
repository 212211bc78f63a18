import { createHmac, randomBytes } from 'node:crypto';
import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { getItem } from '../requests/get-item.ts';
import { written } from '../requests/written.ts';
import { addressHashKey } from '../table.ts';

const KEY_BYTES = 32;

/**
 * Hashes personal data for indexes: keys hold none, and a plain hash of an address can be guessed. The key of the hash is
 * made by the first who records something and kept in the table, so that whoever sees keys only, as in a log, learns nothing.
 */
export class KeyedHash {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;
  #reading: Promise<Uint8Array | undefined> | undefined;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  /** Returns the first `bytes` of the hash of a text to be recorded, base64url. Makes the key where there is none. */
  async of(text: string, bytes: number): Promise<string> {
    const key = (await this.#keyBy(() => this.#storedKey())) ?? (await this.#keyBy(() => this.#makeKey()));
    if (key === undefined) throw new Error('The key by which personal data are hashed is missing');
    return hashed(text, bytes, key);
  }

  /** Returns the first `bytes` of the hash of a text to be looked up; undefined where nothing was recorded yet. */
  async find(text: string, bytes: number): Promise<string | undefined> {
    const key = await this.#keyBy(() => this.#storedKey());
    return key && hashed(text, bytes, key);
  }

  /** Returns the key that a read found, which is kept. Whoever asks during a read waits for it. */
  async #keyBy(read: () => Promise<Uint8Array | undefined>): Promise<Uint8Array | undefined> {
    this.#reading ??= read();
    const reading = this.#reading;
    let key: Uint8Array | undefined;
    try {
      key = await reading;
      return key;
    } finally {
      if (key === undefined && this.#reading === reading) this.#reading = undefined;
    }
  }

  async #makeKey(): Promise<Uint8Array | undefined> {
    // Where another function was first, the key is that one’s.
    await written(
      this.#dynamo.send(
        new PutItemCommand({
          TableName: this.#tableName,
          Item: marshall({ ...addressHashKey(), key: randomBytes(KEY_BYTES) }),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );
    return this.#storedKey();
  }

  async #storedKey(): Promise<Uint8Array | undefined> {
    const item = await getItem(this.#dynamo, this.#tableName, addressHashKey());
    return item && (unmarshall(item) as { key: Uint8Array }).key;
  }
}

const hashed = (text: string, bytes: number, key: Uint8Array): string =>
  createHmac('sha256', key).update(text).digest().subarray(0, bytes).toString('base64url');
