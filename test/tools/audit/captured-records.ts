import { type AuditedRecords, type AuditSource, storedRecords } from '../../../infra/tools/audit/records.ts';
import type { TableItem } from '../../../infra/tools/audit/table-contents.ts';

/** All records of a table and a bucket, read into memory, so that a test can damage copies of them by the hundred. */
export interface CapturedRecords {
  readonly items: readonly TableItem[];
  readonly objects: ReadonlyMap<string, Uint8Array>;
  readonly keys: AuditSource['keys'];
  readonly recordKey: Uint8Array;
}

/** Reads all records. */
export async function capturedFrom(source: AuditSource): Promise<CapturedRecords> {
  const stored = storedRecords(source);
  const objects = new Map<string, Uint8Array>();
  for await (const key of stored.objectKeys('')) objects.set(key, (await stored.object(key)) as Uint8Array);
  const items: TableItem[] = [];
  for await (const item of stored.items()) items.push(item);
  return { items, objects, keys: source.keys, recordKey: source.recordKey };
}

/** Returns captured records as the audit reads them. */
export const auditedRecords = ({ items, objects, keys, recordKey }: CapturedRecords): AuditedRecords => ({
  keys,
  recordKey,
  async *items() {
    yield* items;
  },
  object: async (key) => objects.get(key),
  async *objectKeys(prefix) {
    yield* [...objects.keys()].filter((key) => key.startsWith(prefix)).sort();
  },
});
