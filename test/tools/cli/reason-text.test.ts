import { expect, test } from '@jest/globals';
import { reasonText } from '../../../infra/tools/cli/output/reason-text.ts';
import { messagesIn } from '../../../infra/tools/cli/wording/messages.ts';

const hours = (pendingMinutes: number) => ({
  reason: 'HOURS_INSUFFICIENT',
  facts: { approvedMinutes: 480, requiredMinutes: 1800, pendingMinutes, missingMinutes: 1320 },
});

test('names hours that await approval only when there are any', () => {
  const textOf = (pendingMinutes: number) => reasonText(hours(pendingMinutes), messagesIn('en'));
  expect(textOf(0)).toBe('HOURS_INSUFFICIENT – not enough hours – 8:00 of 30:00 hours');
  expect(textOf(60)).toBe(
    'HOURS_INSUFFICIENT – not enough hours – 8:00 of 30:00 hours; 1:00 awaiting approval',
  );
});

test('joins several facts with the comma of the language', () => {
  const conflict = { reason: 'HOURS_CONFLICT', facts: { date: '2025-02-19', entryIds: ['H-1', 'H-2'] } };
  expect(reasonText(conflict, messagesIn('ar'))).toBe('HOURS_CONFLICT – ساعات متعارضة – 2025-02-19 H-1، H-2');
});
