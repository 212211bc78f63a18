import type { HoursEntry, Timesheet } from '../hours/hours.ts';
import type { EntryChange } from './import-changes.ts';

/** Why the change of an entry can't be undone: the entry is certified, or was changed again. */
export type EntryObstacle = { readonly certificateId: string } | 'changed';

/**
 * Returns why the change that an import made to an entry can't be undone; undefined if it can. An approval or rejection
 * since then is undone with it.
 */
export function obstacleTo(
  { after }: EntryChange,
  entry: HoursEntry | undefined,
  importId: string,
): EntryObstacle | undefined {
  if (entry === undefined) return 'changed';
  if (entry.certificateId !== undefined) return { certificateId: entry.certificateId };
  const sameHours =
    entry.date === after.date &&
    entry.minutes === after.minutes &&
    entry.start === after.start &&
    entry.end === after.end;
  const { source } = entry.recorded;
  return sameHours && source.kind === 'file' && source.importId === importId ? undefined : 'changed';
}

/**
 * Undoes changes of suspended entries: a new entry goes, a corrected one is again what it was. Changes that were undone
 * before are skipped.
 */
export function withdrawEntries(timesheet: Timesheet, changes: readonly EntryChange[]): Timesheet {
  const suspended = new Set(timesheet.withdrawal?.entryIds ?? []);
  const undone = new Map(
    changes
      .filter(({ after }) => suspended.has(after.entryId))
      .map(({ before, after }) => [after.entryId, before]),
  );
  if (undone.size === 0 || timesheet.withdrawal === undefined) return timesheet;
  const entries = timesheet.entries.flatMap((entry) => {
    const before = undone.get(entry.entryId);
    return before === undefined ? entry : (before ?? []);
  });
  const { withdrawal, ...rest } = timesheet;
  const entryIds = withdrawal.entryIds.filter((entryId) => !undone.has(entryId));
  return {
    ...rest,
    revision: timesheet.revision + 1,
    entries,
    ...(entryIds.length > 0 ? { withdrawal: { ...withdrawal, entryIds } } : {}),
  };
}

/** Returns whether nothing is left of a timesheet that a record would be needed for. */
export const isVacant = ({ entries, certificateIds, locked }: Timesheet): boolean =>
  entries.length === 0 && certificateIds.length === 0 && locked !== true;
