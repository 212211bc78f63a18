import { describe, expect, test } from '@jest/globals';
import type { HoursEntry } from '../../functions/domain/hours/hours.ts';
import { ownEntries } from '../../functions/domain/hours/own-entries.ts';
import { APPROVAL, entryOf, opportunityOf, RECORDED, timesheetOf } from '../people.ts';

const TODAY = '2025-08-01';
const { approval: _approval, ...WITHOUT_APPROVAL } = entryOf();

const shown = (entry: HoursEntry, change = {}) =>
  ownEntries(timesheetOf([entry], change), opportunityOf(), TODAY)[0];

describe('an hours entry as its volunteer sees it', () => {
  test.each<[string, HoursEntry, object]>([
    ['certified', entryOf({ certificateId: 'C1' }), {}],
    ['counted', entryOf(), {}],
    ['pending', { ...WITHOUT_APPROVAL, status: 'pending' }, {}],
    ['rejected', { ...WITHOUT_APPROVAL, status: 'rejected' }, {}],
    ['withdrawn', entryOf(), { withdrawal: { importId: 'I', entryIds: ['E-2025-07-01'] } }],
    ['out_of_dates', entryOf({ date: '2025-07-16' }), {}],
    ['counted', entryOf({ date: '2025-07-15' }), {}],
  ])('is %s', (standing, entry, change) => {
    expect(shown(entry, change)?.standing).toBe(standing);
  });

  test('says how it was recorded and approved, and names nobody', () => {
    expect(shown(entryOf())).toEqual({
      entryId: 'E-2025-07-01',
      date: '2025-07-01',
      minutes: 360,
      standing: 'counted',
      certificateId: null,
      recorded: { at: RECORDED.at, from: 'file' },
      approval: { at: APPROVAL.at, kind: 'entry', byAnother: true },
      rejectedAt: null,
    });
  });

  test('says that who recorded it approved it', () => {
    const own = entryOf({ approval: { ...APPROVAL, by: RECORDED.by } });
    expect(shown(own)?.approval?.byAnother).toBe(false);
  });

  test('comes after newer ones', () => {
    const entries = ['2025-07-01', '2025-07-03', '2025-07-02'].map((date) => entryOf({ date }));
    const dates = ownEntries(timesheetOf(entries), opportunityOf(), TODAY).map(({ date }) => date);
    expect(dates).toEqual(['2025-07-03', '2025-07-02', '2025-07-01']);
  });
});
