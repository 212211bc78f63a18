/**
 * Letters that people write for one another in the same name. Each group holds one relation only: `آ` is written `ا`,
 * and so is `أ`, but `آ` for `أ` lengthens a vowel. A hamza keeps its sound on any seat, but without one the seat is
 * another letter (`علاء` and `علا` are two names).
 */
const SAME_LETTER: readonly ReadonlySet<string>[] = [
  new Set('اأإٱ'),
  new Set('اآ'),
  new Set('أإؤئء'),
  new Set('ةه'),
  new Set('ىيی'),
  new Set('كک'),
  new Set('هہە'),
];

/** Spaces, joiners and other invisible signs, tatweel, hyphens and vowel signs. A hamza or madda that is typed as a mark is no vowel sign. */
const IGNORED = /[\s\p{Cf}\u0640\p{Pd}\u0610-\u061A\u064B-\u0652\u0656-\u065F\u0670]/gu;

/**
 * Returns whether two spellings of a name have the same consonants and long vowels, so that they can't be the names of
 * two people: they differ in hamza forms, `ة` or `ه`, `ى` or `ي`, spaces, vowel signs, Latin case or hyphens only.
 */
export function isSameName(before: string, after: string): boolean {
  const old = lettersOf(before);
  const wanted = lettersOf(after);
  return old.length === wanted.length && old.every((letter, index) => isSame(letter, wanted[index] ?? ''));
}

/** Returns whether a name spells another one in both scripts. */
export const isSpelling = (before: Names, after: Names): boolean =>
  isSameName(before.nameAr, after.nameAr) && isSameName(before.nameEn, after.nameEn);

interface Names {
  readonly nameAr: string;
  readonly nameEn: string;
}

const lettersOf = (name: string): string[] => [
  ...name.normalize('NFKC').replace(IGNORED, '').toLowerCase().normalize('NFC'),
];

const isSame = (a: string, b: string): boolean =>
  a === b || SAME_LETTER.some((group) => group.has(a) && group.has(b));
