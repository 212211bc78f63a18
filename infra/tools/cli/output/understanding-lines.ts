import type { Language } from '../../../../functions/domain/wording/language.ts';
import type { Import } from '../api/answers.ts';
import { UNDERSTANDING_WORDS } from '../wording/understanding-words.ts';
import { table } from './table.ts';

type Understanding = NonNullable<Import['understanding']>;
type TableUnderstanding = Understanding['tables'][number];

/** Returns how a file was understood, as lines for a person who checks it. */
export function understandingLines(understanding: Understanding, language: Language): string[] {
  const { encoding, encodingGuessed, delimiter, tables } = understanding;
  const words = UNDERSTANDING_WORDS[language];
  const text =
    encoding === null
      ? []
      : [words.text(encoding.toUpperCase(), encodingGuessed, DELIMITERS[delimiter ?? ''] ?? delimiter ?? '')];
  return [...text, ...tables.flatMap((each) => tableLines(each, language))];
}

const COMMA: Readonly<Record<Language, string>> = { en: ', ', ar: '، ' };
const DELIMITERS: Readonly<Record<string, string>> = { '\t': 'TAB' };

function tableLines(read: TableUnderstanding, language: Language): string[] {
  const words = UNDERSTANDING_WORDS[language];
  const { worksheet, kind, headingRow, headings, leftOutColumns, firstRows, dateOrder, hoursUnit } = read;
  const taken = headings.map(({ column, heading }) =>
    column === heading ? column : `${heading} = ${column}`,
  );
  const leftOut = leftOutColumns.map(({ heading, value }) => `${heading} (${value})`);
  const columns = headings.map(({ column }) => column);
  return [
    words.table(worksheet, words.kinds[kind] ?? kind, headingRow),
    words.headings(taken.join(COMMA[language])),
    ...(leftOut.length > 0 ? [words.leftOut(leftOut.join(COMMA[language]))] : []),
    ...(dateOrder === null ? [] : [words.dates[dateOrder]]),
    ...(hoursUnit === null ? [] : [words.hours[hoursUnit]]),
    ...(firstRows.length === 0
      ? []
      : [
          table(
            [words.row, ...columns],
            firstRows.map(({ row, cells }) => [row, ...columns.map((column) => cells[column] ?? null)]),
          ),
        ]),
  ];
}
