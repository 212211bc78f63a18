import { type NameDecision, type NameReview, reviewOf, wantedName } from '../../domain/hours/name-review.ts';
import { withDecidedName } from '../../domain/hours/renaming.ts';
import { type Volunteer, type VolunteerKey, volunteerName } from '../../domain/hours/volunteer.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { NameReviews } from '../../domain/ports/name-reviews.ts';
import type { Page, PageRequest } from '../../domain/ports/page.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type HoldDeps, holdLedger } from './hold-ledger.ts';
import { LedgerWriter } from './ledger-writer.ts';
import type { ReviewedName } from './review-name.ts';

export interface NameRequestDeps extends HoldDeps {
  readonly ledger: HoursLedger;
  readonly reviews: NameReviews;
}

/** Returns a page of the requests that wait, each with the name as it is now. Requests that were met are left out. */
export async function listNameRequests(
  issuerIds: readonly string[],
  page: PageRequest,
  { ledger, reviews }: Pick<NameRequestDeps, 'ledger' | 'reviews'>,
): Promise<Page<ReviewedName>> {
  const { items, cursor } = await reviews.requests(issuerIds, page);
  const profiles = new Map((await ledger.volunteers(items)).map((one) => [volunteerName(one), one]));
  const waiting = items.flatMap((review) => {
    const volunteer = profiles.get(volunteerName(review));
    return volunteer && reviewOf(review, volunteer)?.state === 'requested' ? [{ volunteer, review }] : [];
  });
  return { items: waiting, cursor };
}

/**
 * Decides on a request for another name: approved, the ledger has it from now on, and certificates bear it.
 *
 * @throws Refusal NOT_FOUND; SAME_PERSON for who asked, or is the volunteer, and would approve; CORRECTION_DECIDED where nothing waits; IMPORT_RUNNING or LEDGER_BUSY, as `holdLedger`.
 */
export async function decideNameRequest(
  request: VolunteerKey & {
    readonly decision: NameDecision;
    readonly actor: string;
    readonly note: string | undefined;
    /** Whether the actor is a volunteer. */
    readonly isVolunteer: (volunteer: VolunteerKey) => boolean;
  },
  deps: NameRequestDeps,
): Promise<ReviewedName> {
  const { issuerId, decision, actor, note } = request;
  return holdLedger([issuerId], deps, async (lease) => {
    const [[before], review] = await Promise.all([
      deps.ledger.volunteers([request]),
      deps.reviews.find(request),
    ]);
    if (before === undefined || review === undefined)
      throw new Refusal('NOT_FOUND', 'Your issuers have no such request.');
    if (review.state !== 'requested') throw decidedAlready(review);
    if (decision === 'approve' && (review.reviewedBy === actor || request.isVolunteer(review)))
      throw new Refusal('SAME_PERSON', 'You asked for this name; another person approves it.');
    const volunteer = decision === 'approve' ? withWantedName(before, review) : before;
    if (decision === 'approve') {
      // Before the request is closed: whoever dies in between finds it met.
      const writer = new LedgerWriter(deps.ledger, lease);
      await writer.add({ volunteers: [volunteer] });
      await writer.flush();
    }
    const decided: NameReview = {
      ...review,
      revision: review.revision + 1,
      state: decision === 'approve' ? 'corrected' : 'declined',
      decidedAt: deps.now(),
      decidedBy: actor,
      decisionNote: note ?? null,
    };
    if (await deps.reviews.put(decided)) return { volunteer, review: decided };
    throw new Refusal('STATE_CONFLICT', 'The request has changed in the meantime; look at it again.');
  });
}

/**
 * Returns a profile with the name that was asked for, also where an import has reported another. It is the issuer's own
 * from now on, no copy of the registry's.
 */
function withWantedName(before: Volunteer, review: NameReview): Volunteer {
  const { fromRegistry: _copied, ...profile } = before;
  return withDecidedName(profile, wantedName(review, before));
}

const decidedAlready = ({ state, decidedAt, decidedBy }: NameReview) =>
  new Refusal('CORRECTION_DECIDED', 'No request for this name is waiting for a decision.', {
    state,
    decidedAt,
    decidedBy,
  });
