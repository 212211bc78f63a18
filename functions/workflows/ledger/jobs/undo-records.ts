import { type Opportunity, opportunityName } from '../../../domain/hours/opportunity.ts';
import { type Volunteer, volunteerName } from '../../../domain/hours/volunteer.ts';
import type { Change } from '../../../domain/import/import-changes.ts';
import { sameContent } from '../../../domain/import/same-content.ts';
import type { HoursLedger } from '../../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../../domain/ports/opportunity-catalogue.ts';
import { opportunityDeltas } from '../../../domain/report/report-contribution.ts';
import type { LedgerWriter } from '../ledger-writer.ts';
import { profileWrites } from '../registry.ts';
import { isAsLeft } from './find-obstacles.ts';

interface UndoDeps {
  readonly ledger: HoursLedger;
  readonly catalogue: Pick<OpportunityCatalogue, 'findMany'>;
}

/** Undoes changes of volunteers. Skips those that are no longer as the import left them: they were undone before. */
export async function undoVolunteers(
  changes: readonly Change<Volunteer>[],
  writer: LedgerWriter,
  { ledger }: UndoDeps,
): Promise<void> {
  const recorded = await ledger.volunteers(changes.map(({ after }) => after));
  const byName = new Map(recorded.map((volunteer) => [volunteerName(volunteer), volunteer]));
  for (const { before, after } of changes) {
    const now = byName.get(volunteerName(after));
    if (now === undefined || !isAsLeft(now, after)) continue;
    const writes =
      before === null ? [{ removedVolunteers: [after] }] : await profileWrites(now, before, ledger);
    for (const write of writes) await writer.add(write);
  }
}

/** Undoes changes of opportunities. Skips those that are no longer as the import left them. */
export async function undoOpportunities(
  changes: readonly Change<Opportunity>[],
  writer: LedgerWriter,
  { catalogue }: UndoDeps,
): Promise<void> {
  const recorded = await catalogue.findMany(changes.map(({ after }) => after));
  const byName = new Map(recorded.map((opportunity) => [opportunityName(opportunity), opportunity]));
  for (const { before, after } of changes) {
    if (!sameContent(byName.get(opportunityName(after)), after)) continue;
    if (before !== null) {
      await writer.add({ opportunities: [before], reportDeltas: opportunityDeltas(after, before) });
      continue;
    }
    const reportDeltas = opportunityDeltas(undefined, after).map((delta) => ({ ...delta, by: -delta.by }));
    await writer.add({ removedOpportunities: [after], reportDeltas });
  }
}
