/** Minutes as people read hours: `31:30`. */
export function clockHours(minutes: unknown): string | undefined {
  if (typeof minutes !== 'number') return undefined;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
