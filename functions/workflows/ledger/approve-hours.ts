import { EntriesSum } from '../../domain/hours/entries-sum.ts';
import type { Timesheet, TimesheetKey } from '../../domain/hours/hours.ts';
import type { OpportunityKey } from '../../domain/hours/opportunity.ts';
import { type Decision, decideHours, type HoursDecision } from '../../domain/hours/record-hours.ts';
import { type VolunteerKey, volunteerName } from '../../domain/hours/volunteer.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import { volunteerDeltas } from '../../domain/report/report-contribution.ts';
import { type HoldDeps, holdLedger } from './hold-ledger.ts';
import type { HeldLease } from './ledger-lease.ts';
import { LedgerWriter } from './ledger-writer.ts';
import { recordedEntries } from './locate-entries.ts';

/** The hours that a decision applies to. */
export type HoursSelection =
  /** Entries by their IDs. */
  | { readonly issuerId: string; readonly entryIds: readonly string[] }
  /** All pending entries of one opportunity, a page of volunteers at a time. */
  | (OpportunityKey & { readonly cursor?: string | undefined });

/** The result of a decision: numbers of entries, and the IDs of those that could not be decided. */
export interface DecisionResult {
  readonly decided: number;
  readonly unchanged: number;
  /** Entries that a certificate counts, which don't change. */
  readonly certifiedEntryIds: readonly string[];
  /** Entries that whoever decides has recorded; somebody else must approve them. */
  readonly ownEntryIds: readonly string[];
  readonly unknownEntryIds: readonly string[];
  /** Of the entries that were decided on (`EntriesSum`). */
  readonly entriesSum: string;
  /** Cursor for the next page of the same opportunity; null after the last one. */
  readonly cursor: string | null;
}

export interface ApprovalDeps extends HoldDeps {
  readonly ledger: HoursLedger;
}

const VOLUNTEERS_PER_PAGE = 100;

/** Some entries of one timesheet. */
export interface Target extends TimesheetKey {
  /** Undefined for all pending entries. */
  readonly entryIds?: readonly string[];
}

/**
 * Approves or rejects hours. Entries that a certificate counts stay as they are, and, where the issuer's policy
 * separates people, those that whoever approves has recorded.
 *
 * @throws Refusal IMPORT_RUNNING or LEDGER_BUSY, as `holdLedger`.
 */
export async function decideOnHours(
  selection: HoursSelection,
  decision: HoursDecision,
  deps: ApprovalDeps,
): Promise<DecisionResult> {
  return holdLedger([selection.issuerId], deps, async (lease) => {
    const { targets, unknownEntryIds, cursor } = await targetsOf(selection, deps);
    const tally = await decideOnTargets(targets, decision, lease, deps);
    const { changedEntryIds: _none, entriesSum, ...decided } = tally;
    return { ...decided, entriesSum: entriesSum.text, unknownEntryIds, cursor };
  });
}

/** Decides on entries of some timesheets while it holds the lease of their ledger. */
export async function decideOnTargets(
  targets: readonly Target[],
  decision: HoursDecision,
  lease: HeldLease,
  { ledger }: Pick<ApprovalDeps, 'ledger'>,
): Promise<Tally> {
  const tally: Tally = {
    decided: 0,
    unchanged: 0,
    certifiedEntryIds: [],
    ownEntryIds: [],
    changedEntryIds: [],
    entriesSum: new EntriesSum(),
  };
  const writer = new LedgerWriter(ledger, lease);
  for (const ofVolunteer of Map.groupBy(targets, volunteerName).values()) {
    const [first] = ofVolunteer;
    const record = first && (await ledger.volunteerRecord(first.issuerId, first.volunteerId));
    if (first === undefined || record === undefined) continue;
    const { gender } = record.volunteer;
    // What is approved takes nothing away from a decision made before.
    const revisedRecords = decision.status === 'rejected' ? [volunteerKeyOf(first)] : [];
    let { timesheets } = record;
    for (const target of ofVolunteer) {
      const timesheet = timesheets.find(({ opportunityId }) => opportunityId === target.opportunityId);
      if (timesheet === undefined) continue;
      const entryIds = target.entryIds ?? pendingOf(timesheet);
      const { timesheet: after, decisions } = decideHours(timesheet, entryIds, decision);
      count(tally, timesheet, entryIds, decisions);
      if (after === timesheet) continue;
      const changed = timesheets.map((one) => (one === timesheet ? after : one));
      const reportDeltas = volunteerDeltas({ gender, timesheets }, { gender, timesheets: changed });
      await writer.add({ timesheets: [after], revisedRecords, reportDeltas });
      timesheets = changed;
    }
  }
  await writer.flush();
  return tally;
}

const volunteerKeyOf = ({ issuerId, volunteerId }: VolunteerKey): VolunteerKey => ({ issuerId, volunteerId });

async function targetsOf(selection: HoursSelection, { ledger }: ApprovalDeps) {
  if ('opportunityId' in selection) {
    const { issuerId, opportunityId, cursor } = selection;
    const page = await ledger.volunteersOf(selection, { limit: VOLUNTEERS_PER_PAGE, cursor });
    const targets = page.items.map((volunteerId): Target => ({ issuerId, volunteerId, opportunityId }));
    return { targets, unknownEntryIds: [], cursor: page.cursor };
  }
  const { issuerId, entryIds } = selection;
  const keys = await recordedEntries(issuerId, entryIds, ledger);
  const found = new Set(keys.map(({ entryId }) => entryId));
  const byTimesheet = Map.groupBy(
    keys,
    ({ volunteerId, opportunityId }) => `${volunteerId}#${opportunityId}`,
  );
  const targets = [...byTimesheet.values()].flatMap((ofTimesheet): Target[] => {
    const [first] = ofTimesheet;
    return first ? [{ ...first, entryIds: ofTimesheet.map(({ entryId }) => entryId) }] : [];
  });
  return {
    targets,
    unknownEntryIds: entryIds.filter((entryId) => !found.has(entryId)),
    cursor: null,
  };
}

const pendingOf = ({ entries }: Timesheet) =>
  entries.filter(({ status }) => status === 'pending').map(({ entryId }) => entryId);

/** What a decision did. */
interface Tally {
  decided: number;
  unchanged: number;
  readonly certifiedEntryIds: string[];
  readonly ownEntryIds: string[];
  /** Entries that were not as whoever decides saw them; they stay as they are. */
  readonly changedEntryIds: string[];
  /** Of the entries that were decided on. */
  readonly entriesSum: EntriesSum;
}

function count(
  tally: Tally,
  timesheet: Timesheet,
  entryIds: readonly string[],
  decisions: readonly Decision[],
): void {
  const entries = new Map(timesheet.entries.map((entry) => [entry.entryId, entry]));
  for (const [index, decision] of decisions.entries()) {
    const entry = entries.get(entryIds[index] ?? '');
    if (decision === 'decided') tally.decided += 1;
    if (decision === 'decided' && entry !== undefined) tally.entriesSum.add(timesheet, entry);
    if (decision === 'unchanged') tally.unchanged += 1;
    if (decision === 'certified') tally.certifiedEntryIds.push(entryIds[index] ?? '');
    if (decision === 'own') tally.ownEntryIds.push(entryIds[index] ?? '');
    if (decision === 'changed') tally.changedEntryIds.push(entryIds[index] ?? '');
  }
}
