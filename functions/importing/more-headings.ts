import type { FileKind } from '../domain/import/import-record.ts';
import { headingWords } from './heading-words.ts';

const VOLUNTEER_ID = [
  'Volunteer no',
  'Volunteer number',
  'Volunteer code',
  'رقم المتطوع/ة',
  'رقم المتطوعة',
  'كود المتطوع',
];

/** Headings that people write besides the names of the columns and their first Arabic headings. */
export const MORE_HEADINGS: Readonly<Record<FileKind, Readonly<Record<string, readonly string[]>>>> = {
  opportunities: {
    opportunity_id: [
      ...['Opportunity no', 'Opportunity number', 'Opportunity code', 'رقم الفرصة التطوعية'],
      'معرف الفرصة التطوعية',
    ],
    issuer_id: ['Issuer', 'Issuer code', 'Entity ID'],
    title_ar: ['Arabic title', 'Title (Arabic)', 'عنوان الفرصة بالعربية', 'اسم الفرصة التطوعية'],
    title_en: ['English title', 'Title (English)', 'Title'],
    starts_on: ['Start date', 'Date from', 'From date', 'الفترة من', 'التاريخ من'],
    ends_on: ['End date', 'Date to', 'To date', 'الفترة إلى', 'التاريخ إلى'],
    required_hours: ['Hours required', 'Minimum hours', 'الحد الأدنى للساعات'],
    beneficiaries: ['Number of beneficiaries', 'No of beneficiaries'],
    partner_ids: ['Partners', 'Partner ID'],
    kind: ['Type', 'Opportunity type'],
  },
  volunteers: {
    volunteer_id: VOLUNTEER_ID,
    name_ar: [
      'Arabic name',
      'Name (Arabic)',
      'Name in Arabic',
      'Full name in Arabic',
      'الاسم الرباعي',
      'الاسم الثلاثي',
      'الاسم الكامل',
      'الاسم كاملا بالعربية',
      ...['الاسم رباعي', 'الاسم رباعيا', 'اسم المتطوع رباعي', 'اسم المتطوع الرباعي', 'اسم المتطوع كاملا'],
    ],
    name_en: [
      'English name',
      'Name (English)',
      'Name in English',
      'Full name in English',
      'Full name',
      'Volunteer name (English)',
      'الاسم كاملا بالإنجليزية',
    ],
    gender: ['Sex', 'النوع الاجتماعي', 'جنس المتطوع'],
    kind: ['Type', 'Volunteer type'],
    birth_date: [
      ...['Date of birth', 'Birthday', 'DOB', 'تاريخ ميلاد المتطوع'],
      ...['Born on', 'تاريخ الولادة', 'الميلاد', 'تاريخ ميلادك'],
    ],
    guardian_consent: ['Guardian’s consent', 'Parental consent'],
    email: ['Email address'],
  },
  hours: {
    entry_id: ['Entry no', 'Entry number', 'Record no', 'Record ID', 'رقم السجل'],
    volunteer_id: VOLUNTEER_ID,
    opportunity_id: [
      'Opportunity no',
      'Opportunity number',
      'Opportunity code',
      'رقم الفرصة التطوعية',
      'معرف الفرصة التطوعية',
      'كود الفرصة',
    ],
    date: [
      'Shift date',
      'Work date',
      'Date of service',
      'Volunteering date',
      'Date of volunteering',
      'تاريخ الحضور',
      'تاريخ المناوبة',
      'تاريخ العمل التطوعي',
      'تاريخ المشاركة',
    ],
    hours: [
      'Number of hours',
      'No of hours',
      'Hours worked',
      'Actual hours',
      'Approved hours',
      'Duration (hours)',
      'الساعات س',
      'Hrs',
      'Hrs worked',
      'الساعات المعتمدة',
      'الساعات الفعلية',
      'الساعات المنجزة',
      'الساعات المنفذة',
      'المدة بالساعات',
      'Volunteer hours',
      'Volunteering hours',
      'عدد ساعات التطوع',
      'ساعات التطوع المعتمدة',
      'عدد الساعات المعتمدة',
    ],
    start: [
      ...[
        'Start time',
        'Time from',
        'Time in',
        'Check in',
        'Checked in',
        'Clock in',
        'Start of shift',
        'Time start',
      ],
      ...['وقت الدخول', 'الوقت من', 'من الساعة', 'الحضور', 'بداية الدوام', 'بداية المناوبة'],
    ],
    end: [
      ...[
        'End time',
        'Time to',
        'Time out',
        'Check out',
        'Checked out',
        'Clock out',
        'End of shift',
        'Time end',
      ],
      ...['وقت الخروج', 'الوقت إلى', 'إلى الساعة', 'الانصراف', 'نهاية الدوام', 'نهاية المناوبة'],
    ],
    minutes: [
      'Min',
      'Mins',
      'Duration (minutes)',
      'Total minutes',
      'Minutes worked',
      'المدة (دقيقة)',
      'د',
      'الساعات د',
    ],
    end_date: ['Check out date', 'Checkout date'],
    status: ['Entry status', 'Approval status', 'Approval', 'حالة الاعتماد', 'حالة الساعات'],
    approved_by: ['Approver', 'Approver name', 'اعتمد بواسطة', 'معتمد من', 'اسم المعتمد'],
  },
};

/**
 * Headings that name a column only where no other heading does: beside a date, «اليوم» is a day of the week, and beside
 * hours, `From` and a total are the sheet's own working.
 */
export const WEAK_HEADINGS: Readonly<Record<FileKind, Readonly<Record<string, readonly string[]>>>> = {
  opportunities: { starts_on: ['From', 'من'], ends_on: ['To', 'إلى'] },
  volunteers: { name_en: ['Name', 'Volunteer name'] },
  hours: {
    date: [
      'Day',
      'اليوم',
      'Start date',
      'From date',
      'Date from',
      'Check in date',
      ...['Shift start date', 'Participation start date', 'تاريخ البداية', 'تاريخ البدء', 'تاريخ الدخول'],
      ...['من تاريخ', 'تاريخ بداية المشاركة', 'تاريخ بداية التطوع', 'تاريخ بداية المناوبة'],
    ],
    end_date: [
      ...['End date', 'To date', 'Date to', 'Shift end date', 'Participation end date'],
      ...['تاريخ النهاية', 'تاريخ الانتهاء', 'إلى تاريخ', 'تاريخ نهاية المشاركة', 'تاريخ انتهاء المشاركة'],
      ...['Until', 'Last day', 'آخر يوم', 'حتى', 'حتى تاريخ'],
      ...['تاريخ نهاية التطوع', 'تاريخ انتهاء التطوع', 'تاريخ نهاية المناوبة'],
    ],
    hours: [
      'Hour',
      'ساعة',
      'Total hours',
      'Sum of hours',
      'Total volunteer hours',
      'Total volunteering hours',
      'Working hours',
      'ساعات العمل',
      'إجمالي الساعات',
      'مجموع الساعات',
      'إجمالي ساعات التطوع',
      'مجموع ساعات التطوع',
      'المدة',
      'Duration',
      'Net hours',
      'صافي الساعات',
      'الساعات الصافية',
    ],
    status: ['Final status', 'الحالة النهائية'],
    approved_by: ['Supervisor', 'Supervisor name', 'المشرف', 'اسم المشرف'],
    start: ['From', 'In', 'دخول'],
    end: ['To', 'Out', 'خروج'],
  },
};

const folded = (...headings: string[]): ReadonlySet<string> =>
  new Set(headings.map((heading) => headingWords(heading).join(' ')));
/** When a form was sent: what a service of forms writes into each of its exports. */
const FORM_SENT = folded('Completion time', 'وقت الإكمال', 'وقت الاكتمال');
/** What it writes beside that about whoever filled in the form. */
const FORM_OWN = folded(
  ...['ID', 'Start time', 'Email', 'Name', 'Last modified time', 'Language', 'Total points', 'Quiz feedback'],
  ...['المعرف', 'معرف', 'وقت البدء', 'وقت البداية', 'البريد الإلكتروني', 'الاسم', 'وقت آخر تعديل'],
);

/** Returns the columns that a service of forms adds in front of the questions: `Start time` there is no shift's. */
export function columnsOfForm(headings: readonly string[]): ReadonlySet<number> {
  const own = headings.map((heading) => headingWords(heading).join(' '));
  const sent = own.findIndex((heading) => FORM_SENT.has(heading));
  if (sent < 0) return new Set();
  const before = own.slice(0, sent).findLastIndex((heading) => !FORM_OWN.has(heading)) + 1;
  const behind = own.slice(sent + 1).findIndex((heading) => !FORM_OWN.has(heading));
  const end = behind < 0 ? own.length : sent + 1 + behind;
  return new Set(Array.from({ length: end - before }, (_, index) => before + index));
}
