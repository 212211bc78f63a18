import { describe, expect, test } from '@jest/globals';
import {
  decideEligibility,
  type EligibilityQuestion,
} from '../../../functions/domain/eligibility/decide-eligibility.ts';
import type { HoursEntry, Timesheet } from '../../../functions/domain/hours/hours.ts';
import { entryOf, opportunityOf, timesheetOf, volunteerOf } from '../../people.ts';

const NOW = '2025-08-01T09:00:00.000Z';
const issuer = { timeZone: 'Asia/Riyadh', dailyCapMinutes: 720 };

function decide(entries: readonly HoursEntry[], change: Partial<EligibilityQuestion> = {}) {
  return decideEligibility({
    volunteer: volunteerOf(),
    opportunity: opportunityOf({ requiredMinutes: 1800 }),
    timesheets: [timesheetOf(entries)],
    issuer,
    now: NOW,
    findUnprintable: () => undefined,
    ...change,
  });
}

const thirtyHours = ['2025-07-01', '2025-07-02', '2025-07-03', '2025-07-04', '2025-07-05'].map((date) =>
  entryOf({ date, minutes: 360 }),
);
const otherTimesheet = (entries: readonly HoursEntry[]): Timesheet => ({
  ...timesheetOf(entries),
  opportunityId: 'OPP-OTHER',
});

describe('eligibility', () => {
  test('is given at exactly the required minutes, with every entry and its approver as evidence', () => {
    const verdict = decide(thirtyHours);
    expect(verdict).toMatchObject({
      reason: 'ELIGIBLE',
      approvedMinutes: 1800,
      pendingMinutes: 0,
      requiredMinutes: 1800,
    });
    if (verdict.reason !== 'ELIGIBLE') throw new Error('not eligible');
    expect(verdict.evidence.map(({ date, minutes, approval }) => [date, minutes, approval.by])).toEqual(
      thirtyHours.map(({ date }) => [date, 360, 'supervisor-1']),
    );
  });

  test('is refused one minute short of the rule, with the missing minutes', () => {
    const [first, ...rest] = thirtyHours;
    expect(decide([...rest, { ...(first as HoursEntry), minutes: 359 }])).toMatchObject({
      reason: 'HOURS_INSUFFICIENT',
      missingMinutes: 1,
      approvedMinutes: 1799,
    });
  });

  test('distinguishes hours that wait for approval from hours that are missing', () => {
    const [first, ...rest] = thirtyHours;
    expect(decide([...rest, { ...(first as HoursEntry), status: 'pending' }])).toMatchObject({
      reason: 'HOURS_PENDING',
      missingMinutes: 360,
      approvedMinutes: 1440,
      pendingMinutes: 360,
    });
  });

  test('does not count rejected hours', () => {
    const [first, ...rest] = thirtyHours;
    expect(decide([...rest, { ...(first as HoursEntry), status: 'rejected' }])).toMatchObject({
      reason: 'HOURS_INSUFFICIENT',
      pendingMinutes: 0,
    });
  });

  test('begins when the last day is over in the issuer’s time zone', () => {
    const lastDay = opportunityOf({ endsOn: '2025-08-01', requiredMinutes: 1800 });
    expect(decide(thirtyHours, { opportunity: lastDay, now: '2025-08-01T20:59:59.000Z' }).reason).toBe(
      'OPPORTUNITY_NOT_ENDED',
    );
    expect(decide(thirtyHours, { opportunity: lastDay, now: '2025-08-01T21:00:00.000Z' }).reason).toBe(
      'ELIGIBLE',
    );
  });

  test.each([
    ['an entry before the first day', '2025-05-31', 'OUTSIDE_DATES'],
    ['an entry after the last day', '2025-07-20', 'OUTSIDE_DATES'],
    ['an entry in the future', '2025-08-02', 'IN_FUTURE'],
  ])('does not count %s, and flags it', (_, date, code) => {
    const [, ...rest] = thirtyHours;
    const outside = entryOf({ date, minutes: 600 });
    const verdict = decide([...rest, outside]);
    expect(verdict).toMatchObject({ reason: 'HOURS_INSUFFICIENT', approvedMinutes: 1440 });
    expect(verdict.flags).toContainEqual({ code, date, entryIds: [outside.entryId] });
  });

  test('is refused for an overlap with hours of another opportunity, not for adjacent shifts', () => {
    const [first, ...rest] = thirtyHours;
    const morning = {
      ...(first as HoursEntry),
      start: '2025-07-01T05:00:00.000Z',
      end: '2025-07-01T11:00:00.000Z',
    };
    const from = (start: string) =>
      otherTimesheet([
        entryOf({
          entryId: 'E-OTHER',
          date: '2025-07-01',
          minutes: 120,
          start,
          end: '2025-07-01T13:00:00.000Z',
        }),
      ]);
    expect(
      decide([morning, ...rest], {
        timesheets: [timesheetOf([morning, ...rest]), from('2025-07-01T10:59:00.000Z')],
      }),
    ).toMatchObject({
      reason: 'HOURS_CONFLICT',
      date: '2025-07-01',
      entryIds: [morning.entryId, 'E-OTHER'].sort(),
    });
    expect(
      decide([morning, ...rest], {
        timesheets: [timesheetOf([morning, ...rest]), from('2025-07-01T11:00:00.000Z')],
      }).reason,
    ).toBe('ELIGIBLE');
  });

  test('is refused for more than 24 hours of a person in a day over all opportunities, not of an institution', () => {
    const timesheets = [
      timesheetOf(thirtyHours),
      otherTimesheet([entryOf({ entryId: 'E-OTHER', date: '2025-07-02', minutes: 1081 })]),
    ];
    expect(decide([], { timesheets })).toMatchObject({ reason: 'HOURS_CONFLICT', date: '2025-07-02' });
    expect(decide([], { timesheets, volunteer: volunteerOf({ kind: 'institution' }) }).reason).toBe(
      'ELIGIBLE',
    );
    const fits = [timesheetOf(thirtyHours), otherTimesheet([entryOf({ date: '2025-07-02', minutes: 1080 })])];
    expect(decide([], { timesheets: fits }).reason).toBe('ELIGIBLE');
  });

  test('counts a shift over midnight on both of its days', () => {
    const night = entryOf({
      date: '2025-07-01',
      minutes: 600,
      start: '2025-07-01T19:00:00.000Z',
      end: '2025-07-02T05:00:00.000Z',
    });
    const day = entryOf({
      date: '2025-07-01',
      minutes: 900,
      start: '2025-06-30T21:00:00.000Z',
      end: '2025-07-01T12:00:00.000Z',
    });
    const enough = opportunityOf({ requiredMinutes: 1500 });
    expect(decide([night, day], { opportunity: enough }).reason).toBe('ELIGIBLE');
  });

  test('flags a conflict with hours that wait for approval, and is not refused for it', () => {
    const pending = otherTimesheet([
      entryOf({ entryId: 'E-WAIT', date: '2025-07-02', minutes: 1200, status: 'pending' }),
    ]);
    const verdict = decide([], { timesheets: [timesheetOf(thirtyHours), pending] });
    expect(verdict.reason).toBe('ELIGIBLE');
    expect(verdict.flags.map(({ code }) => code)).toEqual(['DAY_OVER_24_HOURS', 'OVER_DAILY_CAP']);
  });

  test('flags the same content under two IDs', () => {
    const [first] = thirtyHours;
    const twin = { ...(first as HoursEntry), entryId: 'E-TWIN' };
    expect(decide([...thirtyHours, twin]).flags).toContainEqual({
      code: 'DUPLICATE_CONTENT',
      date: '2025-07-01',
      entryIds: [first?.entryId, 'E-TWIN'].sort(),
    });
  });

  test('is given once for an award, and never for a locked one', () => {
    expect(
      decide([], { timesheets: [{ ...timesheetOf(thirtyHours), certificateId: 'B1P90CH35ABARTZ768' }] }),
    ).toMatchObject({
      reason: 'ALREADY_ISSUED',
      certificateId: 'B1P90CH35ABARTZ768',
    });
    expect(decide([], { timesheets: [{ ...timesheetOf(thirtyHours), locked: true }] }).reason).toBe(
      'AWARD_LOCKED',
    );
  });

  test('requires a guardian’s consent until the eighteenth birthday', () => {
    const born = (birthDate: string, guardianConsent?: boolean) =>
      decide(thirtyHours, {
        volunteer: volunteerOf({ birthDate, ...(guardianConsent === undefined ? {} : { guardianConsent }) }),
      }).reason;
    expect(born('2007-08-02')).toBe('CONSENT_MISSING');
    expect(born('2007-08-02', false)).toBe('CONSENT_MISSING');
    expect(born('2007-08-02', true)).toBe('ELIGIBLE');
    expect(born('2007-08-01')).toBe('ELIGIBLE');
  });

  test('requires both names, in printable characters', () => {
    expect(decide(thirtyHours, { volunteer: volunteerOf({ nameAr: '' }) }).reason).toBe('NAME_MISSING_AR');
    expect(decide(thirtyHours, { volunteer: volunteerOf({ nameEn: '' }) }).reason).toBe('NAME_MISSING_EN');
    expect(
      decide(thirtyHours, {
        findUnprintable: (field) => (field === 'nameAr' ? { codePoint: 'U+08A0', position: 3 } : undefined),
      }),
    ).toMatchObject({ reason: 'NAME_NOT_PRINTABLE', field: 'nameAr', codePoint: 'U+08A0' });
  });

  test('is refused for an unknown volunteer or opportunity', () => {
    expect(decide([], { volunteer: undefined }).reason).toBe('VOLUNTEER_UNKNOWN');
    expect(decide([], { opportunity: undefined }).reason).toBe('OPPORTUNITY_UNKNOWN');
  });

  test('requires at least one minute, even where the rule requires none', () => {
    expect(decide([], { timesheets: [], opportunity: opportunityOf({ requiredMinutes: 0 }) })).toMatchObject({
      reason: 'HOURS_INSUFFICIENT',
      missingMinutes: 1,
    });
  });
});
