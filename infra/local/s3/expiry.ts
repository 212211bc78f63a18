import { DAY_MS } from '../../../functions/domain/calendar-date.ts';
import type { ObjectStore } from './object-store.ts';
import { versionOf } from './object-store.ts';

const OBJECTS_AT_ONCE = 1000;

/** A lifecycle rule of a bucket. */
export interface ExpiryRule {
  readonly prefix: string;
  /** After how many days an object is deleted; absent: never. */
  readonly days?: number | undefined;
  /** How many days a version is kept after it was replaced or deleted; absent: for ever. */
  readonly noncurrentDays?: number | undefined;
}

/** Deletes the objects of a bucket that have expired, and its older versions. */
export async function expireObjects(
  store: ObjectStore,
  bucket: string,
  rules: readonly ExpiryRule[],
  nowMilliseconds: number,
): Promise<void> {
  for (const { prefix, days, noncurrentDays } of rules) {
    if (days !== undefined) await expireCurrent(store, bucket, prefix, nowMilliseconds - days * DAY_MS);
    if (noncurrentDays === undefined) continue;
    const before = nowMilliseconds - noncurrentDays * DAY_MS;
    for (const { key, file, since } of store.index.olderVersions(bucket, prefix))
      if (since < before) await store.removeVersion(bucket, key, versionOf(file));
  }
}

async function expireCurrent(
  store: ObjectStore,
  bucket: string,
  prefix: string,
  before: number,
): Promise<void> {
  let after = '';
  for (;;) {
    const found = store.index.scan(bucket, prefix, after, OBJECTS_AT_ONCE);
    for (const { key, modifiedAtMilliseconds } of found)
      if (modifiedAtMilliseconds < before) await store.remove(bucket, key);
    const last = found.at(-1);
    if (last === undefined) return;
    after = last.key;
  }
}
