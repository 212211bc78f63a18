/** Words for a half or a part of the day, without vowel signs. */
const BEFORE_NOON = 'a\\.?m\\.?|صباحا|فجرا|ضحى|قبل الظهر|ص';
const AFTER_NOON = 'p\\.?m\\.?|مساءا?|عصرا|مغربا|عشاءا?|بعد الظهر|بعد الظهيرة|م';

/** The source of a pattern for a part of the day: `am`, «م», «ظهرا», «ليلا». */
export const HALF = `(?:${BEFORE_NOON}|${AFTER_NOON}|ظهرا|ليلا)`;

const MORNING = new RegExp(`^(?:${BEFORE_NOON})$`, 'i');
const NOON = [10, 3] as const;
const NIGHT = [6, 5] as const;

/**
 * Returns the hour of the day, up to 24, of an hour with or without its part of the day; undefined if the two
 * contradict each other. «11 ظهرا» is before noon, «2 ليلا» after midnight.
 */
export function hourOf(hour: number, half: string | undefined): number | undefined {
  if (hour > 24) return undefined;
  if (half === undefined) return hour;
  if (hour > 12) return MORNING.test(half) || hour === 24 ? undefined : hour;
  if (half === 'ظهرا') {
    const [earliest, latest] = NOON;
    return hour >= earliest ? hour : hour >= 1 && hour <= latest ? hour + 12 : undefined;
  }
  if (half === 'ليلا') {
    const [earliest, latest] = NIGHT;
    return hour === 12 ? 0 : hour >= earliest ? hour + 12 : hour <= latest ? hour : undefined;
  }
  const morning = MORNING.test(half);
  if (hour === 0) return morning ? 0 : undefined;
  return (hour % 12) + (morning ? 0 : 12);
}
