import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Callout } from './callout.tsx';
import { type FailureWords, failureText } from './failure-text.ts';
import { useReader } from './reader.tsx';

/** Says what went wrong, in the reader's language, and what to do. */
export function Failure({
  error,
  again,
}: {
  readonly error: unknown;
  readonly again?: () => void;
}): ReactNode {
  const { words, language } = useReader<FailureWords & { readonly tryAgain: string }>();
  return (
    <Callout
      tone="wrong"
      action={
        again && (
          <Button className="action second" onPress={again}>
            {words.tryAgain}
          </Button>
        )
      }
    >
      {failureText(error, words, language)}
    </Callout>
  );
}
