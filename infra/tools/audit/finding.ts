/** The rules that an audit checks. The names are permanent. */
export type FindingRule =
  | 'ID_CHECK_DIGITS'
  | 'RECORD_CONTRADICTS_ITSELF'
  | 'RECORD_UNREADABLE'
  | 'CHAIN_BROKEN'
  | 'CHAIN_NOT_THE_STATE'
  | 'SNAPSHOT_ALTERED'
  | 'RESERVATION_LEFT'
  | 'AWARD_DOUBLED'
  | 'AWARD_SLOT_WRONG'
  | 'HOURS_NOT_THE_SUM'
  | 'ENTRY_CLAIM_WRONG'
  | 'ENTRY_NOT_REGISTERED'
  | 'ENTRY_TWICE'
  | 'DOCUMENT_MISSING'
  | 'DOCUMENT_ALTERED'
  | 'DOCUMENT_WITHOUT_RECORD'
  | 'DOCUMENT_OF_ERASED'
  | 'CREDENTIAL_MISSING'
  | 'CREDENTIAL_WRONG'
  | 'AUDIT_ROOT_MISSING'
  | 'AUDIT_ROOT_WRONG'
  | 'NOT_IN_AUDIT_ROOT'
  | 'JOURNAL_WRONG'
  | 'STATUS_INDEX_SHARED'
  | 'STATUS_BIT_MISSING'
  | 'STATUS_BIT_WRONG'
  | 'STATUS_LIST_WRONG'
  | 'LIST_WRONG'
  | 'LEASE_WRONG'
  | 'LEDGER_WRONG'
  | 'RECORD_MAC_WRONG'
  | 'NOT_AS_JOURNALED'
  | 'CORRECTION_WRONG'
  | 'SECOND_PERSON_MISSING'
  | 'STARTED_WRONG'
  | 'RECOGNITION_WRONG'
  | 'ARCHIVE_WRONG'
  | 'REPLACEMENT_WRONG'
  | 'AUDIT_DAY_WRONG'
  | 'BATCH_COUNTERS_WRONG'
  | 'BATCH_ITEM_WRONG'
  | 'BATCH_INCOMPLETE'
  | 'BATCH_RECORD_WRONG'
  | 'MANIFEST_WRONG'
  | 'REPORT_COUNTERS_WRONG'
  | 'DELIVERY_WRONG'
  | 'LINK_WRONG';

/** A broken rule: the rule, its subject (a certificate, batch or key), and what was found instead. */
export interface Finding {
  readonly rule: FindingRule;
  readonly subject: string;
  readonly message: string;
}

/** Reports a broken rule of one subject. */
export type ReportFault = (rule: FindingRule, message: string) => void;
