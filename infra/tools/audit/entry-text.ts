import { canonicalJson, type Json, sha256Hex } from './chain-check.ts';
import { type Fields, text } from './table-contents.ts';

/**
 * Returns an hours entry as text: its ID and minutes, and the hash of its day, its row, who recorded it from what and who
 * approved it how. A timesheet and the evidence of a certificate must say the same of it.
 */
export function entryText(entry: Fields, recorded: Json, approval: Json): string {
  const { date = null, minutes = null, row = null } = entry;
  const origin = sha256Hex(canonicalJson({ date, row, recorded, approval }));
  return `${text(entry, 'entryId')}=${String(minutes)} ${origin}`;
}
