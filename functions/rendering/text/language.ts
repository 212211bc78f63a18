/** A language that documents are written in: Arabic from right to left, English from left to right. */
export type Language = 'ar' | 'en';
