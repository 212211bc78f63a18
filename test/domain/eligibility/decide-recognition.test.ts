import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { daysAfter } from '../../../functions/domain/calendar-date.ts';
import {
  decideRecognition,
  type Recognition,
  type RecognitionQuestion,
  recognitionSlot,
} from '../../../functions/domain/eligibility/decide-recognition.ts';
import { entryOf, timesheetOf, volunteerOf } from '../../people.ts';

const issuerId = 'rawabi-health-cluster';
const annual: Recognition = { kind: 'annual', issuerId, year: 2025 };
const fifty: Recognition = { kind: 'milestone', issuerId, hours: 50 };

const decide = (award: Recognition, change: Partial<RecognitionQuestion> = {}) =>
  decideRecognition({
    award,
    volunteer: volunteerOf(),
    timesheets: [],
    recognitions: [],
    issuer: { timeZone: 'Asia/Riyadh' },
    now: '2026-01-15T09:00:00.000Z',
    findUnprintable: () => undefined,
    roomReason: undefined,
    ...change,
  });

/** Ten hours a week from the first of June 2025, over two opportunities. */
const weeks = (count: number) => {
  const entries = Array.from({ length: count }, (_, week) =>
    entryOf({
      entryId: `E-${String(week).padStart(2, '0')}`,
      date: daysAfter('2025-06-01', 7 * week),
      minutes: 600,
    }),
  );
  return [
    timesheetOf(entries.filter((_, week) => week % 2 === 0)),
    timesheetOf(
      entries.filter((_, week) => week % 2 === 1),
      { opportunityId: 'OPP-2' },
    ),
  ];
};

describe('an annual recognition', () => {
  test('counts approved hours of that year for all opportunities of the issuer, and no others', () => {
    const timesheets = [
      ...weeks(3),
      timesheetOf([entryOf({ date: '2024-12-31', minutes: 60 })], { opportunityId: 'OPP-3' }),
      timesheetOf([entryOf({ date: '2025-03-01', minutes: 60 })], {
        opportunityId: 'OPP-4',
        issuerId: 'another',
      }),
      timesheetOf([entryOf({ date: '2025-03-01', minutes: 60, status: 'pending' })], {
        opportunityId: 'OPP-5',
      }),
    ];
    expect(decide(annual, { timesheets })).toMatchObject({
      reason: 'ELIGIBLE',
      approvedMinutes: 1800,
      pendingMinutes: 60,
    });
  });

  test('is refused until the year is over in the issuer’s time zone', () => {
    expect(decide(annual, { timesheets: weeks(3), now: '2025-12-31T20:59:59.000Z' })).toMatchObject({
      reason: 'PERIOD_NOT_ENDED',
      endsOn: '2025-12-31',
    });
    expect(decide(annual, { timesheets: weeks(3), now: '2025-12-31T21:00:00.000Z' }).reason).toBe('ELIGIBLE');
  });

  test('requires at least one minute', () => {
    expect(decide(annual)).toMatchObject({ reason: 'HOURS_INSUFFICIENT', missingMinutes: 1 });
  });
});

describe('a milestone', () => {
  test('is given at exactly its hours', () => {
    expect(decide(fifty, { timesheets: weeks(5) })).toMatchObject({
      reason: 'ELIGIBLE',
      approvedMinutes: 3000,
    });
    expect(decide(fifty, { timesheets: weeks(4) })).toMatchObject({
      reason: 'HOURS_INSUFFICIENT',
      missingMinutes: 600,
    });
  });

  test('cites the first hours that reach it, whatever is added later', () => {
    const evidence = (count: number) => {
      const verdict = decide(fifty, { timesheets: weeks(count) });
      return verdict.reason === 'ELIGIBLE' ? verdict.evidence.map(({ entryId }) => entryId) : [];
    };
    expect(evidence(5)).toEqual(['E-00', 'E-01', 'E-02', 'E-03', 'E-04']);
    expect(evidence(9)).toEqual(evidence(5));
  });

  test('cites hours that a certificate claims', () => {
    const claimed = weeks(5).map((timesheet) => ({
      ...timesheet,
      certificateId: 'B1P90CH35ABARTZ768',
      entries: timesheet.entries.map((entry) => ({ ...entry, certificateId: 'B1P90CH35ABARTZ768' })),
    }));
    expect(decide(fifty, { timesheets: claimed }).reason).toBe('ELIGIBLE');
  });

  test('is given once, and never for a locked slot', () => {
    const slot = recognitionSlot(fifty);
    expect(
      decide(fifty, { timesheets: weeks(5), recognitions: [{ slot, certificateId: 'B1P90CH35ABARTZ768' }] }),
    ).toMatchObject({ reason: 'ALREADY_ISSUED', certificateId: 'B1P90CH35ABARTZ768' });
    expect(decide(fifty, { timesheets: weeks(5), recognitions: [{ slot, locked: true }] }).reason).toBe(
      'AWARD_LOCKED',
    );
    const other = recognitionSlot({ ...fifty, hours: 100 });
    expect(
      decide(fifty, { timesheets: weeks(5), recognitions: [{ slot: other, certificateId: 'X' }] }).reason,
    ).toBe('ELIGIBLE');
  });

  test('is refused for hours that conflict', () => {
    const twice = [
      ...weeks(5),
      timesheetOf([entryOf({ date: '2025-06-01', minutes: 900 })], { opportunityId: 'OPP-9' }),
    ];
    expect(decide(fifty, { timesheets: twice })).toMatchObject({
      reason: 'HOURS_CONFLICT',
      date: '2025-06-01',
    });
  });

  test('cites at least its hours, and no entry at the end that isn’t needed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1400 }), { maxLength: 30 }), (minutes) => {
        const entries = minutes.map((some, day) =>
          entryOf({
            entryId: `E-${String(day).padStart(2, '0')}`,
            date: daysAfter('2025-06-01', day),
            minutes: some,
          }),
        );
        const verdict = decide(fifty, { timesheets: [timesheetOf(entries)] });
        const total = minutes.reduce((sum, some) => sum + some, 0);
        expect(verdict.reason).toBe(total >= 3000 ? 'ELIGIBLE' : 'HOURS_INSUFFICIENT');
        if (verdict.reason !== 'ELIGIBLE') return;
        const cited = verdict.evidence.map((entry) => entry.minutes);
        const sum = cited.reduce((all, some) => all + some, 0);
        expect(sum).toBeGreaterThanOrEqual(3000);
        expect(sum - (cited.at(-1) ?? 0)).toBeLessThan(3000);
      }),
    );
  });
});

test('refuses a recognition whose design has no room for all who sign it', () => {
  const noRoom = { reason: 'DESIGN_NO_ROOM', printed: 'signatories', count: 6, most: 4 } as const;
  const timesheets = weeks(5);
  expect(decide(fifty, { timesheets, roomReason: noRoom })).toMatchObject(noRoom);
  expect(decide(fifty, { timesheets })).toMatchObject({ reason: 'ELIGIBLE' });
});
