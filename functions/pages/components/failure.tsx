import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { ApiRefusal } from '../../client/api-errors.ts';
import { Callout } from './callout.tsx';
import { filled, useReader } from './reader.tsx';

/** Texts about what went wrong. */
export interface FailureWords {
  readonly tryAgain: string;
  readonly failure: {
    readonly unreachable: string;
    /** Without a connection nothing was done. */
    readonly noConnection: string;
    /** The token is taken no more. */
    readonly ended: string;
    readonly refused: string;
    readonly forbidden: string;
    readonly tooMany: string;
  };
}

/** Says what went wrong, in the reader's language, and what to do. */
export function Failure({
  error,
  again,
}: {
  readonly error: unknown;
  readonly again?: () => void;
}): ReactNode {
  const { words } = useReader<FailureWords>();
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
      {failureText(error, words)}
    </Callout>
  );
}

function failureText(error: unknown, { failure }: FailureWords): ReactNode {
  if (!(error instanceof ApiRefusal)) return navigator.onLine ? failure.unreachable : failure.noConnection;
  if (error.status === 401) return failure.ended;
  if (error.status === 403) return failure.forbidden;
  if (error.status === 429) return failure.tooMany;
  // The service writes its refusals in the reader's language.
  return filled(failure.refused, { reason: error.message });
}
