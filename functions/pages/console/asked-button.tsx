import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Failure } from '../components/failure.tsx';
import { QuestionDialog } from './question-dialog.tsx';

/** A change that runs, has run or failed: what `useMutation` returns where nothing more has to be told. */
export interface Change {
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly mutate: (input?: undefined, after?: { readonly onSuccess?: () => void }) => void;
}

/** A change that is asked about first. The question closes when the change is made. */
export function AskedButton(props: {
  readonly change: Change;
  readonly text: string;
  /** The question; by default the text of the button. */
  readonly title?: string;
  /** What a screen reader says instead of a text that several buttons have. */
  readonly label?: string;
  readonly confirm: string;
  readonly isMain?: true;
  readonly isDisabled?: boolean;
  /** Says why the change was not made. */
  readonly Refused?: (props: { readonly error: unknown }) => ReactNode;
  readonly children: ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  const { change, text, title = text, label, Refused = Failure } = props;
  const close = () => setOpen(false);
  return (
    <>
      <Button
        className={props.isMain ? 'action' : 'action second'}
        isDisabled={props.isDisabled ?? false}
        {...(label === undefined ? {} : { 'aria-label': label })}
        onPress={() => setOpen(true)}
      >
        {text}
      </Button>
      <QuestionDialog
        title={title}
        confirm={props.confirm}
        isOpen={isOpen}
        isWorking={change.isPending}
        onConfirm={() => change.mutate(undefined, { onSuccess: close })}
        onClose={close}
      >
        {props.children}
        {change.error && <Refused error={change.error} />}
      </QuestionDialog>
    </>
  );
}
