import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { INELIGIBILITY_REASONS } from '../../functions/routes/reasons.ts';

const file = new URL('../../templates/pages/console/batches.en.json', import.meta.url);

test('the console has words and advice for every reason why somebody is refused', () => {
  const { reasons, advice } = JSON.parse(readFileSync(file, 'utf8'));
  for (const reason of Object.keys(INELIGIBILITY_REASONS))
    expect([reason, typeof reasons[reason], typeof advice[reason]]).toEqual([reason, 'string', 'string']);
});
