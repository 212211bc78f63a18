import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ApiRefusal } from '../../../client/api-errors.ts';
import { Callout } from '../../components/callout.tsx';
import { Failure } from '../../components/failure.tsx';
import { Overlay } from '../../components/overlay.tsx';
import { useReader } from '../../components/reader.tsx';
import { WorkButton } from '../../components/work-button.tsx';
import type { ConsoleWords } from '../words.ts';
import { isOvertaken } from './batch-queries.ts';
import { useBatchWords } from './words.ts';

/** A change that runs, has run or failed. */
export interface Change {
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly mutate: () => void;
}

/** A change of a batch at one press. */
export function ChangeButton(props: {
  readonly change: Change;
  readonly text: string;
  readonly isMain?: true;
  readonly isDisabled?: boolean;
}) {
  return (
    <WorkButton
      isWorking={props.change.isPending}
      isMain={props.isMain ?? false}
      isDisabled={props.isDisabled ?? false}
      onPress={props.change.mutate}
    >
      {props.text}
    </WorkButton>
  );
}

/** A change of a batch that is asked about first: what it does is read before it is done. */
export function AskedButton(props: {
  readonly change: Change;
  readonly text: string;
  readonly title: string;
  readonly confirm: string;
  readonly isMain?: true;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}) {
  const { words: frame } = useReader<ConsoleWords>();
  const [isOpen, setOpen] = useState(false);
  const { change } = props;
  return (
    <>
      <Button
        className={props.isMain ? 'action' : 'action second'}
        isDisabled={props.isDisabled ?? false}
        onPress={() => setOpen(true)}
      >
        {props.text}
      </Button>
      <Overlay title={props.title} isOpen={isOpen} onClose={() => setOpen(false)}>
        {props.children}
        {change.error && <ChangeFailure error={change.error} />}
        <div className="actions">
          <WorkButton isWorking={change.isPending} isMain onPress={change.mutate}>
            {props.confirm}
          </WorkButton>
          <Button className="action second" onPress={() => setOpen(false)}>
            {frame.cancel}
          </Button>
        </div>
      </Overlay>
    </>
  );
}

/** Says why a change of a batch was not made. The refusals of batches have words of their own. */
export function ChangeFailure({ error }: { readonly error: unknown }) {
  const { refusals, overtaken } = useBatchWords();
  if (isOvertaken(error)) return <Callout tone="warn">{overtaken}</Callout>;
  const known: Readonly<Record<string, string>> = refusals;
  const text = error instanceof ApiRefusal ? known[error.code ?? ''] : undefined;
  return text === undefined ? <Failure error={error} /> : <Callout tone="wrong">{text}</Callout>;
}
