/** Words of the rows that people add below a table, or between its parts. */

const TOTAL =
  /^(?:grand\s+)?(?:sub)?totals?\b|^(?:average|avg|count)\b|^(?:ال)?(?:متوسط|معدل|عدد)(?:\s|:|$)|\stotals?\s*:?$|^sum\b|^(?:ال)?(?:مجموع|اجمالي|إجمالي)(?:\s|:|$)|\s(?:ال)?(?:كلي|[اإ]جمالي)[ةه]?\s*:?$/i;
const SIGNATURE =
  /توقيع|ختم|اعتماد|يعتمد|إعداد|اعداد|أعد|\b(?:signature|signed|prepared|approved|checked|reviewed) ?(?:by)?\b|\bstamp\b|[._…]{4,}/i;
const REMARK =
  /مشرف|مدير|رئيس|مسؤول|ملاحظ|تنويه|صفحة|طباعة|طُبع|\b(?:supervisor|manager|director|head|notes?|remarks?|page|printed|exported|generated)\b/i;

/** Returns whether a text begins or ends a total, an average or a count. */
export const isTotal = (text: string): boolean => TOTAL.test(text);

/** Returns whether a text stands for a signature or a stamp, or says who prepared the table. */
export const isSignature = (text: string): boolean => SIGNATURE.test(text);

/** Returns whether a text may be a remark below a table: a signature, an office, or a note. */
export const isRemark = (text: string): boolean => isSignature(text) || REMARK.test(text);
