import type { BatchItem } from '../api/answers.ts';
import type { Messages } from '../wording/messages-en.ts';
import { clockHours } from './clock-hours.ts';

/**
 * Returns why an item was not issued: the permanent code, its meaning and its facts. Returns undefined without a
 * reason.
 */
export function reasonText(
  { reason, facts = {} }: Pick<BatchItem, 'reason' | 'facts'>,
  messages: Messages,
): string | undefined {
  if (reason === undefined) return undefined;
  const meaning = messages.reasons[reason];
  const details = factsText(facts, messages);
  return [reason, meaning, details].filter((part) => part !== undefined && part !== '').join(' – ');
}

function factsText(facts: Readonly<Record<string, unknown>>, messages: Messages): string {
  const { approvedMinutes, requiredMinutes, pendingMinutes, missingMinutes, certificateId, ...others } =
    facts;
  if (typeof missingMinutes === 'number') {
    return messages.hoursBehind(
      clockHours(approvedMinutes) ?? '',
      clockHours(requiredMinutes) ?? '',
      pendingMinutes === 0 ? undefined : clockHours(pendingMinutes),
    );
  }
  return Object.values(others)
    .map((fact) => (Array.isArray(fact) ? fact.join(messages.comma) : String(fact)))
    .join(' ');
}
