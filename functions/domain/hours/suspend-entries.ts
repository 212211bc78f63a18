import type { Timesheet } from './hours.ts';

/** Returns a timesheet without the entries that are being withdrawn: what a certificate may count. */
export function countable<T extends Pick<Timesheet, 'entries' | 'withdrawal'>>(timesheet: T): T {
  if (timesheet.withdrawal === undefined) return timesheet;
  const withdrawn = new Set(timesheet.withdrawal.entryIds);
  return { ...timesheet, entries: timesheet.entries.filter(({ entryId }) => !withdrawn.has(entryId)) };
}

/** Returns a timesheet some of whose entries no certificate can count any more, because they are being withdrawn. */
export function suspendEntries(
  timesheet: Timesheet,
  importId: string,
  entryIds: readonly string[],
): Timesheet {
  const suspended = new Set(timesheet.withdrawal?.entryIds ?? []);
  if (entryIds.every((entryId) => suspended.has(entryId))) return timesheet;
  return {
    ...timesheet,
    revision: timesheet.revision + 1,
    withdrawal: { importId, entryIds: [...new Set([...suspended, ...entryIds])] },
  };
}

/** Returns a timesheet all of whose entries count again. */
export function resumeEntries(timesheet: Timesheet): Timesheet {
  const { withdrawal, ...released } = timesheet;
  return withdrawal === undefined ? timesheet : { ...released, revision: timesheet.revision + 1 };
}
