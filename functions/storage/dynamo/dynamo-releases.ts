import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Release } from '../../domain/hours/release-hours.ts';
import { batchGet } from './requests/batch-get.ts';
import { releaseKey } from './table.ts';
import type { Item } from './timesheet-item.ts';

/**
 * The releases in force, `RELEASE#` items. One in force is remembered for some seconds; that an import is not released is
 * asked each time, so that hours count at once.
 */
export class DynamoReleases {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;
  readonly #keptMs: number;
  readonly #kept = new Map<string, { readonly release: Release; readonly until: number }>();

  constructor(dynamo: DynamoDBClient, tableName: string, keptMs: number) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
    this.#keptMs = keptMs;
  }

  /** Returns those of some imports' releases that are in force. */
  async inForce(importIds: ReadonlySet<string>): Promise<ReadonlyMap<string, Release>> {
    // From before the read, and by the wall clock: others stand still while Lambda freezes a function.
    const until = Date.now() + this.#keptMs;
    const known = [...importIds].flatMap((importId) => this.#keptOf(importId) ?? []);
    const asked = [...importIds].filter(
      (importId) => !known.some((release) => release.importId === importId),
    );
    const items =
      asked.length === 0 ? [] : await batchGet(this.#dynamo, this.#tableName, asked.map(releaseKey), true);
    const read = items.map(releaseFromItem);
    for (const release of read) this.#kept.set(release.importId, { release, until });
    return new Map([...known, ...read].map((release) => [release.importId, release]));
  }

  #keptOf(importId: string): Release | undefined {
    const kept = this.#kept.get(importId);
    if (kept === undefined || kept.until > Date.now()) return kept?.release;
    this.#kept.delete(importId);
    return undefined;
  }
}

/** Returns the `RELEASE` item. */
export const releaseItem = (release: Release): Item =>
  marshall({ ...releaseKey(release.importId), ...release });

function releaseFromItem(item: Item): Release {
  const { pk: _pk, sk: _sk, ...release } = unmarshall(item);
  return release as Release;
}
