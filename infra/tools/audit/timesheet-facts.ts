import type { Json } from './chain-check.ts';
import { type Fields, fieldsOf, listOf, type TableItem, text } from './table-contents.ts';

/** The facts of a timesheet that the checks need. */
export interface TimesheetFacts {
  /** `issuerId|volunteerId|opportunityId`. */
  readonly key: string;
  readonly volunteerId: string;
  readonly opportunityId: string;
  readonly issuerId: string;
  readonly certificateId: string;
  readonly locked: boolean;
  /** The entries that a certificate claims. */
  readonly claimed: readonly {
    readonly entryId: string;
    readonly certificateId: string;
    readonly minutes: number;
    readonly approved: boolean;
    /** The import whose release would approve it; empty where none would. */
    readonly awaitedImport: string;
  }[];
  readonly entryIds: readonly string[];
}

/** Returns the facts of a timesheet item. */
export function timesheetFacts(item: TableItem): TimesheetFacts {
  const entries = (item.entries ?? []) as readonly { readonly [name: string]: Json }[];
  const issuerId = text(item, 'issuerId');
  const volunteerId = text(item, 'volunteerId');
  const opportunityId = text(item, 'opportunityId');
  return {
    key: `${issuerId}|${volunteerId}|${opportunityId}`,
    volunteerId,
    opportunityId,
    issuerId,
    certificateId: text(item, 'certificateId'),
    locked: item.locked === true,
    claimed: entries
      .filter((entry) => text(entry, 'certificateId') !== '')
      .map((entry) => ({
        entryId: text(entry, 'entryId'),
        certificateId: text(entry, 'certificateId'),
        minutes: Number(entry.minutes),
        approved: entry.status === 'approved',
        awaitedImport: awaitedImport(entry, listOf(item, 'recorded')),
      })),
    entryIds: entries.map((entry) => text(entry, 'entryId')),
  };
}

/**
 * Returns the import of a pending entry that its file reports as approved, or the empty string. An entry names what it
 * was recorded from by its index among the timesheet's recordings.
 */
function awaitedImport(entry: Fields, recordings: readonly Json[]): string {
  if (entry.status !== 'pending' || entry.reportedAs !== 'approved') return '';
  return text(fieldsOf(fieldsOf(recordings[Number(entry.recorded)]).source), 'importId');
}
