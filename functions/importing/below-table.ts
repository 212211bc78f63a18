import { foldWord } from './values/cell-text.ts';

/** Words of the rows that people add below a table, or between its parts. */

const TOTAL =
  /^(?:grand |sub[ -]?)?totals?(?![a-z])|^(?:grand )?(?:average|avg|count|sum)(?![a-z])|^(?:ال)?(?:متوسط|معدل|عدد|مجموع|اجمالي)(?:[\s:=]|$)|\s(?:totals?|count|average)$|\s(?:ال)?(?:كلي|اجمالي)ه?$/;
const NO_SUM = /(?:^|\s)(?:(?:ال)?(?:متوسط|معدل|عدد)|average|avg|count)(?![\p{L}])/u;
const SIGNATURE =
  /توقيع|ختم|اعتماد|يعتمد|إعداد|اعداد|أعد|\b(?:signature|signed|prepared|approved|checked|reviewed) ?(?:by)?\b|\bstamp\b|[._…]{4,}/i;
const REMARK =
  /مشرف|مدير|رئيس|مسؤول|ملاحظ|تنويه|صفحة|طباعة|طُبع|\b(?:supervisor|manager|director|head|notes?|remarks?|page|printed|exported|generated)\b/i;

/** Returns whether a text begins or ends a total, an average or a count, however its letters are written. */
export const isTotal = (text: string): boolean => TOTAL.test(foldWord(text));

/** Returns whether a text that `isTotal` is about a sum, and no average or count. */
export const isOfSum = (text: string): boolean => !NO_SUM.test(foldWord(text));

/** Returns whether a text stands for a signature or a stamp, or says who prepared the table. */
export const isSignature = (text: string): boolean => SIGNATURE.test(text);

/** Returns whether a text may be a remark below a table: a signature, an office, or a note. */
export const isRemark = (text: string): boolean => isSignature(text) || REMARK.test(text);
