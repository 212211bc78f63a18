import arabic from '../../../templates/pages/refusals.ar.json' with { type: 'json' };
import english from '../../../templates/pages/refusals.en.json' with { type: 'json' };
import { ApiFault, ApiRefusal, type Problem } from '../../client/api-errors.ts';
import type { RefusalCode } from '../../domain/refusal.ts';
import type { Language } from '../../domain/wording/language.ts';

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

/** The codes that each page has words of its own for. */
type OfPages = 'FORBIDDEN_ROLE' | 'TOO_MANY_REQUESTS';

interface RefusalWords {
  /** A code that is missing here doesn't compile. */
  readonly codes: Readonly<Record<Exclude<RefusalCode, OfPages>, string>>;
  readonly fields: Readonly<Record<string, Readonly<Record<'character' | 'length' | 'same', string>>>>;
  readonly states: Readonly<Record<string, string>>;
  readonly other: string;
}

const REFUSALS: Readonly<Record<Language, RefusalWords>> = { ar: arabic, en: english };

/**
 * Returns what went wrong in the reader's language. The API writes its refusals in English, for programs: what a person
 * reads follows from the code and the facts, never from those sentences.
 */
export function failureText(error: unknown, { failure }: FailureWords, language: Language): string {
  if (error instanceof ApiRefusal) {
    const { status, problem } = error;
    if (status === 401) return failure.ended;
    if (status === 429) return failure.tooMany;
    const words = REFUSALS[language];
    return refusalText(problem, words) ?? (status === 403 ? failure.forbidden : words.other);
  }
  if (error instanceof ApiFault) return refusalText(error.problem, REFUSALS[language]) ?? failure.unreachable;
  return navigator.onLine ? failure.unreachable : failure.noConnection;
}

/** Returns the words of a refusal; undefined for a code that has none. */
function refusalText(problem: Problem, { codes, fields, states }: RefusalWords): string | undefined {
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
