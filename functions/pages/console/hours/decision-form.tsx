import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { Failure } from '../../components/failure.tsx';
import { WorkButton } from '../../components/work-button.tsx';
import { useFormat } from '../issuer-names.ts';
import { useOwnRoles } from '../own-roles.tsx';
import { QuestionDialog } from '../question-dialog.tsx';
import {
  type Decision,
  type DecisionTotals,
  decideAll,
  decideEntries,
  type OpportunityKey,
  type PendingEntry,
} from './hours-queries.ts';
import { useHoursWords } from './words.ts';

/** Approves all pending hours after a look at the sample, or decides on those that were chosen. */
export function DecisionForm(props: {
  readonly opportunity: OpportunityKey;
  readonly entries: readonly PendingEntry[];
  readonly chosen: ReadonlySet<string>;
  readonly onDecided: () => void;
}) {
  const { opportunity, entries, chosen, onDecided } = props;
  const words = useHoursWords();
  const format = useFormat(opportunity.issuerId);
  const api = useApi();
  const queries = useQueryClient();
  const { subject } = useOwnRoles();
  const [sure, setSure] = useState(false);
  const [rejects, setRejects] = useState(false);
  const [totals, setTotals] = useState<DecisionTotals>();
  const decide = useMutation({
    mutationFn: ({ decision, all }: { readonly decision: Decision; readonly all: boolean }) =>
      all
        ? decideAll(api, opportunity, decision, setTotals)
        : decideEntries(api, opportunity.issuerId, [...chosen], decision, setTotals),
    onSuccess: onDecided,
    onSettled: () => {
      setRejects(false);
      setSure(false);
      for (const queryKey of [['pending-hours'], ['pending-opportunities'], ['waiting']])
        void queries.invalidateQueries({ queryKey });
    },
  });
  const number = (count: number) => format.numbers([count]);
  return (
    <section className="panel" aria-label={words.title}>
      {totals && <Outcome totals={totals} isDeciding={decide.isPending} />}
      {decide.error && <Failure error={decide.error} />}
      {entries.length > 0 && (
        <>
          {entries.some(({ recordedBy }) => recordedBy === subject) && <p>{words.own}</p>}
          <Checkbox className="checkbox" isSelected={sure} onChange={setSure}>
            <span className="box" aria-hidden="true" />
            {words.sure}
          </Checkbox>
          <div className="actions">
            <WorkButton
              isMain
              isWorking={decide.isPending}
              isDisabled={!sure}
              onPress={() => decide.mutate({ decision: 'approved', all: true })}
            >
              {words.approveAll} ({number(entries.length)})
            </WorkButton>
          </div>
          <p role="status">{words.chosen.replace('{count}', number(chosen.size))}</p>
          <div className="actions">
            <WorkButton
              isWorking={decide.isPending}
              isDisabled={chosen.size === 0}
              onPress={() => decide.mutate({ decision: 'approved', all: false })}
            >
              {words.approve}
            </WorkButton>
            <WorkButton
              isWorking={decide.isPending}
              isDisabled={chosen.size === 0}
              onPress={() => setRejects(true)}
            >
              {words.reject}
            </WorkButton>
          </div>
          <QuestionDialog
            title={words.rejectTitle}
            confirm={words.confirm}
            isOpen={rejects}
            isWorking={decide.isPending}
            onConfirm={() => decide.mutate({ decision: 'rejected', all: false })}
            onClose={() => setRejects(false)}
          >
            <p>{words.rejectText.replace('{count}', number(chosen.size))}</p>
          </QuestionDialog>
        </>
      )}
    </section>
  );
}

/** What a decision did, also while it goes on. */
function Outcome({ totals, isDeciding }: { readonly totals: DecisionTotals; readonly isDeciding: boolean }) {
  const words = useHoursWords();
  const format = useFormat();
  const text = (template: string, count: number) => template.replace('{count}', format.numbers([count]));
  if (isDeciding) return <p role="status">{text(words.deciding, totals.decided)}</p>;
  return (
    <Callout tone={totals.own + totals.certified > 0 ? 'warn' : 'good'}>
      <p>{text(words.decided, totals.decided)}</p>
      {totals.own > 0 && <p>{text(words.leftOwn, totals.own)}</p>}
      {totals.certified > 0 && <p>{text(words.leftCertified, totals.certified)}</p>}
    </Callout>
  );
}
