import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { askApproval, listSupervisors } from '../../../routes/approvals.ts';
import { useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { Choice } from '../../components/choice.tsx';
import { Failure } from '../../components/failure.tsx';
import { WorkButton } from '../../components/work-button.tsx';
import { useMay } from '../own-roles.tsx';
import { ApprovalRequests } from './approval-requests.tsx';
import type { OpportunityKey } from './hours-queries.ts';
import { useHoursWords } from './words.ts';

/** Asks who was there, and has no account, to approve the pending hours of an opportunity by a link. */
export function AskSupervisor({ opportunity }: { readonly opportunity: OpportunityKey }): ReactNode {
  const may = useMay();
  const { ask: words } = useHoursWords();
  const title = useId();
  if (!may(askApproval, opportunity.issuerId)) return null;
  return (
    <section className="panel" aria-labelledby={title}>
      <h2 id={title}>{words.title}</h2>
      <p>{words.lead}</p>
      <Asking {...opportunity} />
      <ApprovalRequests {...opportunity} />
    </section>
  );
}

function Asking({ issuerId, opportunityId }: OpportunityKey) {
  const { ask: words } = useHoursWords();
  const api = useApi();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const supervisors = useQuery({
    queryKey: ['supervisors', issuerId],
    queryFn: () => api.call(listSupervisors, { query: { issuer: issuerId } }),
  });
  const ask = useMutation({
    mutationFn: (supervisorId: string) =>
      api.call(askApproval, { body: { issuerId, opportunityId, supervisorId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['approval-requests'] }),
  });
  const options = (supervisors.data?.items ?? []).map(({ id, name }) => ({ value: id, text: name }));
  if (supervisors.error) return <Failure error={supervisors.error} again={() => supervisors.refetch()} />;
  if (supervisors.data !== undefined && options.length === 0) return <Callout>{words.nobody}</Callout>;
  return (
    <div className="form">
      <Choice
        label={words.who}
        placeholder={words.choose}
        value={chosen}
        onChange={setChosen}
        options={options}
      />
      {ask.error && <Failure error={ask.error} />}
      {ask.data && (
        <Callout tone="good">{words.sent.replace('{name}', ask.data.supervisorName ?? '')}</Callout>
      )}
      <WorkButton
        isWorking={ask.isPending}
        isDisabled={chosen === null}
        onPress={() => chosen !== null && ask.mutate(chosen)}
      >
        {words.send}
      </WorkButton>
    </div>
  );
}
