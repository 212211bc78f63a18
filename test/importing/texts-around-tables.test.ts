import { describe, expect, test } from '@jest/globals';
import { ARABIC, ENGLISH, hoursOf, readTable } from './read-table.ts';

describe('hours below a text that names minutes', () => {
  const row = 'V-1,OP-1,2025-03-01,20,approved,Mona';

  test.each([
    ...['المدة بالدقائق', 'الساعات بالدقائق', 'Hours in minutes', 'All durations in minutes'],
    ...[
      'المدة بالأيام',
      'Duration in days',
      'Duration in seconds',
      'الوحدة: دقيقة',
      'Unit: minutes',
      'Volunteer time (minutes)',
      'كشف التطوع (دقيقة)',
    ],
  ])('are refused: %s', async (text) => {
    expect(await hoursOf([text, ENGLISH, row])).toContain('HEADING_UNIT Hours');
    expect(await hoursOf(['كشف المتطوعين', '', text, ARABIC, row])).toContain('HEADING_UNIT الساعات');
    expect(await hoursOf([ENGLISH, row, `Note: ${text},,,,,`])).toContain('HEADING_UNIT Hours');
  });

  test('are refused with the unit below their heading', async () => {
    expect(await hoursOf([ARABIC, ',,,(دقيقة),,', row])).toEqual(['HEADING_UNIT الساعات']);
    expect(await hoursOf([ARABIC, ',,,(ساعة),,', row])).toEqual(['V-1 2025-03-01 1200 approved']);
  });

  test('are refused as required hours, too', async () => {
    const { problems } = await readTable([
      'المدة المطلوبة بالدقائق',
      'opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours',
      'O-1,rawabi,حملة القلب,Heart Campaign,preventive,2025-03-01,2025-03-05,240',
    ]);
    expect(problems).toContain('HEADING_UNIT required_hours');
  });

  test('are what a mapping says', async () => {
    const headings = { Hours: 'minutes' };
    const read = await hoursOf(['Duration in minutes', ENGLISH, row], { headings });
    expect(read).toEqual(['V-1 2025-03-01 20 approved']);
  });

  test.each([
    ...['الساعات بالساعة والدقيقة', 'Hours and minutes, such as 7:30', 'الحضور قبل المناوبة بعشر دقائق'],
    ...['مدة الاستراحة بالدقائق: 30', 'Breaks in minutes are not counted', 'ساعات ودقائق'],
  ])('count below «%s»', async (text) => {
    expect(await hoursOf([text, ENGLISH, row])).toEqual(['V-1 2025-03-01 1200 approved']);
  });
});

test('dates that can be read both ways are refused with their order below the table', async () => {
  const lines = [ENGLISH, 'V-1,OP-1,03/04/2025,4,approved,Mona'];
  expect(await hoursOf([...lines, 'Note: dates are MM/DD/YYYY,,,,,'])).toContain('DATES_MONTH_FIRST Date');
  expect(await hoursOf([...lines, 'Note: dates are DD/MM/YYYY,,,,,'])).toEqual([
    'V-1 2025-04-03 240 approved',
  ]);
});

describe('«النوع» in a list of volunteers', () => {
  const NAMES = 'رقم المتطوع,الاسم بالعربية,الاسم بالإنجليزية';
  const [MAN, WOMAN] = ['V-1,سعد القحطاني,Saad Alqahtani', 'V-2,نورة القحطاني,Noura Alqahtani'];

  test.each(['النوع', 'Type'])('is the gender where no other column is: %s', async (heading) => {
    const { values, problems } = await readTable([`${NAMES},${heading}`, `${MAN},ذكر`, `${WOMAN},Female`]);
    expect(values).toMatchObject([
      { gender: 'male', kind: 'individual' },
      { gender: 'female', kind: 'individual' },
    ]);
    expect(problems).toEqual([`HEADING_READ_AS ${heading}`]);
  });

  test('is the kind where it says so, or beside the gender', async () => {
    const { problems } = await readTable([`${NAMES},النوع`, `${MAN},فرد`]);
    expect(problems).toEqual(['HEADING_MISSING -']);
    const beside = await readTable([`${NAMES},الجنس,النوع`, `${MAN},ذكر,فرد`]);
    expect(beside).toMatchObject({ values: [{ gender: 'male', kind: 'individual' }], problems: [] });
  });

  test('is refused where a later row says something else', async () => {
    const men = Array.from({ length: 8 }, (_, n) => `${MAN.replace('V-1', `V-1${n}`)},ذكر`);
    const { problems } = await readTable([`${NAMES},النوع`, ...men, `${WOMAN},فريق`]);
    expect(problems).toEqual(['CHOICE_UNKNOWN النوع', 'HEADING_READ_AS النوع']);
  });
});

describe('zero hours', () => {
  const other = 'V-2,OP-1,2025-03-01,4,معتمد,منى';

  test.each(['0', '0:00', '٠', '-', '0.0'])('are none in a list without identifiers: %s', async (hours) => {
    const lines = [ARABIC, `V-1,OP-1,2025-03-01,${hours},معتمد,منى`, other];
    expect(await hoursOf(lines)).toEqual(['V-2 2025-03-01 240 approved']);
    expect((await readTable(lines)).problems).toEqual(['ABSENCE_READ الساعات']);
  });

  test('are refused where they may correct an entry, or are empty or negative', async () => {
    const withId = [`رقم القيد,${ARABIC}`, 'E-1,V-1,OP-1,2025-03-01,0,معتمد,منى', `E-2,${other}`];
    expect(await hoursOf(withId)).toEqual(['HOURS_NOT_POSITIVE الساعات']);
    expect(await hoursOf([ARABIC, 'V-1,OP-1,2025-03-01,,معتمد,منى', other])).toEqual([
      'CELL_MISSING الساعات',
    ]);
    expect(await hoursOf([ARABIC, 'V-1,OP-1,2025-03-01,-2,معتمد,منى', other])).toEqual([
      'HOURS_NOT_POSITIVE الساعات',
    ]);
  });
});

describe('a table of days', () => {
  const HEADINGS = ['الشهر: مارس 2025', 'رقم المتطوع,رقم الفرصة,الحالة,المعتمد,1,2,3'];
  const ROWS = ['V-1,OP-1,معتمد,منى,4,,5', 'V-2,OP-1,معتمد,منى,3,2,'];
  const OTHERS = ['ROWS_ABOVE_SKIPPED -', 'SAID_ABOVE -'];
  const notesOf = async (...rows: string[]) =>
    (await readTable([...HEADINGS, ...rows])).problems.filter((note) => !OTHERS.includes(note));

  test('has a total that is compared for each day', async () => {
    expect(await notesOf(...ROWS, 'الإجمالي,,,,7,2,5')).toEqual(['TOTAL_ROW_SKIPPED -']);
    expect(await notesOf(...ROWS, 'الإجمالي,,,,9,2,6')).toEqual([
      'TOTAL_DIFFERS 1',
      'TOTAL_ROW_SKIPPED -',
      'TOTAL_DIFFERS 3',
    ]);
  });

  test.each(['المجموع', 'إجمالي الساعات', 'Total', 'Total hours'])(
    'has a total of each row that is compared: %s',
    async (heading) => {
      const headings = `${HEADINGS[1]},${heading}`;
      const notesWith = async (...totals: string[]) => {
        const rows = ROWS.map((row, index) => `${row},${totals[index]}`);
        const { problems } = await readTable([HEADINGS[0] ?? '', headings, ...rows]);
        return problems.filter((note) => !OTHERS.includes(note));
      };
      expect(await notesWith('9', '5:00')).toEqual([]);
      expect(await notesWith('', '-')).toEqual([]);
      expect(await notesWith('12', '5')).toEqual([`TOTAL_DIFFERS ${heading}`]);
    },
  );

  test.each(['مجموع الأيام', 'عدد الأيام', 'Total days'])('may count its days: %s', async (heading) => {
    const rows = [HEADINGS[0] ?? '', `${HEADINGS[1]},${heading}`, ...ROWS.map((row) => `${row},2`)];
    expect((await readTable(rows)).problems).toEqual(OTHERS);
  });

  test.each([
    ['ملغي', 'نعم', 'HOURS_CANCELLED'],
    ['ملاحظات', 'لا تحتسب', 'HOURS_UNDECIDED'],
    ['اعتماد المدير', 'قيد الاعتماد', 'HOURS_UNDECIDED'],
    ['الخصم', '2', 'HOURS_ELSEWHERE'],
    ['ساعات إضافية', '2', 'HOURS_ELSEWHERE'],
  ])('is refused with what a row says of its hours: %s %s', async (heading, value, code) => {
    const [month = '', headings] = HEADINGS;
    const lines = (cell: string) => [month, `${headings},${heading}`, `V-1,OP-1,معتمد,منى,4,,,${cell}`];
    expect(await hoursOf(lines(value))).toContain(`${code} ${heading}`);
    expect(await hoursOf(lines(''))).toEqual(['V-1 2025-03-01 240 approved']);
  });

  test('has names of groups, each of which is a note', async () => {
    expect(await notesOf(...ROWS, 'قسم الطوارئ,,,,,,', ...ROWS)).toEqual(['REMARK_ROW_SKIPPED -']);
    expect(await notesOf(...ROWS, 'V-3,OP-1,معتمد,منى,,,')).toEqual([]);
  });

  test('is refused with the number of another opportunity above its rows', async () => {
    const said = ['رقم الفرصة: 10233', 'الشهر: مارس 2025', 'رقم المتطوع,الحالة,المعتمد,1,2,3'];
    const row = 'V-1,معتمد,منى,4,,';
    const { problems } = await readTable([...said, row, '10234,,,,,', row]);
    expect(problems).toContain('SAID_OTHERWISE -');
    const { isRefused } = await readTable([...said, row, '1098765432,,,,,', row]);
    expect(isRefused).toBe(false);
  });
});
