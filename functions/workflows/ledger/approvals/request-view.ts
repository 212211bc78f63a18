import {
  type ApprovalRequest,
  type ApprovalRequestState,
  stateOfRequest,
} from '../../../domain/approval/approval-request.ts';
import { type AskedShift, askedShifts } from '../../../domain/approval/asked-shift.ts';
import type { Instant } from '../../../domain/calendar-date.ts';
import { chunksOf } from '../../../domain/chunks-of.ts';
import type { Timesheet, TimesheetKey } from '../../../domain/hours/hours.ts';
import type { Opportunity } from '../../../domain/hours/opportunity.ts';
import type { Volunteer } from '../../../domain/hours/volunteer.ts';
import type { HoursLedger } from '../../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../../domain/ports/opportunity-catalogue.ts';
import type { StaffRegisters } from '../../../domain/ports/supervision/staff-registers.ts';
import type { Person } from '../../../domain/staff/staff-register.ts';
import { KEYS_PER_READ } from '../import-references.ts';

export interface ViewDeps {
  readonly ledger: Pick<HoursLedger, 'timesheets' | 'volunteers'>;
  readonly catalogue: Pick<OpportunityCatalogue, 'findMany'>;
  readonly staff: Pick<StaffRegisters, 'find'>;
  readonly now: () => Instant;
}

/** A shift that was asked for, with the name of who was there. */
export interface NamedShift extends AskedShift {
  readonly nameAr: string;
  readonly nameEn: string;
}

/** A request as it stands. */
export interface RequestView {
  readonly request: ApprovalRequest;
  readonly state: ApprovalRequestState;
  /** Who approves by link; undefined once the person was removed. */
  readonly supervisor: Person | undefined;
  readonly opportunities: readonly Opportunity[];
  readonly shifts: readonly NamedShift[];
}

/** Returns a request with its shifts as the ledger has them now, by day, each with the volunteer's name. */
export async function viewOf(request: ApprovalRequest, deps: ViewDeps): Promise<RequestView> {
  const { issuerId, opportunityIds } = request;
  const [supervisor, opportunities, timesheets, volunteers] = await Promise.all([
    supervisorOf(request, deps),
    deps.catalogue.findMany(opportunityIds.map((opportunityId) => ({ issuerId, opportunityId }))),
    timesheetsOf(request, deps),
    volunteersOf(request, deps),
  ]);
  const names = new Map(volunteers.map((volunteer) => [volunteer.volunteerId, volunteer]));
  const shifts = askedShifts(request, timesheets).map((shift): NamedShift => {
    const { nameAr = shift.volunteerId, nameEn = shift.volunteerId } = names.get(shift.volunteerId) ?? {};
    return { ...shift, nameAr, nameEn };
  });
  return { request, state: stateOfRequest(request, deps.now()), supervisor, opportunities, shifts };
}

/** Returns who approves by link as a request says; undefined where the person was removed. */
export async function supervisorOf(
  { issuerId, supervisorId }: Pick<ApprovalRequest, 'issuerId' | 'supervisorId'>,
  { staff }: Pick<ViewDeps, 'staff'>,
): Promise<Person | undefined> {
  const [register] = await staff.find([issuerId]);
  return register?.people.find(({ personId, byLink }) => byLink === true && personId === supervisorId);
}

/** Returns the timesheets that hold the entries of a request, in no order. */
export async function timesheetsOf(
  { issuerId, entries }: ApprovalRequest,
  { ledger }: Pick<ViewDeps, 'ledger'>,
): Promise<Timesheet[]> {
  const keys = new Map<string, TimesheetKey>(
    entries.map(({ volunteerId, opportunityId }) => [
      `${volunteerId}#${opportunityId}`,
      { issuerId, volunteerId, opportunityId },
    ]),
  );
  const reads = chunksOf([...keys.values()], KEYS_PER_READ).map((some) => ledger.timesheets(some));
  return (await Promise.all(reads)).flat();
}

async function volunteersOf(
  { issuerId, entries }: ApprovalRequest,
  { ledger }: Pick<ViewDeps, 'ledger'>,
): Promise<Volunteer[]> {
  const keys = [...new Set(entries.map(({ volunteerId }) => volunteerId))].map((volunteerId) => ({
    issuerId,
    volunteerId,
  }));
  const reads = chunksOf(keys, KEYS_PER_READ).map((some) => ledger.volunteers(some));
  return (await Promise.all(reads)).flat();
}
