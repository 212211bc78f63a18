import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { askApproval, listSupervisors } from '../../../routes/approvals.ts';
import { useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { Choice } from '../../components/choice.tsx';
import { DayField } from '../../components/day-field.tsx';
import { Failure } from '../../components/failure.tsx';
import { Fault } from '../../components/fault.tsx';
import { filled } from '../../components/reader.tsx';
import { useDraft } from '../../components/use-draft.ts';
import { WorkButton } from '../../components/work-button.tsx';
import { useMay } from '../own-roles.tsx';
import type { OpportunityKey } from './hours-queries.ts';
import { useHoursWords } from './words.ts';

/** What is asked: whom, and of which days; all of them where a day is left out. */
interface Draft {
  readonly chosen: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

const NOTHING_CHOSEN: Draft = { chosen: null, from: null, to: null };

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
    </section>
  );
}

function Asking({ issuerId, opportunityId }: OpportunityKey) {
  const { ask: words } = useHoursWords();
  const api = useApi();
  const queries = useQueryClient();
  const [draft, setDraft, forgetDraft] = useDraft(`asking ${issuerId} ${opportunityId}`, NOTHING_CHOSEN);
  const { chosen, from, to } = draft;
  const isBackwards = from !== null && to !== null && from > to;
  const supervisors = useQuery({
    queryKey: ['supervisors', issuerId],
    queryFn: () => api.call(listSupervisors, { query: { issuer: issuerId } }),
  });
  const ask = useMutation({
    mutationFn: (supervisorId: string) =>
      api.call(askApproval, {
        body: {
          issuerId,
          opportunityId,
          supervisorId,
          ...(from === null ? {} : { from }),
          ...(to === null ? {} : { to }),
        },
      }),
    onSuccess: forgetDraft,
    onSettled: () => queries.invalidateQueries({ queryKey: ['approval-requests'] }),
  });
  if (supervisors.error) return <Failure error={supervisors.error} again={() => supervisors.refetch()} />;
  // A choice without options doesn't open, and doesn't say why.
  if (supervisors.data === undefined) return null;
  const options = supervisors.data.items.map(({ id, name }) => ({ value: id, text: name }));
  if (options.length === 0) return <Callout>{words.nobody}</Callout>;
  return (
    <div className="form">
      <Choice
        label={words.who}
        placeholder={words.choose}
        value={chosen}
        onChange={(supervisorId) => setDraft({ ...draft, chosen: supervisorId })}
        options={options}
      />
      <p className="quiet">{words.daysText}</p>
      <DayField label={words.from} value={from} onChange={(day) => setDraft({ ...draft, from: day })} />
      <DayField label={words.to} value={to} onChange={(day) => setDraft({ ...draft, to: day })} />
      {isBackwards && <Fault>{words.order}</Fault>}
      {ask.error && <Failure error={ask.error} />}
      {ask.data && (
        <Callout tone="good">{filled(words.sent, { name: ask.data.supervisorName ?? '' })}</Callout>
      )}
      <WorkButton
        isWorking={ask.isPending}
        isDisabled={chosen === null || isBackwards}
        onPress={() => chosen !== null && ask.mutate(chosen)}
      >
        {words.send}
      </WorkButton>
    </div>
  );
}
