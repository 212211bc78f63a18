import { type ApprovalRequest, stateOfRequest } from '../../domain/approval/approval-request.ts';
import type { Instant } from '../../domain/calendar-date.ts';
import { type Issuer, issuerOf } from '../../domain/issuer.ts';
import type { StaffRegister } from '../../domain/staff/staff-register.ts';
import type { NamedShift, RequestView } from '../../workflows/ledger/approvals/request-view.ts';

/** Returns a request as the API lists it. */
export function requestSummary(request: ApprovalRequest, registers: readonly StaffRegister[], now: Instant) {
  const { requestId, issuerId, supervisorId, askedBy, askedAt, validUntil, opportunityIds } = request;
  const supervisor = registers
    .find((register) => register.issuerId === issuerId)
    ?.people.find(({ personId }) => personId === supervisorId);
  return {
    requestId,
    issuerId,
    state: stateOfRequest(request, now),
    supervisorId,
    supervisorName: supervisor?.name ?? null,
    askedBy,
    askedAt,
    validUntil,
    importId: request.importId ?? null,
    opportunityIds: [...opportunityIds],
    shiftCount: request.entries.length,
    decidedAt: request.decidedAt ?? null,
    withdrawnAt: request.withdrawn?.at ?? null,
  };
}

/** Returns a request with its shifts, as staff see it. */
export const requestDetails = (
  summary: ReturnType<typeof requestSummary>,
  { shifts }: Pick<RequestView, 'shifts'>,
) => ({
  ...summary,
  shifts: shifts.map((shift) => ({ ...shownShift(shift), volunteerId: shift.volunteerId })),
});

/** Returns what the link of a request shows: nobody's name once it has ended or was withdrawn. */
export function linkViewOf(
  { request, state, supervisor, opportunities, shifts }: RequestView,
  issuers: ReadonlyMap<string, Issuer>,
) {
  const { nameAr, nameEn, country, email } = issuerOf(issuers, request.issuerId);
  const isShown = state === 'open' || state === 'decided';
  return {
    state,
    issuer: { nameAr, nameEn, country, email },
    supervisorName: isShown ? (supervisor?.name ?? null) : null,
    askedAt: request.askedAt,
    validUntil: request.validUntil,
    opportunities: isShown
      ? opportunities.map(({ opportunityId, titleAr, titleEn }) => ({ opportunityId, titleAr, titleEn }))
      : [],
    shifts: isShown ? shifts.map((shift) => ({ ...shownShift(shift), mark: shift.mark })) : [],
  };
}

const shownShift = ({ entryId, opportunityId, nameAr, nameEn, standing, entry, ...shift }: NamedShift) => ({
  entryId,
  opportunityId,
  nameAr,
  nameEn,
  date: entry?.date ?? null,
  start: entry?.start ?? null,
  end: entry?.end ?? null,
  minutes: entry?.minutes ?? 0,
  standing,
  isChanged: shift.isChanged,
  reason: shift.reason,
});
