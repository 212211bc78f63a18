import { describe, expect, test } from '@jest/globals';
import { ARABIC, ENGLISH, hoursOf, readTable, workbookOf } from './read-table.ts';

const HEADINGS = ARABIC.split(',');
const row = (id: string, day: string, hours: string, status = 'معتمد', approver = 'منى') =>
  [id, 'OP-1', day, hours, status, approver].join(',');

describe('a status', () => {
  test.each(['معتمد', 'معتمد ✅', '(معتمد)', 'معتمد *', 'معتمد.'])('may be %s', async (status) => {
    expect(await hoursOf([ARABIC, row('V-1', '2025-03-01', '4', status)])).toEqual([
      'V-1 2025-03-01 240 approved',
    ]);
  });

  test.each(['معتمد ❌', 'معتمد؟', 'Approved?', 'معتمد / Approved?', '~معتمد~', '؟معتمد'])(
    'is refused with a sign that may change it: %s',
    async (status) => {
      const read = await hoursOf([ARABIC, row('V-1', '2025-03-01', '4', status)]);
      expect(read).toEqual(['CHOICE_UNKNOWN الحالة']);
    },
  );
});

test('a consent with a question mark is none', async () => {
  const { problems } = await readTable([
    'رقم المتطوع,الاسم,الاسم بالإنجليزية,الجنس,موافقة ولي الأمر',
    'V-1,سعد علي القحطاني,Saad Ali Alqahtani,ذكر,نعم؟',
  ]);
  expect(problems).toEqual(['CHOICE_UNKNOWN موافقة ولي الأمر']);
});

test.each(['نعم', 'لا', 'TRUE', 'معتمد', 'Approved', 'تم', '✓'])(
  'an approver is not «%s»',
  async (approver) => {
    const read = await hoursOf([ARABIC, row('V-1', '2025-03-01', '4', 'معتمد', approver)]);
    expect(read).toEqual(['APPROVER_FORM المعتمد']);
  },
);

describe('a text of which a part is struck out', () => {
  test('is refused in whatever column is read', async () => {
    const workbook = await workbookOf({
      S: [
        HEADINGS,
        [
          'V-1',
          'OP-1',
          '2025-03-01',
          {
            runs: [
              ['8', true],
              ['4', false],
            ],
          },
          'معتمد',
          'منى',
        ],
        [
          {
            runs: [
              ['V-9', true],
              ['V-1', false],
            ],
          },
          'OP-1',
          '2025-03-02',
          4,
          'معتمد',
          'منى',
        ],
      ],
    });
    expect(await hoursOf(workbook, { fileName: 'h.xlsx' })).toEqual([
      'CELL_STRUCK الساعات',
      'CELL_STRUCK رقم المتطوع',
    ]);
  });

  test('is refused where the worksheets share it, too', async () => {
    const headings = ['رقم المتطوع', 'الاسم', 'الاسم بالإنجليزية', 'الجنس'];
    const workbook = await workbookOf(
      {
        S: [headings, ['V-1', { shared: 0 }, 'Saad Ali', 'ذكر'], ['V-2', { shared: 1 }, 'Saad Saleh', 'ذكر']],
      },
      {
        shared: [
          [
            ['سعيد ', true],
            ['سعد علي', false],
          ],
          [['سعد صالح', false]],
        ],
      },
    );
    const { problems, values } = await readTable(workbook, { fileName: 'v.xlsx' });
    expect([problems, values]).toEqual([
      ['CELL_STRUCK الاسم'],
      [expect.objectContaining({ nameAr: 'سعد صالح' })],
    ]);
  });
});

describe('merged cells', () => {
  const days = ['رقم المتطوع', 'رقم الفرصة', 'الحالة', 'المعتمد', '2025-03-01', '2025-03-02', '2025-03-03'];

  test('of hours over several days are refused', async () => {
    const workbook = await workbookOf(
      { S: [days, ['V-1', 'OP-1', 'معتمد', 'منى', 8, null, null], ['V-2', 'OP-1', 'معتمد', 'منى', 4, 5, 6]] },
      { merges: ['E2:G2'] },
    );
    expect(await hoursOf(workbook, { fileName: 'h.xlsx' })).toEqual(['CELL_MERGED 2025-03-01']);
  });

  test('of a leave over several days are no hours, as without them', async () => {
    const workbook = await workbookOf(
      { S: [days, ['V-1', 'OP-1', 'معتمد', 'منى', 'إجازة', null, 4]] },
      { merges: ['E2:F2'] },
    );
    expect(await hoursOf(workbook, { fileName: 'h.xlsx' })).toEqual(['V-1 2025-03-03 240 approved']);
  });

  test('of minutes over several rows are refused, as of hours', async () => {
    const workbook = await workbookOf(
      {
        S: [
          ['رقم المتطوع', 'رقم الفرصة', 'التاريخ', 'الدقائق', 'الحالة', 'المعتمد'],
          ['V-1', 'OP-1', '2025-03-01', 240, 'معتمد', 'منى'],
          ['V-2', 'OP-1', '2025-03-01', null, 'معتمد', 'منى'],
        ],
      },
      { merges: ['D2:D3'] },
    );
    expect(await hoursOf(workbook, { fileName: 'h.xlsx' })).toContain('CELL_MERGED الدقائق');
  });
});

describe('a second shift whose number is written at its heading', () => {
  test.each(['Hours2', 'Hours_2', 'Hours.1', 'Hours ٢'])('is refused: %s', async (heading) => {
    const read = await hoursOf([`${ENGLISH},${heading}`, 'V-1,OP-1,2025-03-01,4,approved,Mona,5']);
    expect(read).toEqual([`HEADING_TWICE ${heading}`]);
  });

  test.each([
    ['Start', 'End'],
    ['Start time', 'End time'],
    ['الحضور', 'الانصراف'],
  ])('is refused beside %s and %s', async (start, end) => {
    const read = await hoursOf([
      `Volunteer ID,Opportunity ID,Date,${start},${end},${start}2,${end}2,Status,Approved By`,
      'V-1,OP-1,2025-03-01,08:00,12:00,16:00,20:00,approved,Mona',
    ]);
    expect(read).toEqual([`HEADING_TWICE ${start}2`, `HEADING_TWICE ${end}2`]);
  });

  test('and so is a second volunteer', async () => {
    const read = await hoursOf([`${ENGLISH},Volunteer ID2`, 'V-1,OP-1,2025-03-01,4,approved,Mona,V-2']);
    expect(read).toEqual(['HEADING_TWICE Volunteer ID2']);
  });
});

describe('a time', () => {
  test.each([
    ['8 مساءاً', '20:00'],
    ['8 مساءا', '20:00'],
    ['3:30 بعد الظهر', '15:30'],
    ['ص 8:30', '08:30'],
    ['PM 8:30', '20:30'],
    ['08:30 hrs', '08:30'],
  ])('%s is %s', async (text, time) => {
    const headings = ARABIC.replace('الساعات', 'من,إلى');
    const read = await hoursOf([headings, `V-1,OP-1,2025-03-01,${text},23:00,معتمد,منى`]);
    expect(read).toEqual([`V-1 2025-03-01 ${time}-23:00 approved`]);
  });
});

test.each([
  ['1h 5m 32s', 65],
  ['1 hour(s)', 60],
  ['2 hr(s) 30 min(s)', 150],
])('hours may be %s', async (text, minutes) => {
  expect(await hoursOf([ARABIC, row('V-1', '2025-03-01', text)])).toEqual([
    `V-1 2025-03-01 ${minutes} approved`,
  ]);
});

test.each(['ساعات محتسبة', 'الساعات المحتسبة'])(
  'other hours that count are compared with the article and without: %s',
  async (heading) => {
    const read = await hoursOf([`${ARABIC},${heading}`, `${row('V-1', '2025-03-01', '8')},6`]);
    expect(read).toEqual([`HOURS_NET_DIFFER ${heading}`]);
  },
);

test.each(['Hours (planned)', 'الساعات (المخططة)', 'الساعات (مخططة)'])(
  'planned hours are no hours: %s',
  async (heading) => {
    const read = await hoursOf([ARABIC.replace('الساعات', heading), row('V-1', '2025-03-01', '8')]);
    expect(read).toEqual([`HEADING_UNIT ${heading}`]);
  },
);
