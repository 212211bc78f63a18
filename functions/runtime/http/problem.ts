import { Refusal } from '../../domain/refusal.ts';
import { REFUSALS } from '../../routes/refusals.ts';
import type { Answer } from './answer.ts';

const HEADERS = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' } as const;

/** When to try again where an answer with 503 doesn't say. */
export const RETRY_AFTER_SECONDS = 2;

/** Returns a refusal as `application/problem+json` (RFC 9457), with its facts as extension members. */
export function problemOf(refusal: Refusal): Answer {
  const { status } = REFUSALS[refusal.code];
  const { retryAfterSeconds = status === 503 ? RETRY_AFTER_SECONDS : undefined } = refusal.facts;
  return {
    statusCode: status,
    headers:
      typeof retryAfterSeconds === 'number'
        ? { ...HEADERS, 'retry-after': String(retryAfterSeconds) }
        : HEADERS,
    body: JSON.stringify({ ...refusal.facts, status, code: refusal.code, title: refusal.message }),
  };
}

/** Returns that a store didn't answer in time, with the request's ID. */
export function problemOfStore(requestId: string): Answer {
  return problemOf(
    new Refusal(
      'STORE_UNAVAILABLE',
      'Our records could not be reached in time. Nothing was lost; please try again in a moment.',
      { requestId },
    ),
  );
}

/** Returns a fault. It says nothing but the request's ID, by which an operator finds the fault in the log. */
export function problemOfFault(requestId: string): Answer {
  return {
    statusCode: 500,
    headers: HEADERS,
    body: JSON.stringify({
      status: 500,
      code: 'FAULT',
      title: 'Something went wrong on our side. Nothing was lost; please try again.',
      requestId,
    }),
  };
}
