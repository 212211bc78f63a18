import type { CalendarDate, Instant } from '../calendar-date.ts';
import type { EntryRevision, EntryStatus, HoursEntry, HoursSheet } from './hours.ts';

/** Entries of one sheet at most: the whole sheet is one record of the table. */
export const MOST_ENTRIES = 1_000;

/** An hours entry as somebody reports it. */
export interface ReportedEntry {
  readonly entryId: string;
  readonly date: CalendarDate;
  readonly minutes: number;
  readonly start?: Instant;
  readonly end?: Instant;
  readonly status: EntryStatus;
  /** Who approved or rejected it, in the coordinator's own words. */
  readonly decidedBy?: string;
}

/** Who changes the ledger, and when. */
export interface Stamp {
  readonly at: Instant;
  readonly by: string;
}

export type Recording = 'new' | 'changed' | 'unchanged' | 'certified' | 'full';

/** Whose sheet a new one is. */
export type SheetPlace = Pick<HoursSheet, 'volunteerId' | 'opportunityId' | 'issuerId'>;

/**
 * Records entries on a sheet: a new ID is added, a known one corrected with its former state kept, and one that says
 * the same changes nothing. An entry that a live certificate counts never changes, and a report that is still
 * pending doesn't undo a decision on the same hours. The sheet's revision grows by one if anything changed.
 */
export function recordHours(
  sheet: HoursSheet | undefined,
  place: SheetPlace,
  reported: readonly ReportedEntry[],
  stamp: Stamp,
): { readonly sheet: HoursSheet | undefined; readonly recordings: readonly Recording[] } {
  const entries = new Map((sheet?.entries ?? []).map((entry) => [entry.entryId, entry]));
  const recordings = reported.map((entry): Recording => {
    const known = entries.get(entry.entryId);
    const recording = recordingOf(known, entry, entries.size);
    if (recording === 'new') entries.set(entry.entryId, newEntry(entry, stamp));
    if (recording === 'changed' && known) entries.set(entry.entryId, corrected(known, entry, stamp));
    return recording;
  });
  if (!recordings.some((recording) => recording === 'new' || recording === 'changed'))
    return { sheet, recordings };
  const kept = sheet ?? { ...place, revision: 0, certificateIds: [] };
  return { sheet: { ...kept, revision: kept.revision + 1, entries: [...entries.values()] }, recordings };
}

/** What recording an entry would do, given the one known under its ID. */
export function recordingOf(
  known: HoursEntry | undefined,
  reported: ReportedEntry,
  entryCount: number,
): Recording {
  if (known === undefined) return entryCount >= MOST_ENTRIES ? 'full' : 'new';
  const sameHours =
    known.date === reported.date &&
    known.minutes === reported.minutes &&
    known.start === reported.start &&
    known.end === reported.end;
  const sameDecision =
    reported.status === 'pending' ||
    (known.status === reported.status && known.decidedBy === reported.decidedBy);
  if (sameHours && sameDecision) return 'unchanged';
  return known.certificateId === undefined ? 'changed' : 'certified';
}

/** What deciding an entry does: only a pending or otherwise decided entry that no certificate counts can change. */
export type Decision = 'decided' | 'unchanged' | 'certified' | 'unknown';

/** Approves or rejects entries of a sheet; the revision grows by one if anything changed. */
export function decideHours(
  sheet: HoursSheet,
  entryIds: readonly string[],
  status: 'approved' | 'rejected',
  stamp: Stamp,
): { readonly sheet: HoursSheet; readonly decisions: readonly Decision[] } {
  const entries = new Map(sheet.entries.map((entry) => [entry.entryId, entry]));
  const decisions = entryIds.map((entryId): Decision => {
    const known = entries.get(entryId);
    if (known === undefined) return 'unknown';
    if (known.status === status) return 'unchanged';
    if (known.certificateId !== undefined) return 'certified';
    entries.set(entryId, {
      ...known,
      status,
      decidedBy: stamp.by,
      decidedAt: stamp.at,
      history: [...(known.history ?? []), formerState(known, stamp)],
    });
    return 'decided';
  });
  if (!decisions.includes('decided')) return { sheet, decisions };
  return { sheet: { ...sheet, revision: sheet.revision + 1, entries: [...entries.values()] }, decisions };
}

function newEntry({ decidedBy, ...entry }: ReportedEntry, stamp: Stamp): HoursEntry {
  return entry.status === 'pending'
    ? entry
    : { ...entry, decidedBy: decidedBy ?? stamp.by, decidedAt: stamp.at };
}

function corrected(known: HoursEntry, reported: ReportedEntry, stamp: Stamp): HoursEntry {
  return { ...newEntry(reported, stamp), history: [...(known.history ?? []), formerState(known, stamp)] };
}

const formerState = ({ date, minutes, status }: HoursEntry, { at, by }: Stamp): EntryRevision => ({
  at,
  by,
  date,
  minutes,
  status,
});
