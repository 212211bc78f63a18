import { ApiFault, ApiRefusal, type Problem } from '../../client/api-errors.ts';
import type { RefusalWords } from './refusal-words.ts';

/** Texts about what went wrong that each page has of its own. */
export interface FailureWords {
  readonly failure: {
    readonly unreachable: string;
    /** Without a connection nothing was done. */
    readonly noConnection: string;
    /** The token is taken no more. */
    readonly ended: string;
    readonly forbidden: string;
    readonly tooMany: string;
  };
}

/**
 * Returns what went wrong in the reader's language. The API writes its refusals in English, for programs: what a person
 * reads follows from the code and the facts, never from those sentences. Without the words of refusals it is what happened
 * in general.
 */
export function failureText(
  error: unknown,
  { failure }: FailureWords,
  refusals: RefusalWords | undefined,
): string {
  if (error instanceof ApiRefusal) {
    const { status, problem } = error;
    if (status === 401) return failure.ended;
    if (status === 429) return failure.tooMany;
    return (
      refusalText(problem, refusals) ??
      (status === 403 ? failure.forbidden : (refusals?.other ?? failure.unreachable))
    );
  }
  if (error instanceof ApiFault) return refusalText(error.problem, refusals) ?? failure.unreachable;
  return navigator.onLine ? failure.unreachable : failure.noConnection;
}

/** Returns the words of a refusal; undefined for a code that has none. */
function refusalText(problem: Problem, refusals: RefusalWords | undefined): string | undefined {
  if (refusals === undefined) return undefined;
  const { codes, fields, states } = refusals;
  const { code, field, state, codePoint } = problem;
  const ofField = code === 'BODY_INVALID' ? own(fields, field) : undefined;
  if (ofField !== undefined) {
    if (typeof codePoint === 'string') return ofField.character.replace('{codePoint}', codePoint);
    return problem.problem === undefined ? ofField.same : ofField.length;
  }
  return (code === 'STATE_CONFLICT' ? own(states, state) : undefined) ?? own(codes, code);
}

const own = <Value>(words: Readonly<Record<string, Value>>, name: unknown): Value | undefined =>
  typeof name === 'string' && Object.hasOwn(words, name) ? words[name] : undefined;
