import type { FindUnprintable } from '../../domain/eligibility/decide-eligibility.ts';
import { type FindUnprinted, findUnprinted } from '../../domain/wording/printed-text.ts';
import { findUnprintable, isCovered } from '../../rendering/printable.ts';
import type { FontLibrary } from '../../rendering/text/font-library.ts';

/** Asks the documents' own fonts whether a name can be printed. */
export function printableNames(library: FontLibrary): FindUnprintable {
  return (_field, name) => findUnprintable(library, name);
}

/** Asks the documents' own fonts whether a title can be printed. */
export function printedTexts(library: FontLibrary): FindUnprinted {
  return (text) => findUnprinted(text, (character) => isCovered(library, character));
}
