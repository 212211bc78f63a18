/** A calendar day without a time zone, `YYYY-MM-DD`, compared as text. */
export type CalendarDate = string;

/** An instant in UTC, ISO 8601 with milliseconds and `Z`. */
export type Instant = string;

/** The calendar day of an instant in an IANA time zone. */
export function dayIn(timeZone: string, instant: Instant): CalendarDate {
  const parts = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}
