/** The codes of every refusal. They are permanent: codes are added, never renamed or reused. */
export const REFUSAL_CODES = [
  'BODY_INVALID',
  'QUERY_INVALID',
  'FORBIDDEN_ROLE',
  'NOT_FOUND',
  'NOT_ELIGIBLE',
  'CERTIFICATE_ID_MALFORMED',
  'STATE_CONFLICT',
  'IMPORT_TOO_LARGE',
  'IMPORT_RUNNING',
  'BATCH_EMPTY',
  'BATCH_TOO_LARGE',
  'BATCH_SELF_APPROVAL',
  'ISSUING_HALTED',
  'TOO_MANY_REQUESTS',
  'LEDGER_BUSY',
  'ENTRY_CERTIFIED',
  'CHECK_UNAVAILABLE',
  'CORRECTION_DECIDED',
  'TRANSCRIPT_EMPTY',
  'SAME_PERSON',
  'STORE_UNAVAILABLE',
  'OPPORTUNITY_AMBIGUOUS',
  'APPROVAL_EMPTY',
  'APPROVAL_TOO_LARGE',
  'EMAIL_NOT_SENT',
  'SECOND_FACTOR_MISSING',
  'RECORD_ALTERED',
  'ADDRESS_REFUSED',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** An expected refusal: a permanent code, a message that is safe to show, and facts for programs. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(code: RefusalCode, message: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.facts = facts;
  }
}
