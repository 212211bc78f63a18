import { Callout } from '../../components/callout.tsx';
import { useReader } from '../../components/reader.tsx';
import type { ConsoleWords } from '../words.ts';
import { PoolRefusal } from './own-account.ts';
import { type SecondFactorWords, useSecondFactorWords } from './words.ts';

/** Says why the user pool did not do something, in the reader's language. */
export function PoolFailure({ error }: { readonly error: unknown }) {
  const frame = useReader<ConsoleWords>().words;
  const words = useSecondFactorWords();
  return <Callout tone="wrong">{failureText(error, frame, words)}</Callout>;
}

function failureText(error: unknown, { failure }: ConsoleWords, words: SecondFactorWords): string {
  if (!(error instanceof PoolRefusal)) return navigator.onLine ? failure.unreachable : failure.noConnection;
  switch (error.type) {
    case 'EnableSoftwareTokenMFAException':
    case 'CodeMismatchException':
      return words.wrongCode;
    case 'ExpiredCodeException':
      return words.usedCode;
    case 'InvalidPasswordException':
      return words.passwordWeak;
    case 'NotAuthorizedException':
      return failure.ended;
    case 'LimitExceededException':
    case 'TooManyRequestsException':
      return failure.tooMany;
    default:
      return failure.unreachable;
  }
}
