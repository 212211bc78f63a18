import type { Refusal, RefusalCode } from '../../domain/refusal.ts';
import type { Answer } from './api.ts';

/** HTTP status of every refusal; a code without one doesn't compile. */
const STATUS = {
  BODY_INVALID: 400,
  QUERY_INVALID: 400,
  FORBIDDEN_ROLE: 403,
  NOT_FOUND: 404,
  NOT_ELIGIBLE: 409,
  CERTIFICATE_ID_MALFORMED: 400,
  STATE_CONFLICT: 409,
  IMPORT_TOO_LARGE: 413,
  IMPORT_RUNNING: 409,
  BATCH_EMPTY: 409,
  BATCH_TOO_LARGE: 409,
  BATCH_SELF_APPROVAL: 403,
  ISSUING_HALTED: 409,
  TOO_MANY_REQUESTS: 429,
  LEDGER_BUSY: 503,
  ENTRY_CERTIFIED: 409,
  CHECK_UNAVAILABLE: 503,
  CORRECTION_DECIDED: 409,
  TRANSCRIPT_EMPTY: 409,
} as const satisfies Record<RefusalCode, number>;

const HEADERS = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' } as const;

/** A refusal as `application/problem+json` (RFC 9457), its facts beside the standard members. */
export function problemOf(refusal: Refusal): Answer {
  const status = STATUS[refusal.code];
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

/** A fault: nothing about it but the request's id, by which an operator finds it in the log. */
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
