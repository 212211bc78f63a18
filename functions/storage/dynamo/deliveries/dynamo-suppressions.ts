import { DeleteItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Instant } from '../../../domain/calendar-date.ts';
import type { UnreachedReason } from '../../../domain/delivery/delivery.ts';
import type { Suppressions } from '../../../domain/ports/supervision/deliveries.ts';
import { findAddressPartition } from '../address-hash.ts';
import { batchGet } from '../requests/batch-get.ts';
import { getItem } from '../requests/get-item.ts';
import { suppressionKey } from '../table.ts';
import { KeyedHash } from '../volunteers/keyed-hash.ts';

/** Suppressed addresses in DynamoDB: an item of the partition that is named by an address's keyed hash. */
export class DynamoSuppressions implements Suppressions {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;
  readonly #hash: KeyedHash;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
    this.#hash = new KeyedHash(dynamo, tableName);
  }

  async hashOf(address: string): Promise<string> {
    const partition = await findAddressPartition(address, this.#hash);
    if (partition === undefined) throw new Error('The key by which addresses were recorded is missing');
    return partition;
  }

  async has(addressHash: string): Promise<boolean> {
    return (await getItem(this.#dynamo, this.#tableName, suppressionKey(addressHash))) !== undefined;
  }

  async among(addresses: readonly string[]): Promise<ReadonlySet<string>> {
    const hashes = new Map<string, string>();
    for (const address of new Set(addresses)) hashes.set(address, await this.hashOf(address));
    const keys = [...hashes.values()].map(suppressionKey);
    const found = await batchGet(this.#dynamo, this.#tableName, keys, false, ['pk']);
    const suppressed = new Set(found.map((item) => unmarshall(item).pk));
    return new Set(addresses.filter((address) => suppressed.has(hashes.get(address))));
  }

  async add(addressHash: string, reason: UnreachedReason, at: Instant): Promise<void> {
    const Item = marshall({ ...suppressionKey(addressHash), reason, at });
    await this.#dynamo.send(new PutItemCommand({ TableName: this.#tableName, Item }));
  }

  async remove(addressHash: string): Promise<void> {
    const Key = marshall(suppressionKey(addressHash));
    await this.#dynamo.send(new DeleteItemCommand({ TableName: this.#tableName, Key }));
  }
}
