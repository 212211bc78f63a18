import type { Json } from './chain-check.ts';
import { type TableItem, text } from './table-contents.ts';

/** What is kept of an hours sheet while the whole table is read. */
export interface TimesheetFacts {
  readonly key: string;
  readonly volunteerId: string;
  readonly opportunityId: string;
  readonly issuerId: string;
  readonly certificateId: string;
  readonly locked: boolean;
  /** Entries that a certificate claims: which, by whom, how much, whether approved. */
  readonly claimed: readonly {
    readonly entryId: string;
    readonly certificateId: string;
    readonly minutes: number;
    readonly approved: boolean;
  }[];
  readonly entryIds: readonly string[];
}

export function timesheetFacts(item: TableItem): TimesheetFacts {
  const entries = (item.entries ?? []) as readonly { readonly [name: string]: Json }[];
  const volunteerId = text(item, 'volunteerId');
  const opportunityId = text(item, 'opportunityId');
  return {
    key: `${volunteerId}|${opportunityId}`,
    volunteerId,
    opportunityId,
    issuerId: text(item, 'issuerId'),
    certificateId: text(item, 'certificateId'),
    locked: item.locked === true,
    claimed: entries
      .filter((entry) => text(entry, 'certificateId') !== '')
      .map((entry) => ({
        entryId: text(entry, 'entryId'),
        certificateId: text(entry, 'certificateId'),
        minutes: Number(entry.minutes),
        approved: entry.status === 'approved',
      })),
    entryIds: entries.map((entry) => text(entry, 'entryId')),
  };
}
