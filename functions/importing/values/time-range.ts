import { HALF } from './day-half.ts';

const TIME = `\\d{1,2}(?:[:.]\\d{2})?\\s*(?:${HALF})?`;
const RANGE = new RegExp(
  `^(?:(?:من|from)\\s*)?${TIME}\\s*(?:[-–—]|to|till|until|إلى|الى|حتى)\\s*${TIME}$`,
  'i',
);

/** Returns whether a text says from when to when: `8-12`, «من 8 ص إلى 12». */
export const isTimeRange = (text: string): boolean => RANGE.test(text);
