import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { Route } from '../../../../routes/route.ts';
import { Failure } from '../../../components/failure.tsx';
import { Fault } from '../../../components/fault.tsx';
import { LabelledField } from '../../../components/labelled-field.tsx';
import { useDraft } from '../../../components/use-draft.ts';
import { useMay } from '../../own-roles.tsx';
import { QuestionDialog } from '../../question-dialog.tsx';
import type { IssuedCertificate } from '../certificate-state.ts';
import { useVolunteerWords } from '../words.ts';

/** The certificate that a step is about. */
export interface StepProps {
  readonly certificate: IssuedCertificate;
  /** Called with what says that a step was taken. */
  readonly onDone: (done: string) => void;
}

const EMPTY = { note: '' };

interface StepTexts {
  readonly button: string;
  readonly title: string;
  readonly effect: string;
  readonly confirm: string;
  /** Says that it was done. */
  readonly done: string;
}

/** A step about a certificate: says what it does, asks for what it needs and why, and is confirmed. */
export function StepButton<Sent>(
  props: StepProps & {
    readonly route: Route;
    readonly texts: StepTexts;
    /** What is still missing of what the fields ask for. */
    readonly missing?: string | undefined;
    readonly send: (note: string) => Promise<Sent>;
    /** Says what came of it, where the answer decides that. */
    readonly doneText?: (sent: Sent) => string;
    readonly onSent?: () => void;
    readonly children?: ReactNode;
  },
): ReactNode {
  const { certificate, texts, missing, onSent } = props;
  const words = useVolunteerWords();
  const may = useMay();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const [draft, setDraft, forgetDraft] = useDraft(`${texts.button} ${certificate.certificateId}`, EMPTY);
  const note = draft.note.trim();
  const lacks = missing ?? (note === '' ? words.step.noteMissing : undefined);
  const step = useMutation({
    mutationFn: () => props.send(note),
    onSuccess: (sent) => {
      forgetDraft();
      onSent?.();
      setOpen(false);
      props.onDone(props.doneText?.(sent) ?? texts.done);
    },
    // Somebody else may have done something meanwhile: what is shown is read again in any case.
    onSettled: () =>
      Promise.all(
        ['volunteer', 'certificate', 'found-certificates', 'corrections', 'waiting'].map((name) =>
          queries.invalidateQueries({ queryKey: [name] }),
        ),
      ),
  });
  if (!may(props.route, certificate.issuerId)) return null;
  return (
    <>
      <Button
        className="action second"
        onPress={() => {
          setAsked(false);
          step.reset();
          setOpen(true);
        }}
      >
        {texts.button}
      </Button>
      <QuestionDialog
        title={texts.title}
        confirm={texts.confirm}
        isOpen={isOpen}
        isWorking={step.isPending}
        onConfirm={() => {
          setAsked(true);
          if (lacks === undefined) step.mutate();
        }}
        onClose={() => setOpen(false)}
      >
        <p>
          <bdi dir="ltr">{certificate.displayId}</bdi>
        </p>
        <p>{texts.effect}</p>
        <div className="form">
          {props.children}
          <LabelledField
            label={words.step.note}
            value={draft.note}
            onChange={(typed) => setDraft({ note: typed })}
            maxLength={1000}
            isLong
          />
        </div>
        {isAsked && lacks !== undefined && <Fault>{lacks}</Fault>}
        {step.error && <Failure error={step.error} />}
      </QuestionDialog>
    </>
  );
}
