import { stringify } from 'csv-stringify/sync';
import type { VerificationAnswer } from '../../domain/certificate/verification.ts';
import { plainCell } from '../../domain/report/plain-cell.ts';
import type { AskedAnswer } from '../../workflows/verification/verify-many.ts';

const COLUMNS = [
  'asked',
  'certificate_id',
  'result',
  'name_ar',
  'name_en',
  'title_ar',
  'title_en',
  'track',
  'minutes',
  'from',
  'to',
  'issued_on',
  'valid_until',
  'issuer_ar',
  'issuer_en',
  'since',
  'reason',
  'checked_at',
  'row',
] as const;

/** An answer with the row of the list that it answers, counted from 1. */
export type ListRowAnswer = AskedAnswer & { readonly row: number };

type Row = Partial<Record<(typeof COLUMNS)[number], string | number | null>>;

/** Returns answers as CSV for Excel: UTF-8 with a byte order mark, and no cell that runs as a formula. */
export function verificationCsv(answers: readonly ListRowAnswer[], delimiter: string): string {
  return stringify(answers.map(rowOf), {
    bom: true,
    delimiter,
    header: true,
    columns: [...COLUMNS],
    cast: { string: plainCell },
  });
}

/** Returns the cells of an answer by their columns. */
export function rowOf(answer: ListRowAnswer): Row {
  return {
    row: answer.row,
    // A cell holds one line.
    asked: answer.asked.replace(/\s+/g, ' ').slice(0, 256),
    certificate_id: answer.certificateId,
    result: answer.result,
    checked_at: answer.checkedAt,
    ...issuerCells(answer),
    ...detailCells(answer),
  };
}

function issuerCells(answer: VerificationAnswer): Row {
  return 'issuer' in answer ? { issuer_ar: answer.issuer.nameAr, issuer_en: answer.issuer.nameEn } : {};
}

function detailCells(answer: VerificationAnswer): Row {
  switch (answer.result) {
    case 'valid':
      return {
        name_ar: answer.holder.nameAr,
        name_en: answer.holder.nameEn,
        title_ar: answer.opportunity.titleAr,
        title_en: answer.opportunity.titleEn,
        track: answer.opportunity.track,
        minutes: answer.minutes,
        from: answer.period.from,
        to: answer.period.to,
        issued_on: answer.issuedOn,
        valid_until: answer.validUntil,
      };
    case 'revoked':
      return { since: answer.revokedOn, reason: answer.reasonCode };
    case 'superseded':
      return { since: answer.supersededOn };
    case 'suspended':
      return { since: answer.suspendedOn };
    case 'expired':
      return { valid_until: answer.validUntil };
    case 'malformed':
      return { reason: answer.rule };
    case 'unknown':
    case 'unavailable':
      return {};
  }
}
