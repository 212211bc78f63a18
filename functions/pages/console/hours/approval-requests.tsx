import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { listApprovalRequests, withdrawApprovalRequest } from '../../../routes/approvals.ts';
import type { JsonOf } from '../../../routes/route-types.ts';
import { useApi } from '../../components/api.tsx';
import { Failure } from '../../components/failure.tsx';
import { filled } from '../../components/reader.tsx';
import { AskedButton } from '../asked-button.tsx';
import { useFormat } from '../issuer-names.ts';
import { useMay } from '../own-roles.tsx';
import { ApprovalDecisions } from './approval-decisions.tsx';
import type { OpportunityKey } from './hours-queries.ts';
import { useHoursWords } from './words.ts';

type ApprovalRequest = JsonOf<typeof listApprovalRequests, 200>['items'][number];

/** As many of the newest requests of an issuer as are looked through for those of the opportunity. */
const LOOKED_THROUGH = 200;

/** Who was asked by a link about the hours of an opportunity, and where that stands. */
export function ApprovalRequests({ issuerId, opportunityId }: OpportunityKey) {
  const { ask: words } = useHoursWords();
  const api = useApi();
  const title = useId();
  const { data, error, refetch } = useQuery({
    queryKey: ['approval-requests', issuerId],
    staleTime: 0,
    queryFn: () => api.call(listApprovalRequests, { query: { issuer: issuerId, limit: LOOKED_THROUGH } }),
  });
  if (error) return <Failure error={error} again={() => refetch()} />;
  const requests = data?.items.filter(({ opportunityIds }) => opportunityIds.includes(opportunityId)) ?? [];
  if (requests.length === 0) return null;
  return (
    <section className="panel" aria-labelledby={title}>
      <h2 id={title}>{words.requests}</h2>
      <ul>
        {requests.map((request) => (
          <li key={request.requestId}>
            <Standing request={request} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Standing({ request }: { readonly request: ApprovalRequest }) {
  const { ask: words } = useHoursWords();
  const api = useApi();
  const queries = useQueryClient();
  const format = useFormat(request.issuerId);
  const may = useMay();
  const name = request.supervisorName ?? words.removed;
  const withdraw = useMutation({
    mutationFn: () => api.call(withdrawApprovalRequest, { path: { id: request.requestId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['approval-requests'] }),
  });
  return (
    <>
      <p>
        {filled(words.request, {
          name,
          date: format.moment(request.askedAt).date,
          state: words.states[request.state],
          until: format.moment(request.validUntil).date,
          count: format.number(request.shiftCount),
        })}
      </p>
      <ApprovalDecisions requestId={request.requestId} issuerId={request.issuerId} state={request.state} />
      {request.state === 'open' && may(withdrawApprovalRequest, request.issuerId) && (
        <AskedButton
          change={withdraw}
          text={words.withdraw}
          label={words.withdrawOf.replace('{name}', name)}
          confirm={words.confirm}
        >
          <p>{words.withdrawText}</p>
        </AskedButton>
      )}
    </>
  );
}
