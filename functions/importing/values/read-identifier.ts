import { codePointOf } from '../../domain/hours/display-name.ts';
import { IDENTIFIER } from '../../domain/hours/identifier.ts';
import { type CellReading, failure, plainText } from './cell-text.ts';
import { monthOf } from './month-names.ts';
import { isMissingWord } from './placeholder-words.ts';

const SCIENTIFIC = /^\d(?:(?:[.,]\d+)?E\+\d+|[.,]\d+E\d+)$/i;
/** What Excel makes of an identifier such as 3-5 or MAR-05, as it saves it in a CSV. */
const SHORT_DATE = /^(?:(?:0?[1-9]|[12]\d|3[01])-([A-Z][a-z]{2})|([A-Z][a-z]{2})-\d{2})$/;
/** A whole number that a script wrote as a floating-point number. */
const POINT_ZERO = /^(\d{1,15})\.0+$/;

/**
 * Reads an identifier of the coordinator's system. Leading zeros are part of it. A number with `.0` at its end is the
 * number: otherwise one person would be recorded twice.
 */
export function readId(text: string): CellReading<string> {
  const id = plainText(text);
  if (SCIENTIFIC.test(id)) return failure('ID_SCIENTIFIC');
  const [, month, monthFirst = month] = SHORT_DATE.exec(id) ?? [];
  if (monthFirst !== undefined && monthOf(monthFirst) !== undefined) return failure('ID_TIME');
  if (isMissingWord(id)) return failure('PLACEHOLDER');
  const number = POINT_ZERO.exec(id)?.[1];
  if (number !== undefined) return { value: number };
  if (IDENTIFIER.test(id)) return { value: id };
  const characters = [...id];
  const index = characters.findIndex((character) => !/[A-Za-z0-9._:-]/.test(character));
  const forbidden = characters[index];
  return forbidden === undefined
    ? failure('ID_FORM')
    : failure('ID_CHARACTER', { position: index + 1, codePoint: codePointOf(forbidden) });
}

/** Returns whether a text that says nothing else can be an identifier of a row: it has a digit. */
export const isId = (text: string): boolean => /\d/.test(text) && 'value' in readId(text);
