import { allItems } from '../../../domain/all-items.ts';
import type { Instant } from '../../../domain/calendar-date.ts';
import type { Timesheet, TimesheetKey } from '../../../domain/hours/hours.ts';
import type { Opportunity, OpportunityKey } from '../../../domain/hours/opportunity.ts';
import { renamed } from '../../../domain/hours/renaming.ts';
import { countable } from '../../../domain/hours/suspend-entries.ts';
import { sameProfile, type Volunteer } from '../../../domain/hours/volunteer.ts';
import type { Import } from '../../../domain/import/import.ts';
import type { Change, EntryChange } from '../../../domain/import/import-changes.ts';
import type { FileKind } from '../../../domain/import/import-record.ts';
import { sameContent } from '../../../domain/import/same-content.ts';
import { obstacleTo } from '../../../domain/import/withdraw-entries.ts';
import type { WithdrawalObstacle } from '../../../domain/import/withdrawal.ts';
import type { CertificateRegister } from '../../../domain/ports/certificate-register.ts';
import type { HoursLedger, VolunteerRecord } from '../../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../../domain/ports/opportunity-catalogue.ts';
import { recordsWith } from '../registry.ts';

export interface ObstacleDeps {
  readonly ledger: HoursLedger;
  readonly catalogue: Pick<OpportunityCatalogue, 'findMany'>;
  readonly certificates: Pick<CertificateRegister, 'find'>;
}

/** The import that is being withdrawn. */
export type WithdrawnImport = Pick<Import, 'importId' | 'createdAt'>;

const TIMESHEETS_PER_PAGE = 100;

/** Returns what prevents undoing the changes of one volunteer's entries. */
export async function entryObstacles(
  changes: readonly EntryChange[],
  record: VolunteerRecord | undefined,
  { importId }: WithdrawnImport,
  deps: ObstacleDeps,
): Promise<WithdrawalObstacle[]> {
  const obstacles = changes.flatMap((change): WithdrawalObstacle[] => {
    const { entryId } = change.after;
    const entry = record?.timesheets
      .find(({ opportunityId }) => opportunityId === change.opportunityId)
      ?.entries.find((one) => one.entryId === entryId);
    const found = obstacleTo(change, entry, importId);
    if (found === undefined) return [];
    return [
      found === 'changed' ? changedSince('hours', entryId) : certified('hours', entryId, found.certificateId),
    ];
  });
  const entryIds = new Set(changes.map(({ after }) => after.entryId));
  return [...obstacles, ...(await recognitionsOn(record, entryIds, deps))];
}

/** Returns the certificates that count or cite some entries of a volunteer, one for each entry that is counted. */
export async function certificatesOn(
  record: VolunteerRecord,
  entryIds: ReadonlySet<string>,
  deps: ObstacleDeps,
): Promise<WithdrawalObstacle[]> {
  const counted = record.timesheets
    .flatMap(({ entries }) => entries)
    .flatMap(({ entryId, certificateId }) =>
      certificateId !== undefined && entryIds.has(entryId)
        ? [certified('hours', entryId, certificateId)]
        : [],
    );
  return [...counted, ...(await recognitionsOn(record, entryIds, deps))];
}

/** A recognition cites entries and claims none, so only its evidence tells which. */
async function recognitionsOn(
  record: VolunteerRecord | undefined,
  entryIds: ReadonlySet<string>,
  { certificates }: ObstacleDeps,
): Promise<WithdrawalObstacle[]> {
  const obstacles: WithdrawalObstacle[] = [];
  for (const { certificateId } of record?.recognitions ?? []) {
    if (certificateId === undefined) continue;
    const evidence = (await certificates.find(certificateId))?.snapshot?.evidence ?? [];
    const cited = evidence.find(({ entryId }) => entryIds.has(entryId));
    if (cited !== undefined) obstacles.push(certified('hours', cited.entryId, certificateId));
  }
  return obstacles;
}

/** Returns what prevents undoing the change of a volunteer. The entries of the same import must be suspended before. */
export async function volunteerObstacles(
  { before, after }: Change<Volunteer>,
  withdrawn: WithdrawnImport,
  deps: ObstacleDeps,
): Promise<WithdrawalObstacle[]> {
  const { volunteerId } = after;
  const [recorded] = await deps.ledger.volunteers([after]);
  if (recorded === undefined || !isAsLeft(recorded, after)) return [changedSince('volunteers', volunteerId)];
  const records = await recordsWith(after, deps.ledger);
  const timesheets = records.flatMap((record) => record.timesheets);
  const recognitions = records.flatMap((record) => record.recognitions);
  const issued = await issuedSince(certificatesIn(records), withdrawn, deps);
  if (issued !== undefined) return [certified('volunteers', volunteerId, issued)];
  const isReferredTo = timesheets.some(isNeeded) || recognitions.length > 0;
  return before === null && isReferredTo ? [stillReferredTo('volunteers', volunteerId)] : [];
}

/** Returns what prevents undoing the change of an opportunity. The entries of the same import must be suspended before. */
export async function opportunityObstacles(
  { before, after }: Change<Opportunity>,
  withdrawn: WithdrawnImport,
  deps: ObstacleDeps,
): Promise<WithdrawalObstacle[]> {
  const { opportunityId } = after;
  const [recorded] = await deps.catalogue.findMany([after]);
  if (!sameContent(recorded, after)) return [changedSince('opportunities', opportunityId)];
  for await (const page of timesheetsOf(after, deps)) {
    const certificateIds = page.flatMap(({ certificateId }) => certificateId ?? []);
    const issued = await issuedSince(certificateIds, withdrawn, deps);
    if (issued !== undefined) return [certified('opportunities', opportunityId, issued)];
    if (before === null && page.some(isNeeded)) return [stillReferredTo('opportunities', opportunityId)];
  }
  return [];
}

/** Returns a certificate in force of a volunteer that was issued since an instant, if any was. */
export const certificateSince = async (
  volunteer: Volunteer,
  createdAt: Instant,
  deps: ObstacleDeps,
): Promise<string | undefined> =>
  issuedSince(certificatesIn(await recordsWith(volunteer, deps.ledger)), { createdAt }, deps);

const certificatesIn = (records: readonly VolunteerRecord[]): string[] =>
  records
    .flatMap(({ timesheets, recognitions }) => [...timesheets, ...recognitions])
    .flatMap(({ certificateId }) => certificateId ?? []);

/** Whether a profile is as an import left it, or as its release did. */
export const isAsLeft = (now: Volunteer, left: Volunteer): boolean =>
  sameProfile(now, left) || sameProfile(now, renamed(left));

async function* timesheetsOf(
  opportunity: OpportunityKey,
  { ledger }: ObstacleDeps,
): AsyncGenerator<Timesheet[]> {
  const { issuerId, opportunityId } = opportunity;
  let keys: TimesheetKey[] = [];
  const volunteerIds = allItems((cursor) =>
    ledger.volunteersOf(opportunity, { limit: TIMESHEETS_PER_PAGE, cursor }),
  );
  for await (const volunteerId of volunteerIds) {
    keys.push({ issuerId, volunteerId, opportunityId });
    if (keys.length < TIMESHEETS_PER_PAGE) continue;
    yield await ledger.timesheets(keys);
    keys = [];
  }
  if (keys.length > 0) yield await ledger.timesheets(keys);
}

/** Returns the first of some certificates in force that was issued since the import, if any was. */
async function issuedSince(
  certificateIds: readonly string[],
  { createdAt }: Pick<WithdrawnImport, 'createdAt'>,
  { certificates }: ObstacleDeps,
): Promise<string | undefined> {
  for (const certificateId of certificateIds)
    if (((await certificates.find(certificateId))?.reservedAt ?? '') >= createdAt) return certificateId;
  return undefined;
}

/** Returns whether a timesheet holds entries of other imports, or a certificate, and so needs its volunteer. */
const isNeeded = (timesheet: Timesheet): boolean =>
  countable(timesheet).entries.length > 0 || timesheet.certificateIds.length > 0 || timesheet.locked === true;

const certified = (kind: FileKind, id: string, certificateId: string): WithdrawalObstacle => ({
  code: 'CERTIFICATE_ISSUED',
  kind,
  id,
  certificateId,
});
const changedSince = (kind: FileKind, id: string): WithdrawalObstacle => ({
  code: 'CHANGED_SINCE',
  kind,
  id,
  certificateId: null,
});
const stillReferredTo = (kind: FileKind, id: string): WithdrawalObstacle => ({
  code: 'STILL_REFERRED_TO',
  kind,
  id,
  certificateId: null,
});
