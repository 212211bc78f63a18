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
  // Of one volunteer: which certificate has the first ID is chance, and others have a correction or a recognition.
  {
    kind: 'certificate, issued',
    isOf: (item) => certificateIn('issued')(item) && item.volunteerId === 'AUDIT-2',
  },
  { kind: 'certificate, revoked', isOf: certificateIn('revoked') },
  { kind: 'certificate, suspended', isOf: certificateIn('suspended') },
  { kind: 'certificate, superseded', isOf: certificateIn('superseded') },
  { kind: 'certificate, erased', isOf: certificateIn('erased') },
  {
    kind: 'timesheet that a certificate counts',
    isOf: (item) => at('VOLUNTEER#', '#HOURS#')(item) && item.certificateId !== undefined,
  },
  {
    kind: 'timesheet that a recognition cites',
    isOf: at('VOLUNTEER#REGISTERED-1', '#HOURS#'),
    fields: /^entries/,
  },
  {
    kind: 'timesheet that waits',
    isOf: (item) =>
      at('VOLUNTEER#', '#HOURS#')(item) && item.certificateId === undefined && item.pendingPk !== undefined,
  },
  { kind: 'slot of a recognition', isOf: at('VOLUNTEER#', '#RECOGNITION#') },
  { kind: 'volunteer', isOf: at('VOLUNTEER#', '#PROFILE') },
  {
    kind: 'volunteer with an address',
    isOf: at('VOLUNTEER#REGISTERED-1', '#PROFILE'),
    fields: /^(?:email|list)/,
  },
  {
    kind: 'review of a name',
    isOf: (item) => at('VOLUNTEER#', '#NAME')(item) && item.state === 'requested',
  },
  {
    kind: 'review of a name, decided',
    isOf: (item) => at('VOLUNTEER#', '#NAME')(item) && item.state === 'corrected',
  },
  { kind: 'suppressed address', isOf: at('ADDRESS#', 'SUPPRESSED') },
  { kind: 'opportunity', isOf: at('OPPORTUNITY#', 'OPPORTUNITY') },
  { kind: 'partner of a joint opportunity', isOf: at('OPPORTUNITY#', 'PARTNER#') },
  { kind: 'lease of a ledger', isOf: at('LEASE#', '') },
  { kind: 'import', isOf: (item) => at('IMPORT#', 'IMPORT')(item) && item.state === 'released' },
  {
    kind: 'findings of an import that was released',
    isOf: (item) => at('IMPORT#', 'FINDINGS')(item) && JSON.stringify(item).includes('entry_id'),
  },
  {
    kind: 'findings of another import',
    isOf: (item) => at('IMPORT#', 'FINDINGS')(item) && JSON.stringify(item).includes('name_ar'),
    fields: /^problems/,
  },
  { kind: 'import in an issuer’s list', isOf: at('IMPORT#', 'ISSUER#') },
  { kind: 'fingerprints of volunteers', isOf: at('PERSONS#', '') },
  { kind: 'changes of a directory', isOf: at('DIRECTORY#', '') },
  { kind: 'notification of a step', isOf: at('CERTIFICATE#', 'NOTIFICATION#') },
  { kind: 'delivery of an email', isOf: at('CERTIFICATE#', 'DELIVERY') },
  { kind: 'link to a certificate', isOf: at('CERTIFICATE#', 'LINK#') },
  { kind: 'language of emails', isOf: at('LANGUAGE#', '') },
  { kind: 'request for an approval by link', isOf: at('APPROVAL#', '') },
  { kind: 'release of an import', isOf: at('RELEASE#', '') },
  { kind: 'request for correction', isOf: at('CERTIFICATE#', 'CORRECTION#') },
  { kind: 'claims on entries', isOf: at('ENTRIES#', '') },
  { kind: 'allocation of status indexes', isOf: at('STATUSLIST#', 'ALLOCATION') },
  { kind: 'revoked bit', isOf: at('STATUSLIST#', 'REVOKED#') },
  { kind: 'suspended bit', isOf: at('STATUSLIST#', 'SUSPENDED#') },
  { kind: 'signed status list', isOf: at('STATUSLIST#', 'SIGNED#revocation') },
  { kind: 'signed status list of suspensions', isOf: at('STATUSLIST#', 'SIGNED#suspension') },
  { kind: 'step after issue', isOf: at('AUDITDAY#', '') },
  { kind: 'batch', isOf: at('BATCH#', 'BATCH') },
  { kind: 'batch in an issuer’s list', isOf: at('BATCH#', 'ISSUER#') },
  { kind: 'counters of a batch', isOf: at('BATCH#', 'COUNTER#') },
  { kind: 'chunk of a batch', isOf: at('BATCH#', 'CHUNK#') },
  { kind: 'what batches of a day issue alone', isOf: at('STARTED#', '') },
  { kind: 'part of a batch’s ZIP', isOf: at('ARCHIVES#', '') },
  { kind: 'kill switch of notifications', isOf: at('KILLSWITCH#notifying', '') },
  { kind: 'kill switch of issuing', isOf: at('KILLSWITCH#issuing', '') },
  { kind: 'register of staff', isOf: at('STAFF#', '') },
  { kind: 'policy of an issuer', isOf: at('POLICY#', '') },
  { kind: 'secret', isOf: at('SECRET#', '') },
  { kind: 'rate limit', isOf: at('LIMIT#', '') },
  counters('report counters of certificates', /^(?:certificates|eligibleDays|recognitions)@/),
  counters('report counters of hours', /^(?:minutes|volunteers_\w+)@/),
  counters('report counters of opportunities', /^(?:opportunities\w*|beneficiaries)@/),
  counters('report counters of revocations', /^revocations@/),
  { kind: 'entry of the journal', isOf: at('JOURNAL#', 'ENTRY#') },
  { kind: 'head of a chain of the journal', isOf: at('JOURNAL#', 'HEAD#') },
];

/** A kind of object, by the beginning and the end of its keys. */
export interface ObjectKind {
  readonly kind: string;
  readonly prefix: string;
  readonly end?: RegExp;
}

/** Every kind of object that the bucket has. */
export const OBJECT_KINDS: readonly ObjectKind[] = [
  { kind: 'document', prefix: 'documents/' },
  { kind: 'signed daily root', prefix: 'audit/roots/' },
  { kind: 'leaves of a root', prefix: 'audit/leaves/' },
  { kind: 'manifest', prefix: 'batches/audited/manifest-' },
  { kind: 'chunks of a manifest', prefix: 'batches/audited/chunks-' },
  { kind: 'selection of a batch', prefix: 'batches/audited/selection' },
  { kind: 'ZIP of a batch', prefix: 'results/audited/' },
  { kind: 'file of an import', prefix: 'imports/', end: /\/1$/ },
  { kind: 'changes of an import', prefix: 'imports/', end: /\/changes\/1\.json\.gz$/ },
  { kind: 'counters of a release', prefix: 'imports/', end: /\/counters\.json\.gz$/ },
  { kind: 'directory of people', prefix: 'directories/', end: /\/people\.json\.gz$/ },
  { kind: 'chain of a seal', prefix: 'seals/' },
];

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
