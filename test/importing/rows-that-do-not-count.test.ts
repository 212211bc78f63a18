import { describe, expect, test } from '@jest/globals';
import { ARABIC, ENGLISH, hoursOf, workbookOf } from './read-table.ts';

const ROW = 'V-1,OP-1,2025-04-23,8,approved,Mona';
const READ = 'V-1 2025-04-23 480 approved';

describe('other hours beside the hours', () => {
  test.each([
    ...['Hours approved by supervisor', 'الساعات بعد الاعتماد', 'Validated hours', 'ساعات غير معتمدة'],
    ...['Pending hours', 'ساعات المشرف', 'Recommended hours', 'Duration'],
  ])('are refused where they differ: %s', async (heading) => {
    expect(await hoursOf([`${ENGLISH},${heading}`, `${ROW},6`])).toEqual([`HOURS_NET_DIFFER ${heading}`]);
    expect(await hoursOf([`${ENGLISH},${heading}`, `${ROW},8:00`])).toEqual([READ]);
    expect(await hoursOf([`${ENGLISH},${heading}`, `${ROW},`])).toEqual([READ]);
  });

  test.each([
    ...[
      'Planned hours',
      'Total hours',
      'Claimed hours',
      'الساعات المطلوبة',
      'إجمالي الساعات',
      'الساعات المتبقية',
    ],
    'ساعات الفرصة',
  ])('are left out where they are of something else: %s', async (heading) => {
    expect(await hoursOf([`${ENGLISH},${heading}`, `${ROW},6`])).toEqual([READ]);
  });

  test.each([
    ['OT', 'HOURS_ELSEWHERE'],
    ['أوفر تايم', 'HOURS_ELSEWHERE'],
    ['الاستقطاع', 'HOURS_ELSEWHERE'],
  ])('are refused in other words: %s', async (heading, code) => {
    expect(await hoursOf([`${ENGLISH},${heading}`, `${ROW},2`])).toEqual([`${code} ${heading}`]);
  });
});

describe('approved hours', () => {
  test.each([
    ['Manager approval', 'Pending'],
    ['الاعتماد النهائي', 'قيد المراجعة'],
    ['HR Approved', 'FALSE'],
    ['Approved?', 'No'],
    ['سبب الرفض', 'لم يكمل المناوبة كلها ولم يوقّع'],
    ['ملاحظات', 'لا تحتسب'],
    ['ملاحظات', 'مكرر'],
    ['Counted', 'No'],
  ])('are refused with %s %s', async (heading, value) => {
    expect(await hoursOf([`${ENGLISH},${heading}`, `${ROW},${value}`])).toEqual([
      `HOURS_UNDECIDED ${heading}`,
    ]);
    const pending = ROW.replace('approved', 'pending');
    expect(await hoursOf([`${ENGLISH},${heading}`, `${pending},${value}`])).toEqual([
      READ.replace('approved', 'pending'),
    ]);
  });

  test.each([
    ['Manager approval', 'Approved'],
    ['Manager approval', ''],
    ['سبب الرفض', '-'],
    ['Certificate status', 'Pending'],
    ['Notes', 'good work'],
  ])('count with %s «%s»', async (heading, value) => {
    expect(await hoursOf([`${ENGLISH},${heading}`, `${ROW},${value}`])).toEqual([READ]);
  });
});

describe('rows that do not count by what stands above them', () => {
  const approved = (id: string) => `${id},OP-1,2025-04-23,8,معتمد,منى`;

  test.each(['المرفوضون', 'الغائبون', 'ساعات غير معتمدة'])('are refused below «%s»', async (text) => {
    const read = await hoursOf([ARABIC, approved('V-1'), `${text},,,,,`, approved('V-2'), approved('V-3')]);
    expect(read.filter((problem) => !problem.startsWith('REMARK'))).toEqual(['ROWS_NOT_COUNTING -']);
  });

  test('are refused below a title that says so', async () => {
    expect(await hoursOf(['مسودة - غير معتمدة', ARABIC, approved('V-1')])).toContain('ROWS_NOT_COUNTING -');
  });

  test.each(['مسودة', 'نسخة غير معتمدة', 'DRAFT'])('are refused in a table of «%s»', async (text) => {
    expect(await hoursOf(['كشف ساعات التطوع', text, ARABIC, approved('V-1')])).toContain(
      'ROWS_NOT_COUNTING -',
    );
    const below = [ARABIC, approved('V-1'), 'الإجمالي,,,8,,'];
    expect(await hoursOf([...below, `${text},,,,,`])).toContain('ROWS_NOT_COUNTING -');
    expect(await hoursOf([...below, `حالة الكشف,${text},,,,`])).toContain('ROWS_NOT_COUNTING -');
  });

  test('are refused below the name of a group in a table of days, too', async () => {
    const lines = ['الشهر: مارس 2025', 'رقم المتطوع,رقم الفرصة,الحالة,المعتمد,1,2,3'];
    const row = (id: string) => `${id},OP-1,معتمد,منى,4,,`;
    const read = await hoursOf([...lines, row('V-1'), 'المرفوضون,,,,,,', row('V-2')]);
    expect(read).toContain('ROWS_NOT_COUNTING -');
    expect(await hoursOf([...lines, row('V-1'), 'قسم الطوارئ,,,,,,', row('V-2')])).toEqual([
      'V-1 2025-03-01 240 approved',
      'V-2 2025-03-01 240 approved',
    ]);
  });

  test.each(['الحالة: معلق', 'الحالة,قيد الاعتماد', 'حالة الكشف: مرفوض', 'Status: pending'])(
    'are refused below another status than theirs: «%s»',
    async (text) => {
      expect(await hoursOf([text, ARABIC, approved('V-1')])).toContain('ROWS_NOT_COUNTING -');
      expect(await hoursOf([text, ARABIC, approved('V-1').replace('معتمد', 'معلق')])).toEqual([
        'V-1 2025-04-23 480 pending',
      ]);
    },
  );

  test('count below their own status', async () => {
    expect(await hoursOf(['الحالة: معتمد', ARABIC, approved('V-1')])).toEqual([
      'V-1 2025-04-23 480 approved',
    ]);
  });

  test.each(['غير معتمد بدون ختم الإدارة', 'Not approved unless stamped', 'المرفوضون'])(
    'count above a line «%s»',
    async (text) => {
      const lines = [ARABIC, approved('V-1'), `${text},,,,,`];
      expect(await hoursOf(lines)).toEqual(['V-1 2025-04-23 480 approved']);
    },
  );

  test.each(['الساعات المتوقعة للمتطوعين', 'المناوبات المجدولة - مارس', 'Planned shifts March 2025'])(
    'are refused below a plan: «%s»',
    async (text) => {
      expect(await hoursOf(['وزارة الصحة', text, ARABIC, approved('V-1')])).toContain('ROWS_NOT_COUNTING -');
    },
  );

  test.each(['الساعات الفعلية مقابل المخططة', 'Target group: the elderly', 'خطة الحج التطوعية'])(
    'count below «%s»',
    async (text) => {
      expect(await hoursOf([text, ARABIC, approved('V-1')])).toEqual(['V-1 2025-04-23 480 approved']);
    },
  );

  test('may say so themselves, and end with the next group', async () => {
    const rejected = approved('V-2').replace('معتمد', 'مرفوض');
    const lines = [ARABIC, 'المرفوضون,,,,,', rejected, 'المقبولون,,,,,', approved('V-1')];
    expect(await hoursOf(lines)).toEqual(['V-2 2025-04-23 480 rejected', 'V-1 2025-04-23 480 approved']);
  });

  test.each(['المرفوضة', 'مخطط', 'Planned', 'Draft'])('are refused on a worksheet «%s»', async (name) => {
    const headings = ENGLISH.split(',');
    const row = (id: string) => [id, 'OP-1', '2025-04-23', 8, 'approved', 'Mona'];
    const workbook = await workbookOf({ فعلي: [headings, row('V-1')], [name]: [headings, row('V-2')] });
    expect(await hoursOf(workbook, { fileName: 'h.xlsx' })).toEqual(['ROWS_NOT_COUNTING -']);
  });
});
