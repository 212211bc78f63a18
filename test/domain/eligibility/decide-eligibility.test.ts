import { describe, expect, test } from '@jest/globals';
import {
  decideEligibility,
  type EligibilityQuestion,
} from '../../../functions/domain/eligibility/decide-eligibility.ts';
import type { HoursEntry, Timesheet } from '../../../functions/domain/hours/hours.ts';
import { entryOf, opportunityOf, timesheetOf, volunteerOf } from '../../people.ts';

const NOW = '2025-08-01T09:00:00.000Z';
const issuer = { timeZone: 'Asia/Riyadh', dailyCapMinutes: 720 };

function ask(entries: readonly HoursEntry[], change: Partial<EligibilityQuestion> = {}) {
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
  test('is given at exactly the rule, with every entry as evidence and who approved it', () => {
    const verdict = ask(thirtyHours);
    expect(verdict).toMatchObject({
      reason: 'ELIGIBLE',
      approvedMinutes: 1800,
      pendingMinutes: 0,
      requiredMinutes: 1800,
    });
    if (verdict.reason !== 'ELIGIBLE') throw new Error('not eligible');
    expect(verdict.evidence.map(({ date, minutes, approvedBy }) => [date, minutes, approvedBy])).toEqual(
      thirtyHours.map(({ date }) => [date, 360, 'Dr Amal']),
    );
  });

  test('refuses one minute short of the rule and says so', () => {
    const [first, ...rest] = thirtyHours;
    expect(ask([...rest, { ...(first as HoursEntry), minutes: 359 }])).toMatchObject({
      reason: 'HOURS_INSUFFICIENT',
      missingMinutes: 1,
      approvedMinutes: 1799,
    });
  });

  test('tells apart hours that wait for approval from hours that are missing', () => {
    const [first, ...rest] = thirtyHours;
    expect(ask([...rest, { ...(first as HoursEntry), status: 'pending' }])).toMatchObject({
      reason: 'HOURS_PENDING',
      missingMinutes: 360,
      approvedMinutes: 1440,
      pendingMinutes: 360,
    });
  });

  test('never counts rejected hours', () => {
    const [first, ...rest] = thirtyHours;
    expect(ask([...rest, { ...(first as HoursEntry), status: 'rejected' }])).toMatchObject({
      reason: 'HOURS_INSUFFICIENT',
      pendingMinutes: 0,
    });
  });

  test('waits until the last day is over in the issuer’s time zone', () => {
    const lastDay = opportunityOf({ endsOn: '2025-08-01', requiredMinutes: 1800 });
    expect(ask(thirtyHours, { opportunity: lastDay, now: '2025-08-01T20:59:59.000Z' }).reason).toBe(
      'OPPORTUNITY_NOT_ENDED',
    );
    expect(ask(thirtyHours, { opportunity: lastDay, now: '2025-08-01T21:00:00.000Z' }).reason).toBe(
      'ELIGIBLE',
    );
  });

  test.each([
    ['an entry before the first day', '2025-05-31', 'OUTSIDE_DATES'],
    ['an entry after the last day', '2025-07-20', 'OUTSIDE_DATES'],
    ['an entry in the future', '2025-08-02', 'IN_FUTURE'],
  ])('%s counts for nothing and is flagged', (_, date, code) => {
    const [, ...rest] = thirtyHours;
    const strange = entryOf({ date, minutes: 600 });
    const verdict = ask([...rest, strange]);
    expect(verdict).toMatchObject({ reason: 'HOURS_INSUFFICIENT', approvedMinutes: 1440 });
    expect(verdict.flags).toContainEqual({ code, date, entryIds: [strange.entryId] });
  });

  test('an overlap with another opportunity’s hours is a conflict; touching shifts are not', () => {
    const [first, ...rest] = thirtyHours;
    const mine = {
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
      ask([mine, ...rest], { timesheets: [timesheetOf([mine, ...rest]), from('2025-07-01T10:59:00.000Z')] }),
    ).toMatchObject({
      reason: 'HOURS_CONFLICT',
      date: '2025-07-01',
      entryIds: [mine.entryId, 'E-OTHER'].sort(),
    });
    expect(
      ask([mine, ...rest], { timesheets: [timesheetOf([mine, ...rest]), from('2025-07-01T11:00:00.000Z')] })
        .reason,
    ).toBe('ELIGIBLE');
  });

  test('one person has 24 hours in a day, over all opportunities; a team is many people', () => {
    const timesheets = [
      timesheetOf(thirtyHours),
      otherTimesheet([entryOf({ entryId: 'E-OTHER', date: '2025-07-02', minutes: 1081 })]),
    ];
    expect(ask([], { timesheets })).toMatchObject({ reason: 'HOURS_CONFLICT', date: '2025-07-02' });
    expect(ask([], { timesheets, volunteer: volunteerOf({ kind: 'institution' }) }).reason).toBe('ELIGIBLE');
    const fits = [timesheetOf(thirtyHours), otherTimesheet([entryOf({ date: '2025-07-02', minutes: 1080 })])];
    expect(ask([], { timesheets: fits }).reason).toBe('ELIGIBLE');
  });

  test('a shift over midnight fills two days, not one day twice', () => {
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
    expect(ask([night, day], { opportunity: enough }).reason).toBe('ELIGIBLE');
  });

  test('hours that contradict only hours that wait for approval are flagged, not refused', () => {
    const waiting = otherTimesheet([
      entryOf({ entryId: 'E-WAIT', date: '2025-07-02', minutes: 1200, status: 'pending' }),
    ]);
    const verdict = ask([], { timesheets: [timesheetOf(thirtyHours), waiting] });
    expect(verdict.reason).toBe('ELIGIBLE');
    expect(verdict.flags.map(({ code }) => code)).toEqual(['DAY_OVER_24_HOURS', 'OVER_DAILY_CAP']);
  });

  test('the same content under two IDs is flagged', () => {
    const [first] = thirtyHours;
    const twin = { ...(first as HoursEntry), entryId: 'E-TWIN' };
    expect(ask([...thirtyHours, twin]).flags).toContainEqual({
      code: 'DUPLICATE_CONTENT',
      date: '2025-07-01',
      entryIds: [first?.entryId, 'E-TWIN'].sort(),
    });
  });

  test('an award is given once; fraud closes it for ever', () => {
    expect(
      ask([], { timesheets: [{ ...timesheetOf(thirtyHours), certificateId: 'B1P90CH35ABARTZ768' }] }),
    ).toMatchObject({
      reason: 'ALREADY_ISSUED',
      certificateId: 'B1P90CH35ABARTZ768',
    });
    expect(ask([], { timesheets: [{ ...timesheetOf(thirtyHours), locked: true }] }).reason).toBe(
      'AWARD_LOCKED',
    );
  });

  test('a minor needs a guardian’s consent until the eighteenth birthday', () => {
    const born = (birthDate: string, guardianConsent?: boolean) =>
      ask(thirtyHours, {
        volunteer: volunteerOf({ birthDate, ...(guardianConsent === undefined ? {} : { guardianConsent }) }),
      }).reason;
    expect(born('2007-08-02')).toBe('CONSENT_MISSING');
    expect(born('2007-08-02', false)).toBe('CONSENT_MISSING');
    expect(born('2007-08-02', true)).toBe('ELIGIBLE');
    expect(born('2007-08-01')).toBe('ELIGIBLE');
  });

  test('both names must be there and be printable', () => {
    expect(ask(thirtyHours, { volunteer: volunteerOf({ nameAr: '' }) }).reason).toBe('NAME_MISSING_AR');
    expect(ask(thirtyHours, { volunteer: volunteerOf({ nameEn: '' }) }).reason).toBe('NAME_MISSING_EN');
    expect(
      ask(thirtyHours, { findUnprintable: (field) => (field === 'nameAr' ? 'U+08A0' : undefined) }),
    ).toMatchObject({ reason: 'NAME_NOT_PRINTABLE', field: 'nameAr', codePoint: 'U+08A0' });
  });

  test('says who or what is unknown', () => {
    expect(ask([], { volunteer: undefined }).reason).toBe('VOLUNTEER_UNKNOWN');
    expect(ask([], { opportunity: undefined }).reason).toBe('OPPORTUNITY_UNKNOWN');
  });

  test('no hours are never enough, even for a rule of none', () => {
    expect(ask([], { timesheets: [], opportunity: opportunityOf({ requiredMinutes: 0 }) })).toMatchObject({
      reason: 'HOURS_INSUFFICIENT',
      missingMinutes: 1,
    });
  });
});
