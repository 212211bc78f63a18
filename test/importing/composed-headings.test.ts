import { describe, expect, test } from '@jest/globals';
import { ARABIC, ENGLISH, hoursOf, readTable, workbookOf } from './read-table.ts';

const ROW = 'V-1,OP-1,2025-04-23,8,معتمد,منى';
const READ = 'V-1 2025-04-23 480 approved';

describe('hours', () => {
  test.each([
    ...['الساعات التطوعية', 'عدد الساعات التطوعية', 'عدد ساعات العمل', 'Service hours', 'Hours volunteered'],
    ...['كم عدد ساعات التطوع؟', 'How many hours did you volunteer?'],
  ])('are named by the parts of %s', async (heading) => {
    expect(await hoursOf([ARABIC.replace('الساعات', heading), ROW])).toEqual([READ]);
  });

  test.each(['ساعات الفرصة', 'Late hours', 'Hours (weekly)', 'ساعات التأخير'])(
    'are not %s',
    async (heading) => {
      expect((await readTable([ARABIC.replace('الساعات', heading), ROW])).isRefused).toBe(true);
    },
  );

  test('may stand beside minutes below «س» and «د»', async () => {
    const headings = 'رقم المتطوع,رقم الفرصة,التاريخ,الساعات,,الحالة,المعتمد';
    const read = await hoursOf([headings, ',,,س,د,,', 'V-1,OP-1,2025-04-23,4,30,معتمد,منى']);
    expect(read).toEqual(['V-1 2025-04-23 270 approved']);
  });

  test('of several days are refused by the last of them', async () => {
    const read = await hoursOf([`${ENGLISH},Until`, 'V-1,OP-1,2025-04-23,8,approved,Mona,2025-04-25']);
    expect(read).toContain('END_DATE_UNFIT Until');
  });
});

describe('start and end', () => {
  test.each([
    ['وقت البدء', 'وقت الانتهاء'],
    ['ساعة الحضور', 'ساعة الانصراف'],
    ['تسجيل الدخول', 'تسجيل الخروج'],
    ['Check-in time', 'Check-out time'],
    ['Arrival time', 'Departure time'],
    ['Sign in', 'Sign out'],
    ['Punch In', 'Punch Out'],
    ['First In', 'Last Out'],
  ])('are %s and %s', async (start, end) => {
    const headings = ARABIC.replace('الساعات', `${start},${end}`);
    const read = await hoursOf([headings, 'V-1,OP-1,2025-04-23,08:00,12:00,معتمد,منى']);
    expect(read).toEqual(['V-1 2025-04-23 08:00-12:00 approved']);
  });

  test.each([
    ['Start DateTime', 'End DateTime'],
    ['Start Date/Time', 'End Date/Time'],
    ['تاريخ ووقت البداية', 'تاريخ ووقت النهاية'],
  ])('may have their dates: %s', async (start, end) => {
    const headings = ARABIC.replace('التاريخ,الساعات', `${start},${end}`);
    const read = await hoursOf([headings, 'V-1,OP-1,2025-04-23 22:00,2025-04-24 02:00,معتمد,منى']);
    expect(read).toEqual(['V-1 2025-04-23 22:00-02:00 approved']);
  });
});

test.each(['اليوم والتاريخ', 'تاريخ الفعالية', 'Activity date', 'التاريخ (يوم/شهر/سنة)'])(
  'a date is named by %s',
  async (heading) => {
    expect(await hoursOf([ARABIC.replace('التاريخ', heading), ROW])).toEqual([READ]);
  },
);

test('the last status counts, and the supervisor approves where nobody else does', async () => {
  const headings = ARABIC.replace('الحالة,المعتمد', 'الحالة النهائية,المشرف');
  expect(await hoursOf([headings, ROW])).toEqual([READ]);
});

test('a name may be in four parts, or in one of four', async () => {
  const rest = 'الاسم بالإنجليزية,الجنس';
  const parts = `رقم المتطوع,الاسم الأول,الاسم الثاني,الاسم الثالث,الاسم الرابع,${rest}`;
  const { values } = await readTable([parts, 'V-1,سعد,علي,محمد,القحطاني,Saad Alqahtani,ذكر']);
  expect(values).toMatchObject([{ nameAr: 'سعد علي محمد القحطاني' }]);
  const whole = await readTable([
    `رقم المتطوع,اسم المتطوع رباعي,${rest}`,
    'V-1,سعد علي محمد القحطاني,Saad Alqahtani,ذكر',
  ]);
  expect(whole.values).toMatchObject([{ nameAr: 'سعد علي محمد القحطاني' }]);
});

test('the actual times are read, and refused beside others', async () => {
  const ends = ',معتمد,منى';
  const planned =
    'رقم المتطوع,رقم الفرصة,التاريخ,Scheduled In,Scheduled Out,Actual In,Actual Out,الحالة,المعتمد';
  expect(await hoursOf([planned, `V-1,OP-1,2025-04-23,8:00,12:00,8:30,11:30${ends}`])).toEqual([
    'V-1 2025-04-23 08:30-11:30 approved',
  ]);
  for (const [start, end] of [
    ['Actual Start', 'Actual End'],
    ['وقت البداية الفعلي', 'وقت النهاية الفعلي'],
  ]) {
    const both = `رقم المتطوع,رقم الفرصة,التاريخ,Start,End,${start},${end},الحالة,المعتمد`;
    expect(await hoursOf([both, `V-1,OP-1,2025-04-23,8:00,12:00,8:30,11:30${ends}`])).toEqual([
      `HEADING_TWICE ${start}`,
      `HEADING_TWICE ${end}`,
    ]);
  }
});

test.each(['تاريخ الإدخال', 'تاريخ إدخال البيانات', 'تاريخ الكتابة'])(
  '%s is not the day of the hours',
  async (heading) => {
    const read = await hoursOf([ARABIC.replace('التاريخ', heading), ROW]);
    expect(read).toContain('HEADING_MISSING -');
    const besides = `${ARABIC},${heading}`;
    expect(await hoursOf([besides, `${ROW},2025-05-01`])).toEqual([READ]);
  },
);

describe('a whole name beside its parts', () => {
  const read = (headings: string, row: string) =>
    readTable([`رقم المتطوع,الجنس,${headings}`, `V-1,ذكر,${row}`]);

  test.each([
    ['الاسم,العائلة,الاسم بالإنجليزية', 'سعد,القحطاني,Saad Alqahtani', 'سعد القحطاني'],
    ['الاسم,اسم الأب,العائلة,الاسم بالإنجليزية', 'سعد,علي,القحطاني,Saad Alqahtani', 'سعد علي القحطاني'],
    ['الاسم,العائلة,الاسم بالإنجليزية', 'سعد القحطاني,القحطاني,Saad Alqahtani', 'سعد القحطاني'],
    ['الاسم,اللقب,الاسم بالإنجليزية', 'سعد القحطاني,د.,Saad Alqahtani', 'سعد القحطاني'],
    ['الاسم,العائلة,الاسم بالإنجليزية', 'سعد القحطاني,,Saad Alqahtani', 'سعد القحطاني'],
    [
      'الاسم,اسم الأب,الاسم بالإنجليزية',
      'سعد عبدالله القحطاني,عبد الله,Saad Alqahtani',
      'سعد عبدالله القحطاني',
    ],
  ])('%s: %s', async (headings, row, nameAr) => {
    expect((await read(headings, row)).values).toMatchObject([{ nameAr }]);
  });

  test('is noted where it was joined, also in English', async () => {
    const { values, problems } = await read('Name,Surname,الاسم بالعربية', 'Saad,Alqahtani,سعد القحطاني');
    expect(values).toMatchObject([{ nameEn: 'Saad Alqahtani' }]);
    expect(problems).toContain('VALUE_READ_AS Name');
  });

  test.each(['سعد علي,القحطاني', 'سعد القحطاني,الزهراني'])(
    'is refused where it lacks one: %s',
    async (names) => {
      const { problems } = await read('الاسم,العائلة,الاسم بالإنجليزية', `${names},Saad Alqahtani`);
      expect(problems).toEqual(['NAME_PARTS_DIFFER الاسم']);
    },
  );
});

describe('dates that can be read both ways', () => {
  const row = 'V-1,OP-1,03/04/2025,8,معتمد,منى';

  test.each(['Date (MM/DD/YYYY)', 'التاريخ (شهر/يوم/سنة)'])('are refused below %s', async (heading) => {
    expect(await hoursOf([ARABIC.replace('التاريخ', heading), row])).toEqual([
      `DATES_MONTH_FIRST ${heading}`,
    ]);
    expect(await hoursOf([ARABIC.replace('التاريخ', heading), row], { dates: 'mdy' })).toEqual([
      'V-1 2025-03-04 480 approved',
    ]);
  });

  test.each(['كشف ساعات شهر مارس 2025', 'Dates are MM/DD/YYYY'])('are refused below «%s»', async (text) => {
    expect(await hoursOf([text, ARABIC, row])).toContain('DATES_MONTH_FIRST التاريخ');
  });

  test('are refused where they come after the time stamps of their rows', async () => {
    const read = await hoursOf([`Timestamp,${ARABIC}`, `2025-03-04 10:00,${row}`]);
    expect(read).toEqual(['DATES_MONTH_FIRST التاريخ']);
  });

  test('are refused in a worksheet that holds them as days of another month than its own', async () => {
    const FIRST_OF_MARCH = 45717;
    const rows = (...days: number[]) => [
      ARABIC.split(','),
      ...days.map((day) => ['V-1', 'OP-1', { day }, 8, 'معتمد', 'منى']),
    ];
    const read = (name: string, ...days: number[]) =>
      workbookOf({ [name]: rows(...days) }).then((bytes) => hoursOf(bytes, { fileName: 'h.xlsx' }));
    expect(await read('يناير 2025', FIRST_OF_MARCH, FIRST_OF_MARCH + 14)).toEqual(['DATE_EXCHANGED التاريخ']);
    const READ = 'V-1 2025-03-01 480 approved';
    for (const name of ['مارس 2025', 'فبراير 2025', '2025'])
      expect(await read(name, FIRST_OF_MARCH)).toEqual([READ]);
  });

  test.each(['كشف ساعات شهر أبريل 2025', 'Dates are DD/MM/YYYY', 'كشف الساعات 2025'])(
    'have the day first below «%s»',
    async (text) => {
      expect(await hoursOf([text, ARABIC, row])).toEqual(['V-1 2025-04-03 480 approved']);
    },
  );
});

describe('a volunteer without a date of birth', () => {
  const headings = 'رقم المتطوع,الاسم,الاسم بالإنجليزية,الجنس';
  const row = 'V-1,سعد علي القحطاني,Saad Alqahtani,ذكر';

  test.each([
    ['العمر', '15'],
    ['قاصر', 'نعم'],
    ['سنة الميلاد', '2012'],
    ['Age', '١٧'],
    ['الفئة العمرية', 'أقل من 18'],
  ])('is refused with %s %s', async (heading, value) => {
    const { problems } = await readTable([`${headings},${heading}`, `${row},${value}`]);
    expect(problems).toEqual([`AGE_UNREAD ${heading}`]);
  });

  test.each([
    ['العمر', '35'],
    ['العمر', ''],
    ['قاصر', 'لا'],
    ['مكان الميلاد', 'جازان'],
    ['الفئة العمرية', '18-25'],
  ])('is an adult with %s «%s»', async (heading, value) => {
    expect((await readTable([`${headings},${heading}`, `${row},${value}`])).problems).toEqual([]);
  });

  test.each(['تاريخ الولادة', 'الميلاد', 'ما هو تاريخ الميلاد؟'])('has one below %s', async (heading) => {
    const { values } = await readTable([`${headings},${heading}`, `${row},2012-05-01`]);
    expect(values).toMatchObject([{ birthDate: '2012-05-01' }]);
  });
});
