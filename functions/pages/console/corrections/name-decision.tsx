import { type ReactNode, useState } from 'react';
import { ApiRefusal } from '../../../client/api-errors.ts';
import type { Route } from '../../../routes/route.ts';
import { Callout } from '../../components/callout.tsx';
import { Failure } from '../../components/failure.tsx';
import { Fault } from '../../components/fault.tsx';
import { LabelledField } from '../../components/labelled-field.tsx';
import { filled, TypedText } from '../../components/reader.tsx';
import { useDraft } from '../../components/use-draft.ts';
import { WorkButton } from '../../components/work-button.tsx';
import { useFormat } from '../issuer-names.ts';
import { MayDo } from '../may-do.tsx';
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
  readonly note: string;
  readonly decide: {
    readonly error: unknown;
    readonly isPending: boolean;
    readonly mutate: (decided: Decided) => void;
  };
  readonly children?: ReactNode;
}) {
  const { decide } = props;
  const words = useCorrectionWords();
  const format = useFormat(props.issuerId);
  const [draft, setDraft, forgetDraft] = useDraft<{ note: string }>(`decision ${props.id}`, EMPTY);
  const [lacksReason, setLacksReason] = useState(false);
  const send = (decision: Decided['decision']) => {
    const note = draft.note.trim();
    setLacksReason(decision === 'reject' && note === '');
    if (decision === 'reject' && note === '') return;
    forgetDraft();
    decide.mutate({ decision, note });
  };
  return (
    <article className="panel">
      <h3>{props.title}</h3>
      <p className="quiet">{filled(words.askedOn, { ...format.moment(props.askedAt) })}</p>
      <div className="compared">
        <Side title={words.old} names={props.old} absent={words.missing} />
        <Side title={words.new} names={props.wanted} absent={words.unchanged} isNew />
      </div>
      {props.note !== '' && (
        <p>
          {words.note}: <bdi>{props.note}</bdi>
        </p>
      )}
      {props.children}
      {decide.error !== null && <Refused error={decide.error} />}
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

/** Somebody else may have decided meanwhile: nothing was done twice. */
function Refused({ error }: { readonly error: unknown }) {
  const words = useCorrectionWords();
  if (error instanceof ApiRefusal && error.code === 'CORRECTION_DECIDED')
    return <Callout tone="warn">{words.decidedMeanwhile}</Callout>;
  return <Failure error={error} />;
}
