import type { FindUnprintable } from '../domain/decide-eligibility.ts';
import type { FontLibrary } from '../rendering/font-library.ts';
import { unprintable } from '../rendering/printable.ts';

/** Asks the documents' own fonts whether a name can be printed. */
export function printableNames(library: FontLibrary): FindUnprintable {
  return (_field, name) => unprintable(library, name)?.codePoint;
}
