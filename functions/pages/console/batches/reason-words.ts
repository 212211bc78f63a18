import type { ReaderFormat } from '../../reader-format.ts';
import type { BatchItem } from './batch-queries.ts';
import type { BatchWords } from './words.ts';

/** Returns a reason in words; by its code where this page doesn't know it. */
export function reasonTitle(reason: string, { reasons }: BatchWords): string {
  const known: Readonly<Record<string, string>> = reasons;
  return known[reason] ?? reason;
}

/** Returns the numbers and days behind the reason of an item; undefined where there are none to show. */
export function reasonFacts(
  { facts = {} }: Pick<BatchItem, 'facts'>,
  { facts: texts }: BatchWords,
  format: ReaderFormat,
): string | undefined {
  const { missingMinutes, approvedMinutes, pendingMinutes, requiredMinutes, endsOn, date } = facts;
  if (typeof missingMinutes === 'number') {
    const hours = (minutes: unknown) => format.hours(typeof minutes === 'number' ? minutes : 0);
    const approved = texts.approved
      .replace('{approved}', hours(approvedMinutes))
      .replace('{required}', hours(requiredMinutes));
    return pendingMinutes === 0
      ? approved
      : `${approved} ${texts.pending.replace('{pending}', hours(pendingMinutes))}`;
  }
  if (typeof endsOn === 'string') return texts.endsOn.replace('{date}', format.day(endsOn));
  if (typeof date === 'string') return texts.on.replace('{date}', format.day(date));
  return undefined;
}
