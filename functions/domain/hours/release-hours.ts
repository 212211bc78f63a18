import type { HoursEntry, Timesheet } from './hours.ts';

/** The release of an import: what its file reports as approved counts, as a second person has decided. */
export interface Release {
  readonly importId: string;
  readonly at: string;
  /** Subject (`sub`) of the identity provider. */
  readonly by: string;
}

/** Returns the imports whose release would approve entries of some timesheets. */
export const importsAwaitedBy = (timesheets: readonly Timesheet[]): Set<string> =>
  new Set(timesheets.flatMap(({ entries }) => entries.flatMap((entry) => importAwaitedBy(entry) ?? [])));

/** Returns a timesheet in which the entries of released imports are approved as their files report. */
export function withReleases(timesheet: Timesheet, releases: ReadonlyMap<string, Release>): Timesheet {
  if (releases.size === 0) return timesheet;
  return withEntries(timesheet, (entry) => {
    const release = releases.get(importAwaitedBy(entry) ?? '');
    if (release === undefined) return entry;
    const { at, by } = release;
    return { ...entry, status: 'approved', approval: { at, by, kind: 'release' } };
  });
}

/**
 * Returns a timesheet without what releases approve: as it is stored. Whether a release is in force is asked with every
 * read, so that one write releases an import, whatever its size.
 */
export const withoutReleases = (timesheet: Timesheet): Timesheet =>
  withEntries(timesheet, (entry) => (entry.approval?.kind === 'release' ? awaiting(entry) : entry));

/** Returns a timesheet without what the release of one import approves. */
export const withoutRelease = (timesheet: Timesheet, importId: string): Timesheet =>
  withEntries(timesheet, (entry) => (isReleasedBy(entry, importId) ? awaiting(entry) : entry));

/** Returns whether an entry is approved by the release of an import. */
export const isReleasedBy = ({ approval, recorded: { source } }: HoursEntry, importId: string): boolean =>
  approval?.kind === 'release' && source.kind === 'file' && source.importId === importId;

/** Returns the import whose release would approve an entry; undefined if none would. */
export function importAwaitedBy({
  status,
  reportedAs,
  recorded: { source },
}: HoursEntry): string | undefined {
  if (status !== 'pending' || reportedAs !== 'approved' || source.kind !== 'file') return undefined;
  return source.importId;
}

function awaiting({ approval: _approval, ...entry }: HoursEntry): HoursEntry {
  return { ...entry, status: 'pending' };
}

/** Returns a timesheet with changed entries; the same one where none changes. */
function withEntries(timesheet: Timesheet, change: (entry: HoursEntry) => HoursEntry): Timesheet {
  const entries = timesheet.entries.map(change);
  return entries.every((entry, index) => entry === timesheet.entries[index])
    ? timesheet
    : { ...timesheet, entries };
}
