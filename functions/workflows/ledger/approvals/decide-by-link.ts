import {
  type ApprovalRequest,
  MAX_REJECTIONS,
  stateOfRequest,
} from '../../../domain/approval/approval-request.ts';
import { type AskedShift, askedShifts, markOf } from '../../../domain/approval/asked-shift.ts';
import { isSecretOf, readLinkToken } from '../../../domain/approval/link-token.ts';
import { EntriesSum } from '../../../domain/hours/entries-sum.ts';
import type { HoursLedger } from '../../../domain/ports/hours-ledger.ts';
import type { ApprovalRequests } from '../../../domain/ports/supervision/approval-requests.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { CONFLICT, retryOnConflict } from '../../retry-on-conflict.ts';
import { decideOnTargets, type Target } from '../approve-hours.ts';
import { type HoldDeps, holdLedger } from '../hold-ledger.ts';
import { type RequestView, supervisorOf, timesheetsOf, type ViewDeps, viewOf } from './request-view.ts';

export interface LinkDeps extends ViewDeps, HoldDeps {
  readonly ledger: HoursLedger;
  readonly requests: ApprovalRequests;
  readonly now: () => string;
}

/** What the supervisor decides: shifts as the page showed them. */
export interface LinkDecision {
  readonly decision: 'approved' | 'rejected';
  readonly shifts: readonly { readonly entryId: string; readonly mark: string }[];
  readonly reason: string;
}

/** What a decision by link did, in shifts. */
export interface LinkOutcome {
  readonly decided: number;
  /** Decided before, by whomever. */
  readonly already: number;
  /** Not decided, because they are not as the page showed them any more. */
  readonly changed: number;
  /** Of the shifts that were decided on (`EntriesSum`). */
  readonly entriesSum: string;
}

const NOTHING: LinkOutcome = { decided: 0, already: 0, changed: 0, entriesSum: new EntriesSum().text };

/**
 * Returns the request that a link leads to.
 *
 * @throws Refusal NOT_FOUND for a link that nobody was sent.
 */
export async function requestOfLink(
  token: string,
  { requests }: Pick<LinkDeps, 'requests'>,
): Promise<ApprovalRequest> {
  const read = readLinkToken(token);
  const request = read && (await requests.find(read.requestId));
  if (request === undefined || !isSecretOf(request, read?.secret ?? ''))
    throw new Refusal('NOT_FOUND', 'This link leads nowhere; it may have been cut off when it was copied.');
  return request;
}

/** Returns what a link shows. A supervisor who was removed since has no request any more. */
export async function openLink(request: ApprovalRequest, deps: LinkDeps): Promise<RequestView> {
  const view = await viewOf(await closedIfDecided(request, deps), deps);
  return view.supervisor === undefined ? { ...view, state: 'withdrawn' } : view;
}

/**
 * Approves or rejects shifts in the name of the supervisor to whose registered address the link was sent. A shift that
 * was decided before, or isn't as the page showed it, stays as it is. Where the link doesn't work any more nothing is
 * decided, and the view says why.
 *
 * @throws Refusal IMPORT_RUNNING or LEDGER_BUSY, as `holdLedger`; TOO_MANY_REQUESTS after too many rejections.
 */
export async function decideByLink(
  request: ApprovalRequest,
  decision: LinkDecision,
  deps: LinkDeps,
): Promise<{ readonly view: RequestView; readonly outcome: LinkOutcome }> {
  const supervisor = await supervisorOf(request, deps);
  if (supervisor === undefined || stateOfRequest(request, deps.now()) !== 'open')
    return { view: await openLink(request, deps), outcome: NOTHING };
  const noted = decision.decision === 'rejected' ? await noteReason(request, decision, deps) : request;
  const outcome = await holdLedger([request.issuerId], deps, async (lease) => {
    const { targets, outcome } = targetsOf(
      noted,
      askedShifts(noted, await timesheetsOf(noted, deps)),
      decision,
    );
    const marks = new Map(decision.shifts.map(({ entryId, mark }) => [entryId, mark]));
    const tally = await decideOnTargets(
      targets,
      {
        status: decision.decision,
        at: deps.now(),
        by: supervisor.personId,
        kind: 'link',
        requestId: request.requestId,
        separatesPeople: true,
        isAsSeen: (entry) => entry.status === 'pending' && markOf(entry) === marks.get(entry.entryId),
      },
      lease,
      deps,
    );
    return {
      decided: tally.decided,
      entriesSum: tally.entriesSum.text,
      already: outcome.already + tally.unchanged,
      changed: outcome.changed + tally.changedEntryIds.length + tally.certifiedEntryIds.length,
    };
  });
  return { view: await openLink(noted, deps), outcome };
}

/** Sorts what a decision is about: shifts that wait as the page showed them, and others. */
function targetsOf(
  { issuerId }: ApprovalRequest,
  shifts: readonly AskedShift[],
  decision: LinkDecision,
): { readonly targets: readonly Target[]; readonly outcome: LinkOutcome } {
  const byId = new Map(shifts.map((shift) => [shift.entryId, shift]));
  const meant = decision.shifts.flatMap(({ entryId, mark }) => {
    const shift = byId.get(entryId);
    return shift === undefined ? [] : [{ shift, mark }];
  });
  const waiting = meant.filter(({ shift, mark }) => shift.standing === 'waiting' && shift.mark === mark);
  const decided = meant.filter(({ shift }) => shift.standing === 'approved' || shift.standing === 'rejected');
  const ofTimesheets = Map.groupBy(waiting, ({ shift }) => `${shift.volunteerId}#${shift.opportunityId}`);
  const targets = [...ofTimesheets.values()].flatMap((some): Target[] => {
    const [first] = some;
    if (first === undefined) return [];
    const { volunteerId, opportunityId } = first.shift;
    return [{ issuerId, volunteerId, opportunityId, entryIds: some.map(({ shift }) => shift.entryId) }];
  });
  return {
    targets,
    outcome: {
      decided: 0,
      already: decided.length,
      changed: decision.shifts.length - waiting.length - decided.length,
      entriesSum: NOTHING.entriesSum,
    },
  };
}

/** Notes why shifts are rejected, before they are: a reason is never lost. */
const noteReason = (
  request: ApprovalRequest,
  { shifts, reason }: LinkDecision,
  deps: LinkDeps,
): Promise<ApprovalRequest> =>
  changeRequest(request, deps, (present) => {
    if (present.rejections.length >= MAX_REJECTIONS)
      throw new Refusal('TOO_MANY_REQUESTS', 'This link has been used too often; ask for another.');
    const asked = new Set(present.entries.map(({ entryId }) => entryId));
    const entryIds = shifts.map(({ entryId }) => entryId).filter((entryId) => asked.has(entryId));
    return { ...present, rejections: [...present.rejections, { at: deps.now(), entryIds, reason }] };
  });

/** Notes that nothing is left to decide, once that is so. */
async function closedIfDecided(request: ApprovalRequest, deps: LinkDeps): Promise<ApprovalRequest> {
  if (stateOfRequest(request, deps.now()) !== 'open') return request;
  const shifts = askedShifts(request, await timesheetsOf(request, deps));
  if (shifts.some(({ standing }) => standing === 'waiting')) return request;
  return changeRequest(request, deps, (present) => ({ decidedAt: deps.now(), ...present }));
}

/**
 * Withdraws a request: its link shows nothing and decides nothing from then on. Again, it changes nothing.
 *
 * @throws Refusal STATE_CONFLICT where everything is decided already.
 */
export const withdrawRequest = (
  request: ApprovalRequest,
  by: string,
  deps: Pick<LinkDeps, 'requests' | 'now'>,
): Promise<ApprovalRequest> =>
  changeRequest(request, deps, (present) => {
    if (present.decidedAt !== undefined)
      throw new Refusal('STATE_CONFLICT', 'Everything that was asked for is decided.', { state: 'decided' });
    return { withdrawn: { at: deps.now(), by }, ...present };
  });

/** Changes a request by a pure step, on the condition that nobody changed it in between. */
const changeRequest = (
  request: ApprovalRequest,
  { requests }: Pick<LinkDeps, 'requests'>,
  step: (present: ApprovalRequest) => ApprovalRequest,
): Promise<ApprovalRequest> => {
  let present: ApprovalRequest | undefined = request;
  return retryOnConflict('This request is', async () => {
    present ??= await requests.find(request.requestId);
    if (present === undefined) throw new Error(`The request ${request.requestId} is gone`);
    const after = { ...step(present), revision: present.revision + 1 };
    if (await requests.put(after)) return after;
    present = undefined;
    return CONFLICT;
  });
};
