import type { RefusalCode } from '../domain/refusal.ts';

/** The HTTP status and the meaning of every refusal. A code that is missing here doesn't compile. */
export const REFUSALS = {
  BODY_INVALID: { status: 400, meaning: 'The body, or a value in it, is not as described.' },
  QUERY_INVALID: { status: 400, meaning: 'A query parameter is unknown, missing or not as described.' },
  FORBIDDEN_ROLE: { status: 403, meaning: 'The token lacks the role or the scope.' },
  SECOND_FACTOR_MISSING: {
    status: 403,
    meaning:
      'The token has no roles, because the account has no second factor; register one in the console and sign in again.',
  },
  RECORD_ALTERED: {
    status: 409,
    meaning:
      'A record on which the answer rests is not as the service wrote it: somebody has changed the table or the bucket itself. An operator runs the audit.',
  },
  NOT_FOUND: { status: 404, meaning: 'It does not exist, or not for this caller.' },
  NOT_ELIGIBLE: {
    status: 409,
    meaning: 'No certificate can be issued; `reason` says why, with its numbers beside it.',
  },
  CERTIFICATE_ID_MALFORMED: {
    status: 400,
    meaning: 'The text is not a certificate ID; `rule` says what is wrong with it.',
  },
  STATE_CONFLICT: { status: 409, meaning: 'The state of the record does not allow it.' },
  IMPORT_TOO_LARGE: { status: 413, meaning: 'The file is larger than `limitBytes`.' },
  IMPORT_RUNNING: { status: 409, meaning: 'An import is being written for this issuer; try again later.' },
  BATCH_EMPTY: {
    status: 409,
    meaning: 'The selection holds no opportunity, or one in `unknownOpportunityIds` that does not exist.',
  },
  BATCH_TOO_LARGE: { status: 409, meaning: 'The batch would issue more than its issuer allows at once.' },
  BATCH_SELF_APPROVAL: { status: 403, meaning: 'A person other than the one who asked must approve it.' },
  ISSUING_HALTED: {
    status: 409,
    meaning:
      'A kill switch of issuing is set; an approver of the issuer can resume it or, where `everyone` is true, an operator.',
  },
  TOO_MANY_REQUESTS: { status: 429, meaning: 'Try again after `retry-after` seconds.' },
  LEDGER_BUSY: { status: 503, meaning: 'Another request is changing the same record; try again.' },
  ENTRY_CERTIFIED: { status: 409, meaning: 'A certificate counts this hours entry, so it can’t change.' },
  CHECK_UNAVAILABLE: {
    status: 503,
    meaning: 'The record could not be read; this says nothing about the certificate.',
  },
  CORRECTION_DECIDED: {
    status: 409,
    meaning:
      'The request was decided before; `state`, `decidedAt` and `decidedBy` say how, when and by whom.',
  },
  STORE_UNAVAILABLE: {
    status: 503,
    meaning:
      'A store did not answer in time; whether the request took effect is unknown. Try again after `retry-after` seconds.',
  },
  TRANSCRIPT_EMPTY: { status: 409, meaning: 'No hours are approved in the period.' },
  OPPORTUNITY_AMBIGUOUS: {
    status: 409,
    meaning:
      'Several issuers in scope, `issuerIds`, have an opportunity with this ID: name one as `issuerId`.',
  },
  APPROVAL_EMPTY: { status: 409, meaning: 'No hours are pending in the selection.' },
  APPROVAL_TOO_LARGE: {
    status: 409,
    meaning: 'More shifts are pending in the selection than `limit`; ask for some days at a time.',
  },
  EMAIL_NOT_SENT: { status: 503, meaning: 'The email could not be handed in, and nothing was asked.' },
  ADDRESS_REFUSED: {
    status: 409,
    meaning: 'The mail service takes no email to the address, and nothing was asked.',
  },
  SAME_PERSON: {
    status: 403,
    meaning: 'Another person must do it than the one who recorded, approved or asked for it.',
  },
} as const satisfies Record<RefusalCode, { readonly status: number; readonly meaning: string }>;
