import type { Finding } from '../finding.ts';
import { text } from '../table-contents.ts';
import type { JournaledAct } from './journal-acts.ts';

/** The acts that write a request for an approval by link; each has the hash of what it wrote. */
const WRITING = ['ask_approval', 'withdraw_approval_request', 'open_approval_link', 'decide_by_link'];

/**
 * Checks that each request for an approval by link is as an act of the journal wrote it, and none wrote it anew since:
 * whoever puts another hash of a secret, or other hours, into it approves in a supervisor's name.
 *
 * @param approvals the hash of each request, by its ID
 * @param acts in the order in which they began
 */
export function* checkApprovals(
  approvals: ReadonlyMap<string, string>,
  acts: readonly JournaledAct[],
): Generator<Finding> {
  const wrong = (id: string, message: string): Finding => ({
    rule: 'NOT_AS_JOURNALED',
    subject: `APPROVAL#${id}`,
    message,
  });
  // An act that was refused may have written as well: a request is withdrawn whose email could not be handed in.
  const writing = Map.groupBy(
    acts.filter((act) => WRITING.includes(act.act) && wrote(act) !== ''),
    ({ targets }) => text(targets, 'id'),
  );
  for (const [id, sha256] of approvals) {
    const of = writing.get(id) ?? [];
    const act = of.findLast((one) => wrote(one) === sha256);
    if (act === undefined) yield wrong(id, 'no act of the journal has written it so');
    // Acts at the same time may have written in either order.
    else if (of.some(({ begunAt }) => begunAt > act.endedAt))
      yield wrong(id, 'it is not what was written last');
  }
  for (const id of writing.keys()) if (!approvals.has(id)) yield wrong(id, 'it is missing');
}

const wrote = ({ targets }: JournaledAct): string => text(targets, 'approvalSha256');
