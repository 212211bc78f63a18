import type { CalendarDate, Instant } from '../calendar-date.ts';
import type { EntryRevision, EntryStatus, HoursEntry, Timesheet } from './hours.ts';

/** Maximum number of entries on one timesheet. A timesheet is one DynamoDB item, which may take 400 KB. */
export const MAX_ENTRIES = 1_000;

/** An hours entry as it is reported, for example by a row of an import. */
export interface ReportedEntry {
  readonly entryId: string;
  readonly date: CalendarDate;
  readonly minutes: number;
  readonly start?: Instant;
  readonly end?: Instant;
  readonly status: EntryStatus;
  /** Who approved or rejected it, as free text of the coordinator. */
  readonly decidedBy?: string;
}

/** Who changes the ledger, and when. */
export interface Attribution {
  readonly at: Instant;
  readonly by: string;
  /** The import that makes the change, if one does. */
  readonly importId?: string;
}

/** What recording an entry did. `certified` and `full` leave the timesheet as it was. */
export type Recording = 'new' | 'changed' | 'unchanged' | 'certified' | 'full';

/** The fields that identify a timesheet. */
export type TimesheetKey = Pick<Timesheet, 'volunteerId' | 'opportunityId' | 'issuerId'>;

/**
 * Records reported entries on a timesheet, and returns it with one recording for each of them. An entry with a new ID
 * is added. An entry with a known ID is corrected, and its former state goes to its history. An entry with the same
 * content changes nothing. An entry that a live certificate counts never changes. A pending report of the same hours
 * doesn't undo a decision. The revision grows by one if anything changed.
 */
export function recordHours(
  timesheet: Timesheet | undefined,
  key: TimesheetKey,
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
  const before = timesheet ?? { ...key, revision: 0, certificateIds: [] };
  return {
    timesheet: { ...before, revision: before.revision + 1, entries: [...entries.values()] },
    recordings,
  };
}

/** Returns what recording an entry would do. `known` is the recorded entry with the same ID, if any. */
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

/** What a decision on an entry did. Only an entry that no certificate counts can change. */
export type Decision = 'decided' | 'unchanged' | 'certified' | 'unknown';

/**
 * Approves or rejects entries of a timesheet, and returns it with one decision for each ID. The revision grows by one
 * if anything changed.
 */
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
    ...(attribution.importId === undefined ? {} : { correctedIn: attribution.importId }),
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
