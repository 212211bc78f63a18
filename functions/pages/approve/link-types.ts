import type { decideByLink, openApprovalLink } from '../../routes/approvals.ts';
import type { JsonOf } from '../../routes/route-types.ts';

/** What the link shows. */
export type LinkView = JsonOf<typeof openApprovalLink, 200>;

/** A shift that somebody is asked to approve. */
export type Shift = LinkView['shifts'][number];

/** What a decision did, and what the link shows then. */
export type LinkDecision = JsonOf<typeof decideByLink, 200>;
