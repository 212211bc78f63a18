import { searchableWords } from '../../domain/certificate/name-match.ts';
import { type NameScript, readName } from '../../domain/hours/display-name.ts';
import type { VolunteerKind } from '../../domain/hours/volunteer.ts';
import type { ColumnName } from '../file-kind.ts';
import { type CellReading, failure } from '../values/cell-text.ts';
import { isPlaceholder, lacksPart } from '../values/placeholder-words.ts';
import { isReversed } from '../values/reversed-text.ts';
import type { RowReader } from './row-reader.ts';

/** The columns of a name in each script: as a whole, or in parts that are joined in this order. */
const NAME_COLUMNS = {
  ar: {
    whole: 'name_ar',
    parts: ['first_name_ar', 'father_name_ar', 'grandfather_name_ar', 'family_name_ar'],
  },
  en: {
    whole: 'name_en',
    parts: ['first_name_en', 'father_name_en', 'grandfather_name_en', 'family_name_en'],
  },
} as const satisfies Record<NameScript, { whole: ColumnName; parts: readonly ColumnName[] }>;

/**
 * Reads the name of a volunteer in one script: the empty string if there is none, undefined after a problem. Parts in
 * columns of their own are joined where the whole name is not given.
 */
export function readVolunteerName(
  reader: RowReader,
  script: NameScript,
  kind: VolunteerKind,
): string | undefined {
  const { whole, parts } = NAME_COLUMNS[script];
  const read = (column: ColumnName) => (text: string) => {
    const reading = nameReading(text, script, kind);
    if ('value' in reading && visibleSigns(reading.value) !== visibleSigns(text))
      reader.noteReadAs(column, 'name', reading.value);
    return reading;
  };
  const given = parts.filter((column) => !reader.isEmpty(column));
  if (!reader.isEmpty(whole)) {
    const name = reader.text(whole);
    const lacking = given.filter((column) => lacksWords(name, reader.text(column)));
    const [part] = lacking;
    if (part === undefined) return reader.optional(whole, '', read(whole));
    // «الاسم» beside «العائلة» is the first name.
    if (searchableWords(name).length > 1 || !reader.isEmpty(parts[0]))
      return reader.fail({ code: 'NAME_PARTS_DIFFER', facts: { part: reader.text(part) } }, whole);
    const joined = [name, ...lacking.map((column) => reader.text(column))].join(' ');
    const reading = nameReading(joined, script, kind);
    if ('value' in reading) reader.noteReadAs(whole, 'name', reading.value);
    return reader.optional(whole, '', () => reading);
  }
  const [first] = given;
  if (first === undefined) return reader.optional(whole, '', read(whole));
  // Each part is checked for itself as to placeholders; its length only counts in the whole name.
  const missing = given.find((column) => isPlaceholder(reader.text(column)));
  if (missing !== undefined) return reader.fail({ code: 'PLACEHOLDER' }, missing);
  const joined = given.map((column) => reader.text(column)).join(' ');
  return reader.optional(first, '', () => nameReading(joined, script, kind));
}

/** Returns whether a name lacks what is a part of it elsewhere; a title such as «د.» and a placeholder are no parts. */
function lacksWords(name: string, part: string): boolean {
  if (isPlaceholder(part)) return false;
  const whole = searchableWords(name).join('');
  return searchableWords(part).some((word) => !whole.includes(word));
}

function nameReading(text: string, script: NameScript, kind: VolunteerKind): CellReading<string> {
  if (isPlaceholder(text) || lacksPart(text)) return failure('PLACEHOLDER');
  if (isReversed(text)) return failure('TEXT_REVERSED');
  const reading = readName(text, script, kind);
  if ('name' in reading) return { value: reading.name };
  const { problem, codePoint, position } = reading;
  return failure(`NAME_${problem}`, {
    script,
    ...(codePoint === undefined ? {} : { codePoint }),
    ...(position === undefined ? {} : { position }),
  });
}

/** Returns the dashes, slashes and foreign apostrophes of a name: a change of these is worth a note. */
const visibleSigns = (name: string): string => (name.match(/[`´‛′＇ˊˋ‒—―−﹘﹣－/\\]/g) ?? []).join('');
