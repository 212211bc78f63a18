import type { FileKind } from '../domain/import/import-record.ts';

interface Column {
  readonly required: boolean;
  /** Accepted Arabic headings. All headings are compared without vowel signs, case and punctuation. */
  readonly arabic: readonly string[];
  /** Whether the heading may name a calendar, such as Hijri. */
  readonly date?: true;
  /** Set for a column that a template leaves out, because another says the same. */
  readonly other?: true;
  /** Columns that together stand for this one where it is missing. */
  readonly replacedBy?: readonly string[];
}

const column = (required: boolean, ...arabic: string[]): Column => ({ required, arabic });
const dateColumn = (required: boolean, ...arabic: string[]): Column => ({ required, arabic, date: true });

const otherColumn = (...arabic: string[]): Column => ({ required: false, arabic, other: true });

const nameColumn = (parts: readonly string[], ...arabic: string[]): Column => ({
  required: true,
  arabic,
  replacedBy: parts,
});

/** The columns of each kind. `hours`, `minutes` or the pair `start` and `end` is required; `readHeadings` checks that. */
export const COLUMNS = {
  opportunities: {
    opportunity_id: column(true, 'رقم الفرصة', 'معرف الفرصة', 'رمز الفرصة'),
    issuer_id: column(true, 'رقم الجهة', 'معرف الجهة', 'رمز الجهة', 'الجهة', 'الجهة المصدرة'),
    title_ar: column(true, 'اسم الفرصة', 'عنوان الفرصة', 'اسم الفرصة بالعربية', 'العنوان بالعربية'),
    title_en: column(true, 'اسم الفرصة بالإنجليزية', 'عنوان الفرصة بالإنجليزية', 'العنوان بالإنجليزية'),
    track: column(true, 'المسار', 'مسار الفرصة'),
    starts_on: dateColumn(true, 'تاريخ البداية', 'تاريخ البدء', 'من تاريخ', 'بداية الفرصة'),
    ends_on: dateColumn(true, 'تاريخ النهاية', 'تاريخ الانتهاء', 'إلى تاريخ', 'نهاية الفرصة'),
    required_hours: column(true, 'الساعات المطلوبة', 'عدد الساعات المطلوبة'),
    beneficiaries: column(false, 'المستفيدون', 'عدد المستفيدين', 'المستفيدين'),
    partner_ids: column(false, 'الجهات الشريكة', 'الشركاء', 'رموز الجهات الشريكة'),
    kind: column(false, 'النوع', 'نوع الفرصة'),
  },
  volunteers: {
    volunteer_id: column(true, 'رقم المتطوع', 'معرف المتطوع', 'رمز المتطوع'),
    name_ar: nameColumn(
      ['first_name_ar', 'family_name_ar'],
      ...['الاسم بالعربية', 'الاسم العربي', 'الاسم', 'اسم المتطوع', 'اسم المتطوع بالعربية'],
    ),
    name_en: nameColumn(
      ['first_name_en', 'family_name_en'],
      ...['الاسم بالإنجليزية', 'الاسم الإنجليزي', 'اسم المتطوع بالإنجليزية'],
    ),
    gender: column(true, 'الجنس'),
    kind: column(false, 'النوع', 'نوع المتطوع', 'الفئة'),
    birth_date: dateColumn(false, 'تاريخ الميلاد'),
    guardian_consent: column(false, 'موافقة ولي الأمر'),
    email: column(false, 'البريد الإلكتروني', 'البريد', 'الإيميل'),
    issuer_id: column(false, 'رقم الجهة', 'معرف الجهة', 'رمز الجهة', 'الجهة', 'الجهة المصدرة'),
    first_name_ar: otherColumn('الاسم الأول', 'الاسم الأول بالعربية'),
    father_name_ar: otherColumn('اسم الأب', 'اسم الوالد', 'الاسم الثاني', 'الاسم الأوسط'),
    grandfather_name_ar: otherColumn('اسم الجد', 'الاسم الثالث'),
    family_name_ar: otherColumn(
      'اسم العائلة',
      'العائلة',
      'اللقب',
      'الاسم الأخير',
      'الاسم الرابع',
      'اسم العائلة بالعربية',
    ),
    first_name_en: otherColumn('First Name', 'Given Name', 'الاسم الأول بالإنجليزية'),
    father_name_en: otherColumn(
      'Father Name',
      "Father's Name",
      'Middle Name',
      'Second Name',
      'اسم الأب بالإنجليزية',
    ),
    grandfather_name_en: otherColumn(
      'Grandfather Name',
      "Grandfather's Name",
      'Third Name',
      'اسم الجد بالإنجليزية',
    ),
    family_name_en: otherColumn('Last Name', 'Family Name', 'Surname', 'اسم العائلة بالإنجليزية'),
  },
  hours: {
    entry_id: column(false, 'رقم القيد', 'معرف القيد', 'رمز القيد'),
    volunteer_id: column(true, 'رقم المتطوع', 'معرف المتطوع', 'رمز المتطوع'),
    opportunity_id: column(true, 'رقم الفرصة', 'معرف الفرصة', 'رمز الفرصة'),
    date: { ...dateColumn(true, 'التاريخ', 'تاريخ التطوع'), replacedBy: ['start', 'end'] },
    hours: column(false, 'الساعات', 'عدد الساعات', 'ساعات التطوع'),
    start: column(false, 'وقت البداية', 'البداية', 'من', 'وقت الحضور'),
    end: column(false, 'وقت النهاية', 'النهاية', 'إلى', 'وقت الانصراف'),
    minutes: otherColumn('الدقائق', 'دقائق', 'عدد الدقائق', 'دقيقة', 'المدة بالدقائق'),
    end_date: { ...dateColumn(false, 'تاريخ الانصراف', 'تاريخ الخروج'), other: true },
    status: column(true, 'الحالة', 'حالة القيد'),
    approved_by: column(false, 'المعتمد', 'اعتمدها', 'معتمد الساعات'),
  },
} as const satisfies Record<FileKind, Record<string, Column>>;

/** The name of a column of a kind, or of any kind. */
export type ColumnName<K extends FileKind = FileKind> = K extends FileKind
  ? keyof (typeof COLUMNS)[K] & string
  : never;

/** Returns the columns of a kind in the order of `COLUMNS`. */
export const columnsOf = (kind: FileKind): readonly (readonly [ColumnName, Column])[] =>
  Object.entries(COLUMNS[kind]) as [ColumnName, Column][];
