import type { FindUnprintable } from '../../domain/eligibility/decide-eligibility.ts';
import type { FontLibrary } from '../../rendering/fonts/font-library.ts';
import { findUnprintable } from '../../rendering/fonts/printable.ts';

/** Asks the documents' own fonts whether a name can be printed. */
export function printableNames(library: FontLibrary): FindUnprintable {
  return (_field, name) => findUnprintable(library, name)?.codePoint;
}
