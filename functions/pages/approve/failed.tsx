import { Callout } from '../components/callout.tsx';
import { useReader } from '../components/reader.tsx';
import type { LinkFailure } from './use-link.ts';
import type { ApproveWords } from './words.ts';

/** Says that something could not be read or recorded. */
export function Failed(props: {
  readonly failure: Exclude<LinkFailure, 'invalid'>;
  readonly again?: () => void;
}) {
  const { words } = useReader<ApproveWords>();
  const { failure, again } = props;
  return (
    <Callout
      tone="wrong"
      action={
        again && (
          <button type="button" className="action second" onClick={again}>
            {words.tryAgain}
          </button>
        )
      }
    >
      {words.failure[failure]}
    </Callout>
  );
}
