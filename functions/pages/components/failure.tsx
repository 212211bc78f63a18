import { type ReactNode, Suspense, use } from 'react';
import { Button } from 'react-aria-components/Button';
import { ApiFault, ApiRefusal } from '../../client/api-errors.ts';
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
  const { words } = useReader<FailureWords & { readonly tryAgain: string }>();
  const isAnswer = error instanceof ApiRefusal || error instanceof ApiFault;
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
      {isAnswer ? (
        <Suspense>
          <AnswerText error={error} />
        </Suspense>
      ) : (
        failureText(error, words, undefined)
      )}
    </Callout>
  );
}

/** What an answer of the API says in the reader's language. */
function AnswerText({ error }: { readonly error: unknown }): ReactNode {
  const { words, language } = useReader<FailureWords>();
  return failureText(error, words, use(refusalWords.load())?.[language]);
}

type Words = typeof import('./refusal-words.ts')['REFUSAL_WORDS'];

let loading: Promise<Words | undefined> | undefined;

/** The words of refusals, which come with their script: they are long, and most readers meet none. */
export const refusalWords = {
  load: (): Promise<Words | undefined> => {
    loading ??= import('./refusal-words.ts').then(
      ({ REFUSAL_WORDS }) => REFUSAL_WORDS,
      () => undefined,
    );
    return loading;
  },
};
