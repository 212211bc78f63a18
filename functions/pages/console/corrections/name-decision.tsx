import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ApiRefusal, type Problem } from '../../../client/api-errors.ts';
import type { Route } from '../../../routes/route.ts';
import { Callout } from '../../components/callout.tsx';
import { Failure } from '../../components/failure.tsx';
import { Fault } from '../../components/fault.tsx';
import { LabelledField } from '../../components/labelled-field.tsx';
import { filled, OwnWords, TypedText } from '../../components/reader.tsx';
import { useDraft } from '../../components/use-draft.ts';
import { WorkButton } from '../../components/work-button.tsx';
import { useFormat } from '../issuer-names.ts';
import { MayDo } from '../may-do.tsx';
import { usePeopleNames } from '../people-names.ts';
import { useCorrectionWords } from './words.ts';

export interface Decided {
  readonly decision: 'approve' | 'reject';
  readonly note: string;
}

/** A name in both scripts; null where nothing is asked for, or nothing is there. */
interface Names {
  readonly nameAr: string | null;
  readonly nameEn: string | null;
}

const EMPTY = { note: '' } as const;

/** Old and new side by side, and the decision. What is typed stays over a sign-in. */
export function NameDecision(props: {
  readonly id: string;
  /** What decides. */
  readonly route: Route;
  readonly issuerId: string;
  readonly title: ReactNode;
  readonly askedAt: string;
  readonly old: Names;
  readonly wanted: Names;
  /** Who asked for the issuer; undefined where the person whose name it is did. */
  readonly asker?: string | undefined;
  readonly note: string;
  readonly decide: (decided: Decided) => Promise<unknown>;
  /** The key of the list that the request stands in. */
  readonly list: string;
  readonly children?: ReactNode;
}) {
  const words = useCorrectionWords();
  const format = useFormat(props.issuerId);
  const nameOf = usePeopleNames();
  const [draft, setDraft, forgetDraft] = useDraft<{ note: string }>(`decision ${props.id}`, EMPTY);
  const [lacksReason, setLacksReason] = useState(false);
  const queries = useQueryClient();
  const decide = useMutation({
    mutationFn: props.decide,
    onSuccess: forgetDraft,
    onSettled: (_done, error) =>
      Promise.all(
        // What somebody else has decided stays until the list is next read, and says so.
        [['waiting'], ...(decisionIn(error) === undefined ? [[props.list]] : [])].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  });
  const decided = decisionIn(decide.error);
  const send = (decision: Decided['decision']) => {
    const note = draft.note.trim();
    setLacksReason(decision === 'reject' && note === '');
    if (decision === 'reject' && note === '') return;
    decide.mutate({ decision, note });
  };
  return (
    <article className="panel">
      <h3>{props.title}</h3>
      <p className="quiet">
        {filled(props.asker === undefined ? words.askedOn : words.askedFor, {
          ...format.moment(props.askedAt),
          name: <OwnWords text={nameOf(props.asker ?? '')} />,
        })}
      </p>
      <div className="compared">
        <Side title={words.old} names={props.old} absent={words.missing} />
        <Side title={words.new} names={props.wanted} absent={words.unchanged} isNew />
      </div>
      {props.note !== '' && (
        <p>
          {words.note}: <OwnWords text={props.note} />
        </p>
      )}
      {decided !== undefined ? (
        <DecidedMeanwhile decided={decided} issuerId={props.issuerId} />
      ) : (
        <>
          {props.children}
          {decide.error && <Failure error={decide.error} />}
          <MayDo route={props.route} issuerId={props.issuerId}>
            <LabelledField
              label={words.reason}
              value={draft.note}
              onChange={(note) => setDraft({ note })}
              maxLength={1000}
              isLong
            />
            {lacksReason && <Fault>{words.reasonMissing}</Fault>}
            <div className="actions">
              <WorkButton isMain isWorking={decide.isPending} onPress={() => send('approve')}>
                {words.approve}
              </WorkButton>
              <WorkButton isWorking={decide.isPending} onPress={() => send('reject')}>
                {words.reject}
              </WorkButton>
            </div>
          </MayDo>
        </>
      )}
    </article>
  );
}

function Side(props: {
  readonly title: string;
  readonly names: Names;
  readonly absent: string;
  readonly isNew?: true;
}) {
  const { nameAr, nameEn } = props.names;
  return (
    <div className={props.isNew ? 'new' : ''}>
      <p className="quiet">{props.title}</p>
      {nameAr ? <TypedText text={nameAr} language="ar" /> : <p className="quiet">{props.absent}</p>}
      {nameEn ? <TypedText text={nameEn} language="en" /> : <p className="quiet">{props.absent}</p>}
    </div>
  );
}

/** Returns the facts of another decision, which a refusal names; undefined for any other error. */
const decisionIn = (error: unknown): Problem | undefined =>
  error instanceof ApiRefusal && error.code === 'CORRECTION_DECIDED' ? error.problem : undefined;

/** By the states of both kinds of requests; any other was not decided by staff. */
const DECISIONS: Readonly<Record<string, 'approved' | 'rejected'>> = {
  approved: 'approved',
  corrected: 'approved',
  rejected: 'rejected',
  declined: 'rejected',
};

/** Says who has decided meanwhile, and how. */
function DecidedMeanwhile(props: { readonly decided: Problem; readonly issuerId: string }) {
  const { decidedMeanwhile: words } = useCorrectionWords();
  const format = useFormat(props.issuerId);
  const nameOf = usePeopleNames();
  const { state, decidedAt, decidedBy } = props.decided;
  const decision = DECISIONS[String(state)];
  const text =
    decision === undefined
      ? words.other
      : filled(words[decision], {
          name: <OwnWords text={nameOf(String(decidedBy))} />,
          ...format.moment(String(decidedAt)),
        });
  return <Callout tone="warn">{text}</Callout>;
}
