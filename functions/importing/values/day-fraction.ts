import { plainText } from './cell-text.ts';

const FRACTION = /^0?[.,٫](\d{3,})$/;
const DAY_MINUTES = 1440;
const HOUR_MINUTES = 60;
/** Spreadsheets write a third of an hour with more digits than this is apart. */
const TOLERANCE_MINUTES = 0.01;

/**
 * Returns the time, such as `07:30`, that a number below one is as a part of a day, if it is whole minutes: a
 * spreadsheet stores times so, and shows them so without their format. As hours, few numbers of four decimals or more
 * are whole minutes of a day; with three, such as 0.375, those are told apart that are no whole minutes of an hour.
 */
export function dayFractionClock(text: string): string | undefined {
  const [, digits] = FRACTION.exec(plainText(text)) ?? [];
  if (digits === undefined) return undefined;
  if (digits.length === 3 && (Number(digits) * HOUR_MINUTES) % 1000 === 0) return undefined;
  const minutes = Number(`0.${digits}`) * DAY_MINUTES;
  const whole = Math.round(minutes);
  if (whole === 0 || Math.abs(minutes - whole) > TOLERANCE_MINUTES) return undefined;
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}
