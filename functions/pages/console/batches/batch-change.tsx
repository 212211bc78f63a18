import type { ComponentProps } from 'react';
import { ApiRefusal } from '../../../client/api-errors.ts';
import { Callout } from '../../components/callout.tsx';
import { Failure } from '../../components/failure.tsx';
import { WorkButton } from '../../components/work-button.tsx';
import { AskedButton, type Change } from '../asked-button.tsx';
import { isOvertaken, useIsOvertaken } from './batch-queries.ts';
import { useBatchWords } from './words.ts';

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
      onPress={() => props.change.mutate()}
    >
      {props.text}
    </WorkButton>
  );
}

/** A change of a batch that is asked about first. */
export const AskedChangeButton = (props: Omit<ComponentProps<typeof AskedButton>, 'Refused'>) => (
  <AskedButton {...props} Refused={ChangeFailure} />
);

/** Says that the last change of a batch came too late. */
export function Overtaken({ batchId }: { readonly batchId: string }) {
  const { overtaken } = useBatchWords();
  return useIsOvertaken(batchId) && <Callout tone="warn">{overtaken}</Callout>;
}

/**
 * Says why a change of a batch was not made. The refusals of batches have words of their own; that one came too late,
 * the page says.
 */
export function ChangeFailure({ error }: { readonly error: unknown }) {
  const { refusals } = useBatchWords();
  if (isOvertaken(error)) return null;
  const known: Readonly<Record<string, string>> = refusals;
  const text = error instanceof ApiRefusal ? known[error.code ?? ''] : undefined;
  return text === undefined ? <Failure error={error} /> : <Callout tone="wrong">{text}</Callout>;
}
