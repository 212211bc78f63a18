import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { VerificationAnswer } from '../../domain/certificate/verification.ts';
import { Refusal } from '../../domain/refusal.ts';
import { headingWords } from '../../importing/heading-words.ts';
import { LARGEST_BULK } from '../../routes/schemas/verification.ts';
import type { ApiEvent } from '../../runtime/http/answer.ts';
import type { AskedAnswer } from '../../workflows/verification/verify-many.ts';

const LONGEST_CSV_BYTES = 64 * 1024;
const HEADING = 'certificate_id';

/** Headings of a column of IDs. `asked` is the one in our own answer. */
const HEADINGS: ReadonlySet<string> = new Set(
  [
    HEADING,
    'certificate',
    'certificate number',
    'certificateId',
    'id',
    'asked',
    'رقم الشهادة',
    'معرف الشهادة',
    'رمز الشهادة',
    'الشهادة',
    'الرقم',
    'المعرف',
  ].map((heading) => headingWords(heading).join(' ')),
);

/**
 * Returns the IDs of a CSV: one at the start of each row, with or without a row of headings.
 * @throws Refusal BODY_INVALID when it is larger than 64 KiB, is not well-formed, or holds no ID or more than 200.
 */
export function readCsvIds(event: ApiEvent): string[] {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > LONGEST_CSV_BYTES) throw new Refusal('BODY_INVALID', 'The body is larger than 64 KiB.');
  const rows = rowsOf(bytes);
  const ids = rows.map(([first = '']) => first.trim()).filter((first) => first !== '');
  if (HEADINGS.has(headingWords(ids[0] ?? '').join(' '))) ids.shift();
  if (ids.length === 0 || ids.length > LARGEST_BULK)
    throw new Refusal('BODY_INVALID', `One to ${LARGEST_BULK} certificate IDs are checked at once.`, {
      found: ids.length,
    });
  return ids;
}

function rowsOf(bytes: Buffer): string[][] {
  try {
    return parse(bytes, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      to: LARGEST_BULK + 2,
    });
  } catch {
    throw new Refusal('BODY_INVALID', 'The body is not well-formed CSV.');
  }
}

const COLUMNS = [
  'asked',
  HEADING,
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
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], string | number | null>>;

/** Returns answers as CSV for Excel: UTF-8 with a byte order mark, and no cell that runs as a formula. */
export function verificationCsv(answers: readonly AskedAnswer[]): string {
  return stringify(answers.map(rowOf), {
    bom: true,
    header: true,
    columns: [...COLUMNS],
    escape_formulas: true,
  });
}

function rowOf(answer: AskedAnswer): Row {
  return {
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
