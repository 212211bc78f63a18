import type { CalendarDate, Instant } from '../calendar-date.ts';
import type { EntryRevision, EntryStatus, HoursEntry, Timesheet } from './hours.ts';

/** Entries of one sheet at most: the whole sheet is one record of the table. */
export const MAX_ENTRIES = 1_000;

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
export interface Attribution {
  readonly at: Instant;
  readonly by: string;
}

export type Recording = 'new' | 'changed' | 'unchanged' | 'certified' | 'full';

/** Whose sheet a new one is. */
export type TimesheetKey = Pick<Timesheet, 'volunteerId' | 'opportunityId' | 'issuerId'>;

/**
 * Records entries on a sheet: a new ID is added, a known one corrected with its former state kept, and one that says
 * the same changes nothing. An entry that a live certificate counts never changes, and a report that is still
 * pending doesn't undo a decision on the same hours. The sheet's revision grows by one if anything changed.
 */
export function recordHours(
  timesheet: Timesheet | undefined,
  place: TimesheetKey,
  reported: readonly ReportedEntry[],
  attribution: Attribution,
): { readonly timesheet: Timesheet | undefined; readonly recordings: readonly Recording[] } {
  const entries = new Map((timesheet?.entries ?? []).map((entry) => [entry.entryId, entry]));
  const recordings = reported.map((entry): Recording => {
    const known = entries.get(entry.entryId);
    const recording = recordingOf(known, entry, entries.size);
    if (recording === 'new') entries.set(entry.entryId, newEntry(entry, attribution));
    if (recording === 'changed' && known) entries.set(entry.entryId, corrected(known, entry, attribution));
    return recording;
  });
  if (!recordings.some((recording) => recording === 'new' || recording === 'changed'))
    return { timesheet, recordings };
  const kept = timesheet ?? { ...place, revision: 0, certificateIds: [] };
  return { timesheet: { ...kept, revision: kept.revision + 1, entries: [...entries.values()] }, recordings };
}

/** What recording an entry would do, given the one known under its ID. */
export function recordingOf(
  known: HoursEntry | undefined,
  reported: ReportedEntry,
  entryCount: number,
): Recording {
  if (known === undefined) return entryCount >= MAX_ENTRIES ? 'full' : 'new';
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
  timesheet: Timesheet,
  entryIds: readonly string[],
  status: 'approved' | 'rejected',
  attribution: Attribution,
): { readonly timesheet: Timesheet; readonly decisions: readonly Decision[] } {
  const entries = new Map(timesheet.entries.map((entry) => [entry.entryId, entry]));
  const decisions = entryIds.map((entryId): Decision => {
    const known = entries.get(entryId);
    if (known === undefined) return 'unknown';
    if (known.status === status) return 'unchanged';
    if (known.certificateId !== undefined) return 'certified';
    entries.set(entryId, {
      ...known,
      status,
      decidedBy: attribution.by,
      decidedAt: attribution.at,
      history: [...(known.history ?? []), formerState(known, attribution)],
    });
    return 'decided';
  });
  if (!decisions.includes('decided')) return { timesheet, decisions };
  return {
    timesheet: { ...timesheet, revision: timesheet.revision + 1, entries: [...entries.values()] },
    decisions,
  };
}

function newEntry({ decidedBy, ...entry }: ReportedEntry, attribution: Attribution): HoursEntry {
  return entry.status === 'pending'
    ? entry
    : { ...entry, decidedBy: decidedBy ?? attribution.by, decidedAt: attribution.at };
}

function corrected(known: HoursEntry, reported: ReportedEntry, attribution: Attribution): HoursEntry {
  return {
    ...newEntry(reported, attribution),
    history: [...(known.history ?? []), formerState(known, attribution)],
  };
}

const formerState = ({ date, minutes, status }: HoursEntry, { at, by }: Attribution): EntryRevision => ({
  at,
  by,
  date,
  minutes,
  status,
});
