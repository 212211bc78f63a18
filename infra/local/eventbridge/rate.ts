import { UnsupportedTemplate } from '../template/unsupported-template.ts';

const MILLISECONDS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** `rate(5 minutes)` in milliseconds. Other kinds of expressions are unknown. */
export function rateMilliseconds(expression: string): number {
  const match = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  const [, count = '0', unit] = match ?? [];
  if (unit !== 'minute' && unit !== 'hour' && unit !== 'day') {
    throw new UnsupportedTemplate(`the schedule ${expression} is not known: only rate(n minutes|hours|days)`);
  }
  return Number(count) * MILLISECONDS[unit];
}
