const AGREEING = /^(.+?)[\s(،,]+(?:ال)?موافق[ةه]?\s*:?\s*(?:لـ\s*)?(.+?)\)?$/;
const SEPARATED = /\s+[-–—/|=]\s+|\s*\(/;
const HIJRI_YEAR = /(?<!\d)1[34]\d{2}(?!\d)/;
const GREGORIAN_YEAR = /(?<!\d)(?:19|20)\d{2}(?!\d)/;

/** Returns whether a text holds a year of the Hijri calendar. */
export const saysHijriYear = (text: string): boolean => HIJRI_YEAR.test(text);

/**
 * Splits a text with a date in each calendar: «5/8/1446هـ الموافق 4/2/2025م», with a dash between them, or brackets
 * around the second; undefined if the text has another form.
 */
export function inBothCalendars(text: string): readonly [string, string] | undefined {
  const [, one, other] = text.includes('موافق') ? (AGREEING.exec(text) ?? []) : [];
  if (one !== undefined && other !== undefined) return [one, other];
  if (!saysHijriYear(text) || !GREGORIAN_YEAR.test(text)) return undefined;
  const [first, second, more] = text.replace(/\)$/, '').split(SEPARATED);
  return first === undefined || second === undefined || more !== undefined ? undefined : [first, second];
}
