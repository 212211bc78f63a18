import { plainText } from './cell-text.ts';

const FRACTION = /^0?[.,٫](\d{4,})$/;
const DAY_MINUTES = 1440;
/** Spreadsheets write a third of an hour with more digits than this is apart. */
const TOLERANCE_MINUTES = 0.01;

/**
 * Returns the time, such as `07:30`, that a number below one is as a part of a day, if it is whole minutes: a
 * spreadsheet stores times so, and shows them so without their format. As hours, few numbers of four decimals or more
 * are whole minutes of a day.
 */
export function dayFractionClock(text: string): string | undefined {
  const [, digits] = FRACTION.exec(plainText(text)) ?? [];
  if (digits === undefined) return undefined;
  const minutes = Number(`0.${digits}`) * DAY_MINUTES;
  const whole = Math.round(minutes);
  if (whole === 0 || Math.abs(minutes - whole) > TOLERANCE_MINUTES) return undefined;
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}
