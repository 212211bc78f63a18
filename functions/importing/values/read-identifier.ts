import { codePointOf } from '../../domain/hours/display-name.ts';
import { type CellReading, failure, plainText } from './cell-text.ts';
import { isMissingWord } from './placeholder-words.ts';

const ID = /^[A-Za-z0-9](?:[A-Za-z0-9._:-]{0,62}[A-Za-z0-9])?$/;
const SCIENTIFIC = /^\d(?:[.,]\d+)?E\+\d+$/i;
/** A whole number that a script wrote as a floating-point number. */
const POINT_ZERO = /^(\d{1,15})\.0+$/;

/**
 * Reads an identifier of the coordinator's system. Leading zeros are part of it. A number with `.0` at its end is the
 * number: otherwise one person would be recorded twice.
 */
export function readId(text: string): CellReading<string> {
  const id = plainText(text);
  if (SCIENTIFIC.test(id)) return failure('ID_SCIENTIFIC');
  if (isMissingWord(id)) return failure('PLACEHOLDER');
  const number = POINT_ZERO.exec(id)?.[1];
  if (number !== undefined) return { value: number };
  if (ID.test(id)) return { value: id };
  const characters = [...id];
  const index = characters.findIndex((character) => !/[A-Za-z0-9._:-]/.test(character));
  const forbidden = characters[index];
  return forbidden === undefined
    ? failure('ID_FORM')
    : failure('ID_CHARACTER', { position: index + 1, codePoint: codePointOf(forbidden) });
}
