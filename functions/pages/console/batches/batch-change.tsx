import type { ComponentProps } from 'react';
import { ApiRefusal } from '../../../client/api-errors.ts';
import { Callout } from '../../components/callout.tsx';
import { Failure } from '../../components/failure.tsx';
import { WorkButton } from '../../components/work-button.tsx';
import { AskedButton, type Change } from '../asked-button.tsx';
import { isOvertaken } from './batch-queries.ts';
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

/** Says why a change of a batch was not made. The refusals of batches have words of their own. */
export function ChangeFailure({ error }: { readonly error: unknown }) {
  const { refusals, overtaken } = useBatchWords();
  if (isOvertaken(error)) return <Callout tone="warn">{overtaken}</Callout>;
  const known: Readonly<Record<string, string>> = refusals;
  const text = error instanceof ApiRefusal ? known[error.code ?? ''] : undefined;
  return text === undefined ? <Failure error={error} /> : <Callout tone="wrong">{text}</Callout>;
}
