import { FILE_KINDS, type FileKind } from '../domain/import/import-record.ts';
import { type HeadingMeaning, meaningOf, saysHijri } from './heading-meaning.ts';
import { headingWords } from './heading-words.ts';

/**
 * What a source's own headings stand for, as the person who imports says: one of our headings, or nothing. It goes
 * before what the headings mean by themselves.
 */
export class HeadingMapping {
  /** Our headings, or null, by the words of the source's. */
  readonly #targets: ReadonlyMap<string, { readonly heading: string; readonly target: string | null }>;
  readonly #absent: Set<string>;

  constructor(headings: Readonly<Record<string, string | null>> = {}) {
    this.#targets = new Map(
      Object.entries(headings).map(([heading, target]) => [keyOf(heading), { heading, target }]),
    );
    this.#absent = new Set(Object.keys(headings));
  }

  /** The headings of the mapping that no table has had so far. */
  get absent(): readonly string[] {
    return [...this.#absent];
  }

  /**
   * Returns what one of a heading's texts stands for in a kind: null if its column is to be left out, undefined if the
   * mapping doesn't name it.
   */
  meaningOf(texts: readonly string[], kind: FileKind): HeadingMeaning | null | undefined {
    for (const text of texts) {
      const mapped = this.#targets.get(keyOf(text));
      if (mapped === undefined || text.trim() === '') continue;
      this.#absent.delete(mapped.heading);
      const meaning = mapped.target === null ? undefined : targetIn(kind, mapped.target);
      if (meaning === undefined) return null;
      return saysHijri(text) ? { ...meaning, calendar: 'hijri' } : meaning;
    }
    return undefined;
  }
}

/** Returns whether a text is one of our headings, in any kind. */
export const isOurHeading = (text: string): boolean =>
  FILE_KINDS.some((kind) => targetIn(kind, text) !== undefined);

function targetIn(kind: FileKind, target: string): HeadingMeaning | undefined {
  const meaning = meaningOf(target, kind, true);
  return meaning === undefined || meaning.guessed || meaning.contradicted ? undefined : meaning;
}

const keyOf = (heading: string): string => headingWords(heading).join(' ');
