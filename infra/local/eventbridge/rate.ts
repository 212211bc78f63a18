import { UnsupportedTemplate } from '../template/unsupported-template.ts';

const MILLISECONDS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** Returns the milliseconds of a rate expression, such as `rate(5 minutes)`. @throws UnsupportedTemplate for cron. */
export function rateMilliseconds(expression: string): number {
  const match = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  const [, count = '0', unit] = match ?? [];
  if (unit !== 'minute' && unit !== 'hour' && unit !== 'day') {
    throw new UnsupportedTemplate(
      `the schedule expression ${expression} is not supported: only rate(n minutes|hours|days) is`,
    );
  }
  return Number(count) * MILLISECONDS[unit];
}
