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
  /** Every certificate that the award ever had. */
  readonly certificateIds: readonly string[];
  /** The entries that a certificate claims. */
  readonly claimed: readonly {
    readonly entryId: string;
    readonly certificateId: string;
    readonly minutes: number;
    readonly text: EntryText;
  }[];
  readonly entryIds: readonly string[];
  /** What its entries say and said, given the releases in force. */
  readonly texts: (releases: ReadonlyMap<string, Json>) => string[];
}

/** An entry with where it comes from (`entryText`), given the releases in force; empty where it isn't approved. */
type EntryText = (releases: ReadonlyMap<string, Json>) => string;

/** Returns the facts of a timesheet item. What is kept of an entry is a hash, or what its hash is made of. */
export function timesheetFacts(item: TableItem): TimesheetFacts {
  const recorded = listOf(item, 'recorded');
  const entries = listOf(item, 'entries')
    .map(fieldsOf)
    .map((entry) => ({ entry, text: textOf(entry, text(entry, 'entryId'), recorded) }));
  const former = entries.flatMap(({ entry }) =>
    listOf(entry, 'history').map((one) => textOf(fieldsOf(one), text(entry, 'entryId'), recorded)),
  );
  const issuerId = text(item, 'issuerId');
  const volunteerId = text(item, 'volunteerId');
  const opportunityId = text(item, 'opportunityId');
  const all = [...entries.map((one) => one.text), ...former];
  return {
    key: `${issuerId}|${volunteerId}|${opportunityId}`,
    volunteerId,
    opportunityId,
    issuerId,
    certificateId: text(item, 'certificateId'),
    locked: item.locked === true,
    certificateIds: listOf(item, 'certificateIds').map(String),
    claimed: entries
      .filter(({ entry }) => text(entry, 'certificateId') !== '')
      .map(({ entry, text: said }) => ({
        entryId: text(entry, 'entryId'),
        certificateId: text(entry, 'certificateId'),
        minutes: Number(entry.minutes),
        text: said,
      })),
    entryIds: entries.map(({ entry }) => text(entry, 'entryId')),
    texts: (releases) => all.map((said) => said(releases)),
  };
}

/** Returns what an entry says once the releases are known: by a person's approval, or by that of its released import. */
function textOf(entry: Fields, entryId: string, recorded: readonly Json[]): EntryText {
  const origin = recorded[Number(entry.recorded)] ?? null;
  const { date = null, minutes = null, row = null } = entry;
  const said = { entryId, date, minutes, row };
  if (entry.status === 'approved') {
    const approved = entryText(said, origin, entry.approval ?? null);
    return () => approved;
  }
  if (entry.status !== 'pending' || entry.reportedAs !== 'approved') return () => '';
  const importId = text(fieldsOf(fieldsOf(origin).source), 'importId');
  return (releases) => {
    const release = releases.get(importId);
    return release === undefined ? '' : entryText(said, origin, release);
  };
}
