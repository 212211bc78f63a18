import { expect, test } from '@jest/globals';
import { meaningOf } from '../../functions/importing/heading-meaning.ts';

test.each([
  ["Volunteer's ID*", 'volunteer_id'],
  ['Volunteer’s No.', 'volunteer_id'],
  ['Hrs', 'hours'],
  ['Hrs worked', 'hours'],
  ['Approval', 'status'],
  ['Approved by', 'approved_by'],
])('the heading %s names the column %s', (heading, name) => {
  expect(meaningOf(heading, 'hours')).toMatchObject({ name, contradicted: false });
});

test('the heading Guardian’s consent names its column with and without its possessive', () => {
  for (const heading of ['Guardian’s consent', "Guardian's consent", 'Guardian consent'])
    expect(meaningOf(heading, 'volunteers')).toMatchObject({ name: 'guardian_consent' });
});
