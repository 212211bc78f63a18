import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  GENDER_WORDS,
  OPPORTUNITY_WORDS,
  readChoice,
  STATUS_WORDS,
  TRACK_WORDS,
  VOLUNTEER_WORDS,
  YES_WORDS,
} from '../../../functions/importing/values/choice-words.ts';
import { readDate } from '../../../functions/importing/values/read-date.ts';
import { readHours } from '../../../functions/importing/values/read-hours.ts';
import { readId } from '../../../functions/importing/values/read-identifier.ts';
import { readCount, readEmail, readTitle } from '../../../functions/importing/values/read-text.ts';
import { readTime } from '../../../functions/importing/values/read-time.ts';
import { harmless, nastyText } from '../../hostile-input.ts';

const DATES = (['gregorian', 'hijri'] as const).flatMap((calendar) =>
  (['dmy', 'mdy'] as const).map((order) => ({
    calendar,
    order,
    timeZones: ['Asia/Riyadh', 'Asia/Baghdad'],
    shortYears: true,
  })),
);

const isDay = (day: unknown) =>
  typeof day === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(day) &&
  new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
const isOneOf = (choices: object) => (value: unknown) => Object.hasOwn(choices, String(value));

/** Each reader of a cell, and what a value of it is. */
const READERS: readonly [name: string, read: (text: string) => object, isValue: (value: never) => boolean][] =
  [
    ...DATES.flatMap((rules): typeof READERS => [
      [`a date, ${rules.calendar}, ${rules.order}`, (text) => readDate(text, rules), isDay],
      [
        `a time, ${rules.calendar}, ${rules.order}`,
        (text) => readTime(text, rules),
        ({ time, day }: { time: string; day?: string }) =>
          /^(?:[01]\d|2[0-4]):[0-5]\d$/.test(time) && (day === undefined || isDay(day)),
      ],
    ]),
    ...([undefined, 'decimal', 'clock'] as const).map((unit): (typeof READERS)[number] => [
      `hours, ${unit ?? 'of no unit'}`,
      (text) => readHours(text, { unit, numbersTrimmed: true }),
      (minutes: number) => Number.isSafeInteger(minutes),
    ]),
    ['an identifier', readId, (id: string) => /^[A-Za-z0-9._:-]{1,64}$/.test(id)],
    ['a count', readCount, (count: number) => Number.isSafeInteger(count) && count >= 0],
    ['an email address', readEmail, (address: string) => /^[^\s@]+@[^\s@]+$/.test(address)],
    [
      'a title',
      (text) => readTitle(text, 120),
      (title: string) => !/[\p{Cc}\p{Cs}\u202a-\u202e]/u.test(title),
    ],
    ...[GENDER_WORDS, OPPORTUNITY_WORDS, STATUS_WORDS, TRACK_WORDS, VOLUNTEER_WORDS, YES_WORDS].map(
      (choices): (typeof READERS)[number] => [
        `one of ${Object.keys(choices).join(', ')}`,
        (text) => readChoice(text, choices as never),
        isOneOf(choices),
      ],
    ),
  ];

describe('whatever a cell says, it is a value or a problem:', () => {
  test.each(READERS)('%s', async (_, read, isValue) => {
    await fc.assert(
      fc.asyncProperty(nastyText(), async (text) => {
        const reading = (await harmless(() => read(text), 1_000)) as {
          value?: never;
          problem?: { code: string };
        };
        expect('value' in reading ? isValue(reading.value as never) : reading.problem?.code).toBeTruthy();
      }),
      { numRuns: 300 },
    );
  });
});
