import { expect, test } from '@jest/globals';
import { countForm } from '../../../functions/domain/wording/count-form.ts';

test.each([
  [1, 'one'],
  [2, 'two'],
  [3, 'few'],
  [10, 'few'],
  [11, 'many'],
  [99, 'many'],
  [100, 'many'],
  [101, 'many'],
  [102, 'many'],
  [103, 'few'],
  [110, 'few'],
  [111, 'many'],
  [0, 'many'],
])('%i things take the form %s', (count, form) => {
  expect(countForm(count)).toBe(form);
});
