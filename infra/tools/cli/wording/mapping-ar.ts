import type { MAPPING_EN } from './mapping-en.ts';

/** The messages about a mapping of headings, in Arabic. */
export const MAPPING_AR: typeof MAPPING_EN = {
  mappingForm: (at) =>
    `${at}: ملف المطابقة كائن JSON بالشكل {"عنوانهم": "عنواننا"}، أو ملف CSV من هذين العمودين بلا صف عناوين`,
  mappedTwice: (at, heading) => `${at}: تكرر العنوان «${heading}»`,
  notOurHeading: (at, target, ours) =>
    `${at}: «${target}» ليس من عناويننا: ${ours}، أو أسماؤها العربية (docs/importing.md)`,
};
