import type { HoursSheet } from '../../domain/hours/hours.ts';
import { type Decision, decideHours, type Stamp } from '../../domain/hours/record-hours.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import { volunteerDeltas } from '../../domain/report/report-contribution.ts';
import { type HoldParts, holdLedger } from './hold-ledger.ts';
import { LedgerSteps } from './ledger-steps.ts';

export type HoursSelection =
  /** Entries by their IDs. */
  | { readonly issuerId: string; readonly entryIds: readonly string[] }
  /** All pending entries of one opportunity, some volunteers at a time. */
  | { readonly issuerId: string; readonly opportunityId: string; readonly cursor?: string | undefined };

export interface HoursDecision {
  readonly decided: number;
  readonly unchanged: number;
  /** Entries that a certificate counts; they don't change. */
  readonly certifiedEntryIds: readonly string[];
  readonly unknownEntryIds: readonly string[];
  /** Where to go on with the same opportunity; null at its end. */
  readonly cursor: string | null;
}

export interface ApprovalParts extends HoldParts {
  readonly ledger: HoursLedger;
}

const VOLUNTEERS_AT_ONCE = 100;

/** Some entries of one sheet. */
interface Target {
  readonly volunteerId: string;
  readonly opportunityId: string;
  /** Undefined: all that are pending. */
  readonly entryIds?: readonly string[];
}

/** Approves or rejects hours, with who and when; what a certificate counts stays as it is. */
export async function decideOnHours(
  selection: HoursSelection,
  status: 'approved' | 'rejected',
  stamp: Stamp,
  parts: ApprovalParts,
): Promise<HoursDecision> {
  return holdLedger([selection.issuerId], parts, async (lease) => {
    const { targets, unknownEntryIds, cursor } = await targetsOf(selection, parts);
    const tally = { decided: 0, unchanged: 0, certifiedEntryIds: [] as string[] };
    const steps = new LedgerSteps(parts.ledger, lease);
    for (const [volunteerId, ofVolunteer] of Map.groupBy(targets, (target) => target.volunteerId)) {
      const record = await parts.ledger.volunteerRecord(volunteerId);
      if (record === undefined) continue;
      const { gender } = record.volunteer;
      let { sheets } = record;
      for (const target of ofVolunteer) {
        const sheet = sheets.find(({ opportunityId }) => opportunityId === target.opportunityId);
        if (sheet === undefined) continue;
        const entryIds = target.entryIds ?? pendingOf(sheet);
        const { sheet: after, decisions } = decideHours(sheet, entryIds, status, stamp);
        count(tally, entryIds, decisions);
        if (after === sheet) continue;
        const changed = sheets.map((one) => (one === sheet ? after : one));
        const reportDeltas = volunteerDeltas({ gender, sheets }, { gender, sheets: changed });
        await steps.add({ sheets: [after], reportDeltas });
        sheets = changed;
      }
    }
    await steps.flush();
    return { ...tally, unknownEntryIds, cursor };
  });
}

async function targetsOf(selection: HoursSelection, { ledger }: ApprovalParts) {
  if ('opportunityId' in selection) {
    const { opportunityId, cursor } = selection;
    const page = await ledger.volunteersOf(opportunityId, { limit: VOLUNTEERS_AT_ONCE, cursor });
    const targets = page.items.map((volunteerId): Target => ({ volunteerId, opportunityId }));
    return { targets, unknownEntryIds: [], cursor: page.cursor };
  }
  const { issuerId, entryIds } = selection;
  const places = await ledger.entryPlaces(issuerId, entryIds);
  const found = new Set(places.map(({ entryId }) => entryId));
  const bySheet = Map.groupBy(places, ({ volunteerId, opportunityId }) => `${volunteerId}#${opportunityId}`);
  const targets = [...bySheet.values()].flatMap((some): Target[] => {
    const [first] = some;
    return first ? [{ ...first, entryIds: some.map(({ entryId }) => entryId) }] : [];
  });
  return {
    targets,
    unknownEntryIds: entryIds.filter((entryId) => !found.has(entryId)),
    cursor: null,
  };
}

const pendingOf = ({ entries }: HoursSheet) =>
  entries.filter(({ status }) => status === 'pending').map(({ entryId }) => entryId);

function count(
  tally: { decided: number; unchanged: number; certifiedEntryIds: string[] },
  entryIds: readonly string[],
  decisions: readonly Decision[],
): void {
  for (const [place, decision] of decisions.entries()) {
    if (decision === 'decided') tally.decided += 1;
    if (decision === 'unchanged') tally.unchanged += 1;
    if (decision === 'certified') tally.certifiedEntryIds.push(entryIds[place] ?? '');
  }
}
