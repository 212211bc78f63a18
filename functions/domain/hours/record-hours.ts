import type { CalendarDate, Instant } from '../calendar-date.ts';
import type {
  Approval,
  EntryRevision,
  EntrySource,
  EntryStatus,
  HoursEntry,
  Timesheet,
  TimesheetKey,
} from './hours.ts';

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
  /** Where the file reports it; the row is counted from 1. */
  readonly position?: { readonly worksheet: string | null; readonly row: number };
  /** Whom the file names as the approver. */
  readonly remark?: string;
}

/** Who records hours, when, and from which file, if from one. */
export interface Recorder {
  readonly at: Instant;
  /** Subject (`sub`) of the identity provider. */
  readonly by: string;
  readonly file?: Pick<Extract<EntrySource, { kind: 'file' }>, 'importId' | 'sha256'>;
}

/** A person's decision on hours. */
export type HoursDecision = Approval & {
  readonly status: 'approved' | 'rejected';
  /** Whether nobody approves what they recorded themselves. */
  readonly separatesPeople: boolean;
  /** Whether an entry still is as whoever decides saw it; absent where that was not noted. */
  readonly isAsSeen?: (entry: HoursEntry) => boolean;
};

/** What recording an entry did. `certified` and `full` leave the timesheet as it was. */
export type Recording = 'new' | 'changed' | 'unchanged' | 'certified' | 'full';

/**
 * Records reported entries on a timesheet, and returns it with one recording for each of them. An entry with a new ID
 * is added, an approved one as pending until its import is released. An entry with a known ID is corrected, and its former state goes to its history. An entry with the same
 * content changes nothing. An entry that a live certificate counts never changes. A pending report of the same hours
 * doesn't undo a decision. The revision grows by one if anything changed.
 */
export function recordHours(
  timesheet: Timesheet | undefined,
  key: TimesheetKey,
  reported: readonly ReportedEntry[],
  recorder: Recorder,
): { readonly timesheet: Timesheet | undefined; readonly recordings: readonly Recording[] } {
  const entries = new Map((timesheet?.entries ?? []).map((entry) => [entry.entryId, entry]));
  const recordings = reported.map((entry): Recording => {
    const known = entries.get(entry.entryId);
    const recording = recordingOf(known, entry, entries.size);
    if (recording === 'new') entries.set(entry.entryId, newEntry(entry, recorder));
    if (recording === 'changed' && known) entries.set(entry.entryId, corrected(known, entry, recorder));
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
    known.status === reported.status ||
    (known.status === 'pending' && known.reportedAs === reported.status);
  if (sameHours && sameDecision) return 'unchanged';
  return known.certificateId === undefined ? 'changed' : 'certified';
}

/**
 * What a decision on an entry did. Only an entry that no certificate counts can change. `own` leaves an entry as it is,
 * because whoever decides recorded it, and `changed`, because it isn't what whoever decides saw.
 */
export type Decision = 'decided' | 'unchanged' | 'certified' | 'own' | 'changed' | 'unknown';

/**
 * Approves or rejects entries of a timesheet, and returns it with one decision for each ID. The revision grows by one
 * if anything changed.
 */
export function decideHours(
  timesheet: Timesheet,
  entryIds: readonly string[],
  { status, separatesPeople, isAsSeen = () => true, ...attribution }: HoursDecision,
): { readonly timesheet: Timesheet; readonly decisions: readonly Decision[] } {
  const entries = new Map(timesheet.entries.map((entry) => [entry.entryId, entry]));
  const decisions = entryIds.map((entryId): Decision => {
    const known = entries.get(entryId);
    if (known === undefined) return 'unknown';
    if (known.status === status) return 'unchanged';
    if (known.certificateId !== undefined) return 'certified';
    if (!isAsSeen(known)) return 'changed';
    if (status === 'approved' && separatesPeople && known.recorded.by === attribution.by) return 'own';
    entries.set(entryId, {
      ...undecided(known),
      status,
      ...decided(status, attribution),
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

function newEntry({ position, status, ...entry }: ReportedEntry, { at, by, file }: Recorder): HoursEntry {
  const source: EntrySource =
    file === undefined
      ? { kind: 'console' }
      : { kind: 'file', ...file, worksheet: position?.worksheet ?? null };
  return {
    ...entry,
    recorded: { at, by, source },
    ...(position === undefined ? {} : { row: position.row }),
    ...reportedStatus(status, { at, by }),
  };
}

function corrected(known: HoursEntry, reported: ReportedEntry, recorder: Recorder): HoursEntry {
  return {
    ...newEntry(reported, recorder),
    history: [...(known.history ?? []), formerState(known, recorder)],
  };
}

/** Returns the status of a reported entry. What is reported as approved waits for a second person. */
function reportedStatus(
  status: EntryStatus,
  rejection: { readonly at: Instant; readonly by: string },
): Pick<HoursEntry, 'status' | 'reportedAs' | 'rejection'> {
  if (status === 'approved') return { status: 'pending', reportedAs: status };
  return status === 'rejected' ? { status, rejection } : { status };
}

/** Returns what records a decision on an entry. */
const decided = (
  status: HoursDecision['status'],
  decision: Approval,
): Pick<HoursEntry, 'approval' | 'rejection'> =>
  status === 'approved' ? { approval: decision } : { rejection: { at: decision.at, by: decision.by } };

function undecided(entry: HoursEntry): HoursEntry {
  const { approval: _approval, rejection: _rejection, ...rest } = entry;
  return rest;
}

const formerState = (
  { date, minutes, status, recorded, row, approval }: HoursEntry,
  { at, by }: { readonly at: Instant; readonly by: string },
): EntryRevision => ({
  at,
  by,
  date,
  minutes,
  status,
  recorded,
  ...(row === undefined ? {} : { row }),
  ...(approval === undefined ? {} : { approval }),
});
