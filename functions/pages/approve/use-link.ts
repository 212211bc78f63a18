import { useCallback, useEffect, useState } from 'react';
import { ApiClient } from '../../client/api-client.ts';
import { ApiRefusal } from '../../client/api-errors.ts';
import * as approvals from '../../routes/approvals.ts';
import type { LinkDecision, LinkView, Shift } from './link-types.ts';

/** Why nothing could be read or recorded: keys of the texts, or that nobody was sent the link. */
export type LinkFailure = 'invalid' | 'unreachable' | 'busy' | 'tooMany';

export interface Decision {
  readonly decision: 'approved' | 'rejected';
  readonly shifts: readonly Shift[];
  readonly reason: string;
}

/** A link to hours, as the service answers. */
export interface Link {
  /** Undefined until it has been read. */
  readonly view: LinkView | undefined;
  /** What the last decision did. */
  readonly outcome: (LinkDecision & Pick<Decision, 'decision'>) | undefined;
  readonly failure: LinkFailure | undefined;
  readonly isBusy: boolean;
  readonly read: () => void;
  /** Sends a decision. Resolves to whether it was recorded. */
  readonly decide: (decision: Decision) => Promise<boolean>;
}

/** Reads what a link asks for, and sends decisions. The token stands in the bodies of requests only. */
export function useLink(token: string): Link {
  const [view, setView] = useState<LinkView>();
  const [outcome, setOutcome] = useState<Link['outcome']>();
  const [failure, setFailure] = useState<LinkFailure>();
  const [isBusy, setBusy] = useState(false);
  const run = useCallback(async (work: (api: ApiClient) => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await work(new ApiClient({ baseUrl: location.origin }));
      return true;
    } catch (error) {
      setFailure(failureOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  const read = useCallback(() => {
    void run(async (api) => setView(await api.call(approvals.openApprovalLink, { body: { token } })));
  }, [run, token]);
  useEffect(() => (token === '' ? setFailure('invalid') : read()), [read, token]);
  const decide = ({ decision, shifts, reason }: Decision) =>
    run(async (api) => {
      const marked = shifts.map(({ entryId, mark }) => ({ entryId, mark }));
      const body = { token, decision, shifts: marked, reason };
      const answer = await api.call(approvals.decideByLink, { body });
      setOutcome({ ...answer, decision });
      setView(answer.link);
    });
  return { view, outcome, failure, isBusy, read, decide };
}

function failureOf(error: unknown): LinkFailure {
  if (!(error instanceof ApiRefusal)) return 'unreachable';
  const { code } = error;
  if (code === 'NOT_FOUND' || code === 'BODY_INVALID') return 'invalid';
  if (code === 'IMPORT_RUNNING' || code === 'LEDGER_BUSY') return 'busy';
  return code === 'TOO_MANY_REQUESTS' ? 'tooMany' : 'unreachable';
}
