import type { CalendarDate } from '../calendar-date.ts';

/** The age of majority in both countries served. */
const AGE_OF_MAJORITY_YEARS = 18;

/** Returns whether a person is a minor on a day; false if the birth date is unknown. */
export function isMinor(birthDate: CalendarDate | undefined, on: CalendarDate): boolean {
  return birthDate !== undefined && yearsLater(birthDate, AGE_OF_MAJORITY_YEARS) > on;
}

/** Returns the same day some years later; 29 February becomes 1 March in a common year. */
export function yearsLater(day: CalendarDate, years: number): CalendarDate {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.toISOString().slice(0, 10);
}
