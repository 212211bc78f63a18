import { type CellStyle, type DataValidation, writeXlsx } from 'hucre/xlsx';
import type { FileKind } from '../../../../functions/domain/import/import-record.ts';
import type { Language } from '../../../../functions/domain/wording/language.ts';
import { EXAMPLE_MARKS } from '../../../../functions/importing/example-row.ts';
import { type ColumnName, columnsOf } from '../../../../functions/importing/file-kind.ts';
import {
  GENDER_WORDS,
  OPPORTUNITY_WORDS,
  STATUS_WORDS,
  TRACK_WORDS,
  VOLUNTEER_WORDS,
  YES_WORDS,
} from '../../../../functions/importing/values/choice-words.ts';

type TemplateColumn = ReturnType<typeof columnsOf>[number];

/** Rows below the heading that have lists of choices and formats. */
const ROWS = 2_000;

/** The columns that take one of some words, which the template offers as a list. */
const CHOICES: Readonly<
  Record<FileKind, Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>>
> = {
  opportunities: { track: TRACK_WORDS, kind: OPPORTUNITY_WORDS },
  volunteers: { gender: GENDER_WORDS, kind: VOLUNTEER_WORDS, guardian_consent: YES_WORDS },
  hours: { status: STATUS_WORDS },
};

/** The example row of each kind. Its first cell marks it, so that an import leaves it out. */
const EXAMPLES: Readonly<Record<FileKind, Readonly<Record<string, string | number | Date>>>> = {
  opportunities: {
    issuer_id: 'rawabi-health-cluster',
    title_ar: 'حملة التطعيم الموسمية',
    title_en: 'Seasonal Vaccination Campaign',
    track: 'preventive',
    starts_on: new Date('2025-03-01'),
    ends_on: new Date('2025-03-31'),
    required_hours: 30,
    beneficiaries: 1200,
    kind: 'volunteering',
  },
  volunteers: {
    name_ar: 'نورة سعد الحربي',
    name_en: 'Noura Saad Alharbi',
    gender: 'female',
    kind: 'individual',
    birth_date: new Date('1999-05-17'),
    email: 'noura@example.org',
  },
  hours: {
    volunteer_id: 'V-1001',
    opportunity_id: 'OP-2025-03',
    date: new Date('2025-03-15'),
    hours: 7.5,
    status: 'pending',
  },
};

const WORKSHEET_NAMES: Readonly<Record<Language, Readonly<Record<FileKind, string>>>> = {
  ar: { opportunities: 'الفرص', volunteers: 'المتطوعون', hours: 'الساعات' },
  en: { opportunities: 'Opportunities', volunteers: 'Volunteers', hours: 'Hours' },
};

const heading = (isRequired: boolean): CellStyle => ({
  font: { bold: true, color: { rgb: isRequired ? 'FFFFFF' : '1F3A34' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: isRequired ? '1F5C4D' : 'D9E8E3' } },
  alignment: { horizontal: 'center', vertical: 'center' },
});
const EXAMPLE_STYLE: CellStyle = { font: { italic: true, color: { rgb: '7A7A7A' } } };

/**
 * Returns a workbook to fill in: the headings of a kind in a language, an example row, and lists of the choices. The
 * headings and the choices are those by which an import reads it.
 */
export function templateWorkbook(kind: FileKind, language: Language): Promise<Uint8Array> {
  const columns = columnsOf(kind).filter(([, { other }]) => !other);
  const titles = columns.map(([name, { arabic }]) => (language === 'ar' ? (arabic[0] ?? name) : name));
  const example = columns.map(([name], index) =>
    index === 0 ? EXAMPLE_MARKS[language] : exampleValue(kind, name, language),
  );
  const cells = new Map<string, { value: string | number | Date | null; style: CellStyle }>();
  for (const [index, column] of columns.entries()) {
    const numFmt = formatOf(column);
    cells.set(`0,${index}`, { value: titles[index] ?? '', style: heading(column[1].required) });
    cells.set(`1,${index}`, { value: example[index] ?? null, style: { ...EXAMPLE_STYLE, numFmt } });
    for (let row = 2; row <= ROWS; row += 1) cells.set(`${row},${index}`, { value: null, style: { numFmt } });
  }
  return writeXlsx({
    sheets: [
      {
        name: WORKSHEET_NAMES[language][kind],
        columns: titles.map((title, index) => ({ width: widthOf(title, example[index]) })),
        rows: [titles, example],
        cells,
        freezePane: { rows: 1 },
        view: { rightToLeft: language === 'ar' },
        dataValidations: columns.flatMap(([name], index) => listOf(kind, name, index, language)),
      },
    ],
  });
}

function exampleValue(kind: FileKind, name: ColumnName, language: Language): string | number | Date | null {
  const value = EXAMPLES[kind][name] ?? null;
  const words = CHOICES[kind][name];
  return typeof value === 'string' && words !== undefined ? choiceIn(words, value, language) : value;
}

const choiceIn = (words: Readonly<Record<string, readonly string[]>>, choice: string, language: Language) =>
  language === 'ar' ? (words[choice]?.[0] ?? choice) : choice;

/** Text, where Excel would change what is typed: identifiers lose zeros, times become fractions. */
function formatOf([name, { date }]: TemplateColumn): string {
  if (date) return 'yyyy-mm-dd';
  return name === 'hours' || name === 'required_hours' || name === 'beneficiaries' ? 'General' : '@';
}

function listOf(kind: FileKind, name: ColumnName, index: number, language: Language): DataValidation[] {
  const words = CHOICES[kind][name];
  if (words === undefined) return [];
  const values = Object.keys(words).map((choice) => choiceIn(words, choice, language));
  const column = String.fromCharCode('A'.charCodeAt(0) + index);
  return [
    {
      type: 'list',
      values,
      range: `${column}2:${column}${ROWS + 1}`,
      allowBlank: true,
      showErrorMessage: true,
      errorMessage: values.join(language === 'ar' ? '، ' : ', '),
    },
  ];
}

const widthOf = (title: string, example: unknown): number => {
  const longest = Math.max(title.length, example instanceof Date ? 10 : String(example ?? '').length);
  return Math.min(Math.max(longest + 4, 12), 36);
};
