import type { Opportunity } from '../../domain/hours/opportunity.ts';
import type { Volunteer } from '../../domain/hours/volunteer.ts';
import type { Change } from '../../domain/import/import-changes.ts';
import { sameContent } from '../../domain/import/same-content.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';
import { opportunityDeltas, volunteerDeltas } from '../../domain/report/report-contribution.ts';
import type { LedgerWriter } from './ledger-writer.ts';

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
  const recorded = await ledger.volunteers(changes.map(({ after }) => after.volunteerId));
  const byId = new Map(recorded.map((volunteer) => [volunteer.volunteerId, volunteer]));
  for (const { before, after } of changes) {
    if (!sameContent(byId.get(after.volunteerId), after)) continue;
    if (before === null) {
      await writer.add({ removedVolunteerIds: [after.volunteerId] });
      continue;
    }
    const { timesheets = [] } =
      before.gender === after.gender ? {} : ((await ledger.volunteerRecord(after.volunteerId)) ?? {});
    const reportDeltas = volunteerDeltas(
      { gender: after.gender, timesheets },
      { gender: before.gender, timesheets },
    );
    await writer.add({ volunteers: [before], reportDeltas });
  }
}

/** Undoes changes of opportunities. Skips those that are no longer as the import left them. */
export async function undoOpportunities(
  changes: readonly Change<Opportunity>[],
  writer: LedgerWriter,
  { catalogue }: UndoDeps,
): Promise<void> {
  const recorded = await catalogue.findMany(changes.map(({ after }) => after.opportunityId));
  const byId = new Map(recorded.map((opportunity) => [opportunity.opportunityId, opportunity]));
  for (const { before, after } of changes) {
    if (!sameContent(byId.get(after.opportunityId), after)) continue;
    if (before !== null) {
      await writer.add({ opportunities: [before], reportDeltas: opportunityDeltas(after, before) });
      continue;
    }
    const reportDeltas = opportunityDeltas(undefined, after).map((delta) => ({ ...delta, by: -delta.by }));
    await writer.add({ removedOpportunityIds: [after.opportunityId], reportDeltas });
  }
}
