import type { ApprovalRequestState } from '../../../../functions/domain/approval/approval-request.ts';
import type { ShiftStanding } from '../../../../functions/domain/approval/asked-shift.ts';

/** The messages about approvals by link, in English. */
export const APPROVALS_EN = {
  supervisorHeadings: ['supervisor', 'name', 'issuer'],
  supervisorsEmpty:
    'Nobody approves hours by link yet. An administrator registers a supervisor: npx tawtheeq people invite EMAIL --name NAME --role supervisor --by-link',
  approvalAsked: (name: string, shifts: number, until: string) =>
    `A link was sent to ${name}. It asks for ${shifts === 1 ? 'one shift' : `${shifts} shifts`}, and is valid until ${until}.`,
  approvalRequestIs: (requestId: string) => `What was decided: npx tawtheeq hours show ${requestId}`,
  approvalRequestsEmpty: 'Nobody was asked to approve hours by link.',
  approvalRequestHeadings: ['request', 'supervisor', 'state', 'shifts', 'asked', 'valid until', 'issuer'],
  approvalRequestStates: {
    open: 'waits for the supervisor',
    decided: 'decided',
    expired: 'the link has ended',
    withdrawn: 'withdrawn',
  } satisfies Readonly<Record<ApprovalRequestState, string>> as Readonly<
    Record<ApprovalRequestState, string>
  >,
  askedShiftHeadings: ['day', 'name', 'volunteer', 'hours', 'decision', 'reason'],
  shiftStandings: {
    waiting: 'waits',
    approved: 'approved',
    rejected: 'rejected',
    gone: 'withdrawn with its import',
  } satisfies Readonly<Record<ShiftStanding, string>> as Readonly<Record<ShiftStanding, string>>,
  approvalRequestWithdrawn: (requestId: string) =>
    `${requestId}: withdrawn. Its link shows nothing any more.`,
};
