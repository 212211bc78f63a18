import { createHash } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { chunksOf } from '../../../domain/chunks-of.ts';
import type { PersonEvidence } from '../../../domain/hours/person-evidence.ts';
import type { PersonFingerprint, PersonIndex } from '../../../domain/ports/volunteers/person-index.ts';
import { itemsOf, putTogether } from '../entry-claims.ts';
import { personsPartition } from '../table.ts';
import type { Item } from '../timesheet-item.ts';
import { KeyedHash } from './keyed-hash.ts';

/** 64 bits: among a million profiles, two unlike ones meet once in ten million imports of as many. */
const FINGERPRINT_BYTES = 8;
/** Of the hash that tells an import's items of one bucket from each other. */
const NAME_BYTES = 12;
/** Fingerprints of one item. With the longest IDs they take some 100 KB; DynamoDB allows 400. */
const FINGERPRINTS_PER_ITEM = 1_000;

/** Volunteers of an item, by fingerprint, as JSON. */
type VolunteersByFingerprint = Readonly<Record<string, readonly string[]>>;

/**
 * The fingerprints of volunteers: `PERSONS#` items, in 64 buckets for each issuer, which their first character names. In
 * each bucket an import has an item for each step of its writing, which is never changed.
 */
export class DynamoPersonIndex implements PersonIndex {
  readonly #dynamo: DynamoDBClient;
  readonly #tableName: string;
  readonly #hash: KeyedHash;

  constructor(dynamo: DynamoDBClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
    this.#hash = new KeyedHash(dynamo, tableName);
  }

  fingerprintOf({ kind, text }: PersonEvidence): Promise<string> {
    // Not the hash by which an address is listed, so that neither index tells anything of the other.
    return this.#hash.of(`person ${kind} ${text}`, FINGERPRINT_BYTES);
  }

  bucketOf(fingerprint: string): string {
    return fingerprint.slice(0, 1);
  }

  async add(importId: string, fingerprints: readonly PersonFingerprint[]): Promise<void> {
    const buckets = Map.groupBy(fingerprints, ({ issuerId, fingerprint }) =>
      personsPartition(issuerId, this.bucketOf(fingerprint)),
    );
    const items = [...buckets].flatMap(([pk, ofBucket]) =>
      chunksOf(ofBucket, FINGERPRINTS_PER_ITEM).map((some) => {
        const persons = JSON.stringify(byFingerprint(some));
        // By its content: a run that goes on after a dead one adds only what is left, beside what is there.
        const name = createHash('sha256').update(persons).digest().subarray(0, NAME_BYTES);
        return marshall({ pk, sk: `${importId}#${name.toString('base64url')}`, persons });
      }),
    );
    await putTogether(this.#dynamo, this.#tableName, items);
  }

  async *inBucket(issuerId: string, bucket: string): AsyncGenerator<readonly PersonFingerprint[]> {
    for await (const item of itemsOf(this.#dynamo, this.#tableName, personsPartition(issuerId, bucket)))
      yield fingerprintsOf(item, issuerId);
  }
}

function byFingerprint(fingerprints: readonly PersonFingerprint[]): VolunteersByFingerprint {
  const groups = Map.groupBy(fingerprints, ({ fingerprint }) => fingerprint);
  return Object.fromEntries(
    [...groups].map(([fingerprint, some]) => [fingerprint, some.map(({ volunteerId }) => volunteerId)]),
  );
}

function fingerprintsOf(item: Item, issuerId: string): PersonFingerprint[] {
  const persons = JSON.parse((unmarshall(item) as { persons: string }).persons) as VolunteersByFingerprint;
  return Object.entries(persons).flatMap(([fingerprint, volunteerIds]) =>
    volunteerIds.map((volunteerId) => ({ issuerId, volunteerId, fingerprint })),
  );
}
