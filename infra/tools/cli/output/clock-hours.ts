/** Formats minutes as hours and minutes: `31:30`. Returns undefined for anything but a number. */
export function clockHours(minutes: unknown): string | undefined {
  if (typeof minutes !== 'number') return undefined;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
