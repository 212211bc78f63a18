import { describe, expect, test } from '@jest/globals';
import { compareNames } from '../../functions/domain/import/compare-names.ts';
import { entryOf, opportunityOf, timesheetOf, volunteerOf } from '../people.ts';
import { checkTable } from './check-table.ts';

const opportunities = [
  opportunityOf({ opportunityId: 'OP-1', titleAr: 'حملة القلب السليم', titleEn: 'Healthy heart campaign' }),
  opportunityOf({ opportunityId: 'OP-2', titleAr: 'حملة السكري', titleEn: 'Diabetes campaign' }),
];
const volunteers = [
  volunteerOf({ volunteerId: 'V-1', nameAr: 'سعد علي القحطاني', nameEn: 'Saad Ali Alqahtani' }),
  volunteerOf({ volunteerId: 'V-2', nameAr: 'نورة سالم الحربي', nameEn: 'Noura Salem Alharbi' }),
  volunteerOf({ volunteerId: 'V-3', nameAr: 'سعد علي الحربي', nameEn: 'Saad Ali Alharbi' }),
  volunteerOf({ volunteerId: 'TEAM', kind: 'institution', nameAr: 'فريق العطاء', nameEn: 'Giving Team' }),
];
const recorded = { opportunities, volunteers };
const dayOf = (number: number) => `2025-06-0${number}`;

describe('a name beside an identifier', () => {
  const HEADINGS = 'رقم المتطوع,اسم المتطوع,رقم الفرصة,التاريخ,الساعات,الحالة,المعتمد';
  const row = (id: string, name: string, day = 3) => `${id},${name},OP-1,${dayOf(day)},4,معتمد,منى`;

  test.each([
    ['V-1', 'سعد علي القحطاني'],
    ['V-1', 'سعد القحطاني'],
    ['V-1', 'أ. سعد بن علي القحطاني'],
    ['V-1', 'Saad Alqahtani'],
    ['V-2', 'نوره سالم الحربى'],
    ['V-2', 'Nora Salim Al-Harbi'],
    ['V-2', ''],
    ['V-2', '-'],
    ['TEAM', 'فهد صالح العتيبي'],
  ])('of %s may be «%s»', async (id, name) => {
    expect(await checkTable([HEADINGS, row(id, name)], recorded)).toMatchObject({ isRefused: false });
  });

  test.each([
    ['V-1', 'نورة سالم الحربي'],
    ['V-1', 'فهد صالح العتيبي'],
    ['V-2', 'Saad Ali Alqahtani'],
  ])('of %s is refused as «%s»', async (id, name) => {
    const { problems } = await checkTable([HEADINGS, row(id, name)], recorded);
    expect(problems).toEqual(['NAME_OF_ANOTHER 2 اسم المتطوع']);
  });

  test('is refused where it is another’s, however alike they are', async () => {
    const { problems } = await checkTable(
      [HEADINGS, row('V-1', 'سعد علي الحربي'), row('V-3', 'سعد علي القحطاني', 4)],
      recorded,
    );
    expect(problems).toEqual(['NAME_OF_ANOTHER 2 اسم المتطوع', 'NAME_OF_ANOTHER 3 اسم المتطوع']);
  });

  test('is noted once where it is spelt otherwise', async () => {
    const { problems, facts, isRefused } = await checkTable(
      [HEADINGS, row('V-1', 'سعد محمد القحطاني'), row('V-1', 'سعد محمد القحطاني', 4)],
      recorded,
    );
    expect([isRefused, problems]).toEqual([false, ['NAME_SPELT_OTHERWISE 2 اسم المتطوع']]);
    expect(facts).toEqual([{ known: 'سعد علي القحطاني', count: 2 }]);
  });

  test.each(['Volunteer', 'Name', 'Full name', 'الاسم', 'المتطوع', 'اسم المتطوع الرباعي'])(
    'is known below %s',
    async (heading) => {
      const { problems } = await checkTable(
        [HEADINGS.replace('اسم المتطوع', heading), row('V-1', 'فهد صالح العتيبي')],
        recorded,
      );
      expect(problems).toEqual([`NAME_OF_ANOTHER 2 ${heading}`]);
    },
  );

  test('is not that of the supervisor or of the place', async () => {
    const { problems } = await checkTable(
      [`${HEADINGS},اسم المشرف,اسم الموقع`, `${row('V-1', 'سعد القحطاني')},فهد,مستشفى`],
      recorded,
    );
    expect(problems).toEqual([]);
  });
});

describe('a title beside the identifier of an opportunity', () => {
  const HEADINGS = 'رقم المتطوع,رقم الفرصة,اسم الفرصة,التاريخ,الساعات,الحالة,المعتمد';
  const row = (title: string, id = 'OP-1', day = 3) => `V-1,${id},${title},${dayOf(day)},4,معتمد,منى`;

  test.each(['حملة القلب السليم', 'القلب السليم', 'Healthy Heart'])('may be «%s»', async (title) => {
    expect(await checkTable([HEADINGS, row(title)], recorded)).toMatchObject({ problems: [] });
  });

  test('is refused as that of another', async () => {
    const { problems } = await checkTable(
      [HEADINGS, row('حملة السكري'), row('حملة السكري', 'OP-2', 4)],
      recorded,
    );
    expect(problems).toEqual(['NAME_OF_ANOTHER 2 اسم الفرصة']);
  });
});

test.each([
  ['Mohammed Alghamdi', 'Muhammad Al-Ghamdi', 'same'],
  ['Yousef', 'Yusuf Alotaibi', 'same'],
  ['Khaled Saleh', 'Fahad Alotaibi', 'other'],
])('%s is compared with %s by its sound', (typed, en, comparison) => {
  expect(compareNames(typed, { ar: '', en })).toBe(comparison);
});

describe('a known entry with another date', () => {
  const HEADINGS = 'رقم القيد,رقم المتطوع,رقم الفرصة,التاريخ,الساعات,الحالة,المعتمد';
  const known = ['1', '2', '3', 'E-4'].map((entryId, index) =>
    entryOf({ entryId, date: dayOf(index + 1), minutes: 240, status: 'approved' }),
  );
  const timesheet = timesheetOf(known, {
    issuerId: 'rawabi-health-cluster',
    volunteerId: 'V-1',
    opportunityId: 'OP-1',
  });
  const row = (entryId: string, day: number) => `${entryId},V-1,OP-1,${dayOf(day)},6,معتمد,منى`;

  test('is noted with both', async () => {
    const { problems, facts, isRefused } = await checkTable([HEADINGS, row('E-4', 9)], {
      ...recorded,
      timesheets: [timesheet],
    });
    expect([isRefused, problems]).toEqual([false, ['ENTRY_DATE_CHANGED 2 التاريخ']]);
    expect(facts).toEqual([{ known: '2025-06-04', hours: 4, entryId: 'E-4' }]);
  });

  test('is refused where serial numbers begin again', async () => {
    const { problems, isRefused } = await checkTable([HEADINGS, row('1', 7), row('2', 8), row('3', 9)], {
      ...recorded,
      timesheets: [timesheet],
    });
    expect(isRefused).toBe(true);
    expect(problems[0]).toBe('ENTRY_IDS_SERIAL 2 رقم القيد');
  });

  test('is a correction with the same date', async () => {
    const { problems } = await checkTable([HEADINGS, row('1', 1), row('2', 2), row('3', 3)], {
      ...recorded,
      timesheets: [timesheet],
    });
    expect(problems).toEqual([]);
  });
});
