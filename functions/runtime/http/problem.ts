import type { Refusal } from '../../domain/refusal.ts';
import { REFUSALS } from '../../routes/refusals.ts';
import type { Answer } from './answer.ts';

const HEADERS = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' } as const;

/** Returns a refusal as `application/problem+json` (RFC 9457), with its facts as extension members. */
export function problemOf(refusal: Refusal): Answer {
  const { status } = REFUSALS[refusal.code];
  const { retryAfterSeconds } = refusal.facts;
  return {
    statusCode: status,
    headers:
      typeof retryAfterSeconds === 'number'
        ? { ...HEADERS, 'retry-after': String(retryAfterSeconds) }
        : HEADERS,
    body: JSON.stringify({ ...refusal.facts, status, code: refusal.code, title: refusal.message }),
  };
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
