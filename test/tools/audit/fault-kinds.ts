import type { TableItem } from '../../../infra/tools/audit/table-contents.ts';
import type { CapturedRecords } from './captured-records.ts';

/** A kind of item, and which of the captured ones stands for it. */
export interface ItemKind {
  readonly kind: string;
  readonly isOf: (item: TableItem) => boolean;
  /** The fields that belong to the kind; all of them where it is absent. */
  readonly fields?: RegExp;
}

const at = (pk: string, sk: string) => (item: TableItem) => item.pk.startsWith(pk) && item.sk.includes(sk);
const certificateIn = (state: string) => (item: TableItem) =>
  item.sk === 'CERTIFICATE' && item.state === state;

/** Counters of a report: parallel writers spread them over items by chance. */
const counters = (kind: string, fields: RegExp): ItemKind => ({
  kind,
  fields,
  isOf: (item) => item.pk.startsWith('REPORT#') && Object.keys(item).some((name) => fields.test(name)),
});

/** Every kind of item that the cluster has. */
export const ITEM_KINDS: readonly ItemKind[] = [
  { kind: 'certificate, issued', isOf: certificateIn('issued') },
  { kind: 'certificate, revoked', isOf: certificateIn('revoked') },
  { kind: 'certificate, superseded', isOf: certificateIn('superseded') },
  { kind: 'certificate, erased', isOf: certificateIn('erased') },
  {
    kind: 'timesheet that a certificate counts',
    isOf: (item) => at('VOLUNTEER#', '#HOURS#')(item) && item.certificateId !== undefined,
  },
  { kind: 'volunteer', isOf: at('VOLUNTEER#', '#PROFILE') },
  { kind: 'opportunity', isOf: at('OPPORTUNITY#', 'OPPORTUNITY') },
  { kind: 'claims on entries', isOf: at('ENTRIES#', '') },
  { kind: 'allocation of status indexes', isOf: at('STATUSLIST#', 'ALLOCATION') },
  { kind: 'revoked bit', isOf: at('STATUSLIST#', 'REVOKED#') },
  { kind: 'signed status list', isOf: at('STATUSLIST#', 'SIGNED#revocation') },
  { kind: 'step after issue', isOf: at('AUDITDAY#', '') },
  { kind: 'batch', isOf: at('BATCH#', 'BATCH') },
  { kind: 'batch in an issuer’s list', isOf: at('BATCH#', 'ISSUER#') },
  { kind: 'counters of a batch', isOf: at('BATCH#', 'COUNTER#') },
  { kind: 'chunk of a batch', isOf: at('BATCH#', 'CHUNK#') },
  counters('report counters of certificates', /^(?:certificates|eligibleDays)@/),
  counters('report counters of revocations', /^revocations@/),
  { kind: 'entry of the journal', isOf: at('JOURNAL#', 'ENTRY#') },
  { kind: 'head of a chain of the journal', isOf: at('JOURNAL#', 'HEAD#') },
];

/** Kinds of objects, by the beginning of their keys. */
export const OBJECT_KINDS = [
  { kind: 'document', prefix: 'documents/' },
  { kind: 'signed daily root', prefix: 'audit/roots/' },
  { kind: 'leaves of a root', prefix: 'audit/leaves/' },
  { kind: 'manifest', prefix: 'batches/audited/manifest-' },
  { kind: 'chunks of a manifest', prefix: 'batches/audited/chunks-' },
] as const;

/** A path in an item: names and indexes. `snapshot` and `items` are JSON texts that are looked into. */
export type Path = readonly string[];

const TEXTS = ['snapshot', 'items'];
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);
const opened = (name: string, value: unknown) =>
  TEXTS.includes(name) && typeof value === 'string' ? JSON.parse(value) : value;

/** Returns the paths of an item's fields: of lists those of the first element, of events those of each. */
export function pathsOf(item: object, into: Path = []): Path[] {
  return Object.entries(item)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, stored]) => {
      if (into.length === 0 && (name === 'pk' || name === 'sk')) return [];
      if (Array.isArray(item) && into.at(-1) !== 'events' && name !== '0') return [];
      const value = opened(name, stored);
      const path = [...into, name];
      return isObject(value) && Object.keys(value).length > 0 ? pathsOf(value, path) : [path];
    });
}

/** Returns an item in which the value at a path is replaced; removed where `edit` returns undefined. */
export function edited<T extends object>(item: T, path: Path, edit: (value: unknown) => unknown): T {
  const [name = '', ...rest] = path;
  const stored = (item as Record<string, unknown>)[name];
  const value = opened(name, stored);
  const next = rest.length === 0 ? edit(value) : edited(value as object, rest, edit);
  const packed = value !== stored && next !== undefined ? JSON.stringify(next) : next;
  if (Array.isArray(item))
    return item.flatMap((one, index) =>
      String(index) !== name ? [one] : packed === undefined ? [] : [packed],
    ) as T;
  const { [name]: _before, ...others } = item as Record<string, unknown>;
  return (packed === undefined ? others : { ...others, [name]: packed }) as T;
}

/** Returns another value of the same kind. */
export function changed(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string')
    return /^\d{4}-\d\d-\d\dT/.test(value) ? `2020${value.slice(4)}` : `${value}x`;
  if (value instanceof Uint8Array) return value.map((byte) => byte ^ 1);
  return Array.isArray(value) ? ['x'] : 'x';
}

/** Returns the records with another item in the place of one, or without it. */
export const withItem = (
  records: CapturedRecords,
  item: TableItem,
  ...instead: readonly TableItem[]
): CapturedRecords => ({
  ...records,
  items: [...records.items.filter((one) => one !== item), ...instead],
});
