import { createHmac, randomBytes } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { addressHashKey, addressListing } from './table.ts';

const KEY_BYTES = 32;
/** 128 bits: no two addresses of a nation meet. */
const HASH_BYTES = 16;

/**
 * Names the partition of an email address in the index: keys hold no personal data, and a plain hash of an address can
 * be guessed. The key of the hash is made on first use and kept in the table, so that whoever sees keys only, as in a
 * log, learns no address.
 */
export class AddressHash {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;
  #key: Promise<Uint8Array> | undefined;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  /** Returns the partition of `listing` with the volunteers who have an address, in whatever case it is written. */
  async partitionOf(email: string): Promise<string> {
    this.#key ??= this.#readKey();
    try {
      const address = email.trim().normalize('NFC').toLowerCase();
      const hash = createHmac('sha256', await this.#key)
        .update(address)
        .digest();
      return addressListing(hash.subarray(0, HASH_BYTES).toString('base64url'));
    } catch (error) {
      this.#key = undefined;
      throw error;
    }
  }

  async #readKey(): Promise<Uint8Array> {
    const stored = await this.#storedKey();
    if (stored !== undefined) return stored;
    try {
      await this.#dynamo.send(
        new PutItemCommand({
          TableName: this.#tableName,
          Item: marshall({ ...addressHashKey(), key: randomBytes(KEY_BYTES) }),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    } catch (error) {
      // Another function was first.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
    const key = await this.#storedKey();
    if (key === undefined) throw new Error('The key of the address index is missing');
    return key;
  }

  async #storedKey(): Promise<Uint8Array | undefined> {
    const { Item } = await this.#dynamo.send(
      new GetItemCommand({
        TableName: this.#tableName,
        Key: marshall(addressHashKey()),
        ConsistentRead: true,
      }),
    );
    return Item && (unmarshall(Item) as { key: Uint8Array }).key;
  }
}
