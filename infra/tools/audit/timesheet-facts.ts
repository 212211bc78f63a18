import type { Json } from './chain-check.ts';
import { entryText } from './entry-text.ts';
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
    /** It with where it comes from (`entryText`), given the releases in force; empty where it isn't approved. */
    readonly text: (releases: ReadonlyMap<string, Json>) => string;
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
        text: (releases) => {
          const recorded = listOf(item, 'recorded')[Number(entry.recorded)] ?? null;
          const approval = approvalOf(entry, fieldsOf(recorded), releases);
          return approval === undefined ? '' : entryText(entry, recorded, approval);
        },
      })),
    entryIds: entries.map((entry) => text(entry, 'entryId')),
  };
}

/** Returns the approval of an entry: a person's, or that of the released import that reports it as approved. */
function approvalOf(entry: Fields, recorded: Fields, releases: ReadonlyMap<string, Json>): Json | undefined {
  if (entry.status === 'approved') return entry.approval ?? null;
  if (entry.status !== 'pending' || entry.reportedAs !== 'approved') return undefined;
  return releases.get(text(fieldsOf(recorded.source), 'importId'));
}
