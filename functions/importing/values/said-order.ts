import type { DateOrder } from '../../domain/import/understanding.ts';

const DAY = '(?:dd?|day|يوم|اليوم)';
const MONTH = '(?:mm?m?|month|شهر|الشهر)';
const BETWEEN = '\\s*[/.\\-–]\\s*';
const MONTH_FIRST = new RegExp(`(?<!\\p{L})${MONTH}${BETWEEN}${DAY}(?!\\p{L})`, 'iu');
const DAY_FIRST = new RegExp(`(?<!\\p{L})${DAY}${BETWEEN}${MONTH}(?!\\p{L})`, 'iu');

/** Returns the order of day and month that a heading or a remark says: `MM/DD/YYYY`, «يوم/شهر/سنة». */
export function saidOrder(text: string): DateOrder | undefined {
  if (MONTH_FIRST.test(text)) return 'mdy';
  return DAY_FIRST.test(text) ? 'dmy' : undefined;
}
