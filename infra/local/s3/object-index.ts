import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import * as z from 'zod';
import type { ChecksumAlgorithm } from './checksum.ts';
import { preconditionFailed, S3Error } from './s3-error.ts';

/** A checksum that was verified when the object was written. */
export interface StoredChecksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly value: string;
}

/** An object's metadata. */
export interface ObjectRecord {
  readonly key: string;
  /** The path of the body, relative to the store's folder. */
  readonly file: string;
  readonly size: number;
  readonly etag: string;
  readonly modifiedAtMilliseconds: number;
  /** The headers that were stored with the object and are returned with it. */
  readonly headers: Readonly<Record<string, string>>;
  readonly checksum?: StoredChecksum;
}

/** The condition of a write: `If-None-Match: *` (`absent`), or `If-Match` with one ETag. */
export interface WriteCondition {
  readonly absent?: boolean;
  readonly etag?: string;
}

const row = z.object({
  key: z.string(),
  file: z.string(),
  size: z.number(),
  etag: z.string(),
  modified: z.number(),
  headers: z.string(),
  checksum: z.string().nullable(),
});

const olderVersion = z.object({ key: z.string(), file: z.string(), since: z.number() });

/** A version of an object that was replaced or deleted at a time, in milliseconds since 1970. */
export type OlderVersion = z.infer<typeof olderVersion>;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS bucket (name TEXT PRIMARY KEY, created INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS object (
    bucket TEXT NOT NULL, key TEXT NOT NULL, file TEXT NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
    modified INTEGER NOT NULL, headers TEXT NOT NULL, checksum TEXT, PRIMARY KEY (bucket, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS noncurrent (
    bucket TEXT NOT NULL, key TEXT NOT NULL, file TEXT NOT NULL PRIMARY KEY, since INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** The index of all objects, in SQLite. Each write is one synchronous transaction, so that conditional writes are atomic. */
export class ObjectIndex {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  /** `file` may be `:memory:`. */
  constructor(file: string) {
    this.#database = new DatabaseSync(file);
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    this.#database.exec(SCHEMA);
  }

  /** Creates a bucket unless it exists. Returns whether it was created. */
  createBucket(name: string, nowMilliseconds: number): boolean {
    const { changes } = this.#sql('INSERT OR IGNORE INTO bucket VALUES (?, ?)').run(name, nowMilliseconds);
    return Number(changes) === 1;
  }

  /** @throws S3Error NoSuchBucket */
  requireBucket(name: string): void {
    if (this.#sql('SELECT 1 FROM bucket WHERE name = ?').get(name) === undefined) {
      throw new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist');
    }
  }

  /** Returns an object's record, or undefined. */
  find(bucket: string, key: string): ObjectRecord | undefined {
    const found = this.#sql('SELECT * FROM object WHERE bucket = ? AND key = ?').get(bucket, key);
    return found === undefined ? undefined : recordOf(found);
  }

  /** Writes an object's record. Returns the file of the object that it replaced. @throws S3Error PreconditionFailed */
  put(bucket: string, record: ObjectRecord, condition: WriteCondition): string | undefined {
    return this.#transaction(() => {
      const existing = this.find(bucket, record.key);
      if (condition.absent === true && existing !== undefined) throw preconditionFailed();
      if (condition.etag !== undefined) {
        if (existing === undefined) throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.');
        if (existing.etag !== condition.etag) throw preconditionFailed();
      }
      const { key, file, size, etag, modifiedAtMilliseconds, headers, checksum } = record;
      this.#sql('INSERT OR REPLACE INTO object VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
        bucket,
        key,
        file,
        size,
        etag,
        modifiedAtMilliseconds,
        JSON.stringify(headers),
        checksum === undefined ? null : JSON.stringify(checksum),
      );
      return existing?.file;
    });
  }

  /** Records that a file is an older version of its object since a time. */
  keepVersion(bucket: string, key: string, file: string, nowMilliseconds: number): void {
    this.#sql('INSERT INTO noncurrent VALUES (?, ?, ?, ?)').run(bucket, key, file, nowMilliseconds);
  }

  /** Returns the older versions of the objects under a prefix, in the order of keys. */
  olderVersions(bucket: string, prefix: string): OlderVersion[] {
    return this.#sql('SELECT key, file, since FROM noncurrent WHERE bucket = ? ORDER BY key, since')
      .all(bucket)
      .map((found) => olderVersion.parse(found))
      .filter(({ key }) => key.startsWith(prefix));
  }

  /** Deletes the record of an older version. */
  forgetVersion(file: string): void {
    this.#sql('DELETE FROM noncurrent WHERE file = ?').run(file);
  }

  /** Deletes an object's record. Returns its file, or undefined when there was none. */
  remove(bucket: string, key: string): string | undefined {
    const existing = this.find(bucket, key);
    this.#sql('DELETE FROM object WHERE bucket = ? AND key = ?').run(bucket, key);
    return existing?.file;
  }

  /** Returns up to `limit` objects under `prefix` whose keys come after `after`, in the order of the keys' bytes. */
  scan(bucket: string, prefix: string, after: string, limit: number): ObjectRecord[] {
    return this.#sql('SELECT * FROM object WHERE bucket = ? AND key >= ? AND key > ? ORDER BY key LIMIT ?')
      .all(bucket, prefix, after, limit)
      .map(recordOf)
      .filter((record) => record.key.startsWith(prefix));
  }

  close(): void {
    this.#database.close();
  }

  #transaction<T>(work: () => T): T {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #sql(text: string): {
    get(...values: SQLInputValue[]): unknown;
    all(...values: SQLInputValue[]): unknown[];
    run: StatementSync['run'];
  } {
    const known = this.#prepared.get(text) ?? this.#database.prepare(text);
    this.#prepared.set(text, known);
    return known;
  }
}

function recordOf(found: unknown): ObjectRecord {
  const { key, file, size, etag, modified, headers, checksum } = row.parse(found);
  const record = { key, file, size, etag, modifiedAtMilliseconds: modified, headers: JSON.parse(headers) };
  return checksum === null ? record : { ...record, checksum: JSON.parse(checksum) };
}
