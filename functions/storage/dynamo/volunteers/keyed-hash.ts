import { createHmac, randomBytes } from 'node:crypto';
import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { getItem } from '../requests/get-item.ts';
import { written } from '../requests/written.ts';
import { addressHashKey } from '../table.ts';

const KEY_BYTES = 32;

/**
 * Hashes personal data for indexes: keys hold none, and a plain hash of an address can be guessed. The key of the hash is
 * made on first use and kept in the table, so that whoever sees keys only, as in a log, learns nothing.
 */
export class KeyedHash {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;
  #key: Promise<Uint8Array> | undefined;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  /** Returns the first `bytes` of the hash of a text, base64url. */
  async of(text: string, bytes: number): Promise<string> {
    this.#key ??= this.#readKey();
    try {
      const hash = createHmac('sha256', await this.#key)
        .update(text)
        .digest();
      return hash.subarray(0, bytes).toString('base64url');
    } catch (error) {
      this.#key = undefined;
      throw error;
    }
  }

  async #readKey(): Promise<Uint8Array> {
    const stored = await this.#storedKey();
    if (stored !== undefined) return stored;
    // Another function was first.
    await written(
      this.#dynamo.send(
        new PutItemCommand({
          TableName: this.#tableName,
          Item: marshall({ ...addressHashKey(), key: randomBytes(KEY_BYTES) }),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );
    const key = await this.#storedKey();
    if (key === undefined) throw new Error('The key by which personal data are hashed is missing');
    return key;
  }

  async #storedKey(): Promise<Uint8Array | undefined> {
    const item = await getItem(this.#dynamo, this.#tableName, addressHashKey());
    return item && (unmarshall(item) as { key: Uint8Array }).key;
  }
}
