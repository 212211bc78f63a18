import { canonicalJson, sha256Hex } from '../chain-check.ts';
import { type Fields, fieldsOf, listOf, type TableItem, text } from '../table-contents.ts';

/** Who recorded and who decided on hours, each request once: it grows with requests, not with entries. */
export interface HoursAuthors {
  readonly recordings: Map<string, Recording>;
  readonly decisions: Map<string, HoursDecision>;
  /** By import: the entries that its release approves. */
  readonly awaiting: Map<string, CountedEntries>;
}

/** How many entries, and the sum of their hashes: the journal has both of what an act was about. */
export interface CountedEntries {
  readonly entries: number;
  readonly sum: bigint;
}

/** What the hours of a request say of how they were recorded. */
export interface Recording {
  readonly issuerId: string;
  readonly by: string;
  readonly at: string;
  /** Empty where they come from no file. */
  readonly importId: string;
  /** A timesheet that says so. */
  readonly timesheet: string;
}

/** What the hours of a request say of how they were decided on. */
export interface HoursDecision extends CountedEntries {
  readonly issuerId: string;
  readonly by: string;
  readonly at: string;
  /** `entry`, `opportunity`, `link` or `release`; `rejection` of hours that were rejected, in whatever way. */
  readonly kind: string;
  readonly requestId: string;
  /** Of the import that a release approved. */
  readonly importId: string;
  /** Of a decision on an opportunity as a whole. */
  readonly opportunityId: string;
  /** A timesheet that says so. */
  readonly timesheet: string;
}

export const noHoursAuthors = (): HoursAuthors => ({
  recordings: new Map(),
  decisions: new Map(),
  awaiting: new Map(),
});

/** Adds what the entries of a timesheet say and said of their authors. */
export function addToHoursAuthors(authors: HoursAuthors, item: TableItem): void {
  const timesheet = `${item.pk} ${item.sk}`;
  const issuerId = text(item, 'issuerId');
  const recorded = listOf(item, 'recorded').map(fieldsOf);
  const entries = listOf(item, 'entries').map(fieldsOf);
  // An entry that names no recording has been recorded by nobody.
  const isNamed = entries.every((entry) => recorded[Number(entry.recorded)] !== undefined);
  for (const recording of isNamed ? recorded : [...recorded, {} as Fields]) {
    const source = fieldsOf(recording.source);
    const importId = source.kind === 'file' ? text(source, 'importId') : '';
    const said = { issuerId, by: text(recording, 'by'), at: text(recording, 'at'), importId };
    const key = canonicalJson(said);
    if (!authors.recordings.has(key)) authors.recordings.set(key, { ...said, timesheet });
  }
  for (const entry of entries) {
    const states = [entry, ...listOf(entry, 'history').map(fieldsOf)];
    const decided = states.filter((state) => isDecided(state, entry, recorded));
    const ofEntry = decided.map((state) => decisionOf(state, item, recorded));
    for (const [key, { state, ...decision }] of new Map(ofEntry)) {
      const known = authors.decisions.get(key) ?? { ...decision, ...NO_ENTRIES };
      authors.decisions.set(key, { ...known, ...withEntry(known, hashOf(item, entry, state)) });
    }
    if (entry.status === 'pending' && entry.reportedAs === 'approved') {
      const importId = importOf(entry, recorded);
      const known = authors.awaiting.get(importId) ?? NO_ENTRIES;
      authors.awaiting.set(importId, withEntry(known, hashOf(item, entry, entry)));
    }
  }
}

export const NO_ENTRIES: CountedEntries = { entries: 0, sum: 0n };
const MODULUS = 1n << 256n;

const withEntry = ({ entries, sum }: CountedEntries, hash: string): CountedEntries => ({
  entries: entries + 1,
  sum: (sum + BigInt(`0x${hash}`)) % MODULUS,
});

/** Returns the sum that the journal has of an act. */
export const sumIn = (text: string): bigint => (/^[0-9a-f]{64}$/.test(text) ? BigInt(`0x${text}`) : -1n);

/** Returns the sum of the sums of several acts. */
export const sumOf = (sums: readonly bigint[]): bigint =>
  sums.reduce((total, sum) => (total + sum) % MODULUS, 0n);

/** Returns the hash of an entry in one of its states. */
const hashOf = (item: TableItem, entry: Fields, { date = null, minutes = null }: Fields): string =>
  sha256Hex(
    JSON.stringify([
      ...['issuerId', 'volunteerId', 'opportunityId'].map((name) => text(item, name)),
      ...[text(entry, 'entryId'), date, minutes],
    ]),
  );

const importOf = (state: Fields, recorded: readonly Fields[]): string =>
  text(fieldsOf(recorded[Number(state.recorded)]?.source), 'importId');

/** Whether a state of an entry rests on a decision. Of a rejection that is over only its state is kept. */
function isDecided(state: Fields, entry: Fields, recorded: readonly Fields[]): boolean {
  if (state.status === 'approved') return true;
  if (state.status !== 'rejected' || state !== entry) return false;
  const { by, at } = recorded[Number(state.recorded)] ?? {};
  const rejection = fieldsOf(state.rejection);
  const isByFile = rejection.by === by && rejection.at === at;
  return !isByFile;
}

/** Returns the decision that a state of an entry rests on, with what tells it from others. */
function decisionOf(
  state: Fields,
  item: TableItem,
  recorded: readonly Fields[],
): [string, Omit<HoursDecision, keyof CountedEntries> & { readonly state: Fields }] {
  const isApproved = state.status === 'approved';
  const made = fieldsOf(isApproved ? state.approval : state.rejection);
  const kind = isApproved ? text(made, 'kind') : 'rejection';
  const decision = {
    issuerId: text(item, 'issuerId'),
    by: text(made, 'by'),
    at: text(made, 'at'),
    kind,
    requestId: text(made, 'requestId'),
    importId: kind === 'release' ? importOf(state, recorded) : '',
    opportunityId: kind === 'opportunity' ? text(item, 'opportunityId') : '',
  };
  return [canonicalJson(decision), { ...decision, timesheet: `${item.pk} ${item.sk}`, state }];
}
