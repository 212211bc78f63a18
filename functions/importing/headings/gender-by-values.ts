import type { HeadingsReading } from '../read-headings.ts';
import type { TableRow } from '../table-row.ts';
import { saysNothing } from '../values/cell-text.ts';
import { GENDER_WORDS, readChoice } from '../values/choice-words.ts';

/**
 * Returns the headings of a list of volunteers with «النوع» as the gender, where no other column is that and the first
 * rows have nothing but words of it: the heading means both.
 */
export function genderByValues(reading: HeadingsReading, rows: readonly TableRow[]): HeadingsReading {
  const { kind, columns, problems, missing } = reading;
  const column = columns.get('kind');
  if (kind !== 'volunteers' || column === undefined || columns.has('gender')) return reading;
  const values = rows.map(({ cells }) => cells[column.index] ?? '').filter((text) => !saysNothing(text));
  if (values.length === 0 || !values.every((text) => 'value' in readChoice(text, GENDER_WORDS)))
    return reading;
  const others = [...columns].filter(([name]) => name !== 'kind');
  const facts = { column: 'gender' };
  return {
    ...reading,
    columns: new Map([...others, ['gender', column]]),
    missing: missing - 1,
    problems: [
      ...problems.filter(({ code, facts }) => code !== 'HEADING_MISSING' || facts?.column !== 'gender'),
      { code: 'HEADING_READ_AS', heading: column.heading, facts },
    ],
  };
}
