import { searchedWords } from '../certificate/name-match.ts';
import type { DirectoryPerson } from './directory-person.ts';

/** Words of a search that are looked at; each may be joined with its neighbours. */
const MOST_WORDS = 6;

/** How well a person answers a search; the smaller number is shown first. */
const RANK = { id: 0, wholeName: 1, beginsWith: 2, within: 3 } as const;

/**
 * Returns the people whose name, in either script, or whose ID a text is or begins, best answers first. Names are compared
 * as `nameMatches` does: without titles and connectives, whatever the hamza seats, ta marbuta, marks, case and spaces.
 * Every typed word must begin a word of the name, in any order; the article «ال» of a word may be left out. An empty text
 * finds everybody, in the order of the directory.
 */
export function findPeople(people: readonly DirectoryPerson[], text: string): readonly DirectoryPerson[] {
  const typedId = text.trim().toUpperCase();
  if (typedId === '') return people;
  const readings = groupingsOf(searchedWords(text).slice(0, MOST_WORDS)).map(readingOf);
  const found: { readonly person: DirectoryPerson; readonly rank: number }[] = [];
  for (const person of people) {
    const rank = person.volunteerId.toUpperCase().startsWith(typedId)
      ? RANK.id
      : Math.min(rankOf(person.foldedAr, readings), rankOf(person.foldedEn, readings));
    if (rank < Number.POSITIVE_INFINITY) found.push({ person, rank });
  }
  // The sort is stable: people who answer equally well stay in the order of the directory.
  return found.sort((a, b) => a.rank - b.rank).map(({ person }) => person);
}

/** A way to read a search: its words, the whole of them, and the beginning of them, as patterns of a folded name. */
interface Reading {
  readonly words: readonly RegExp[];
  readonly whole: RegExp;
  readonly beginning: RegExp;
}

function readingOf(words: readonly string[]): Reading {
  const all = patternOf(words.join(''));
  return {
    words: words.map((word) => new RegExp(`(?:^| )(?:ال)?${patternOf(word)}`, 'u')),
    whole: new RegExp(`^${all}$`, 'u'),
    beginning: new RegExp(`^${all}`, 'u'),
  };
}

/** Letters with spaces of the name between them; a hamza is any seat, or none. */
const patternOf = (letters: string): string =>
  [...letters].map((letter) => (letter === 'ء' ? '[اوي]?' : letter)).join(' ?');

/** Returns every way to join neighbouring words: people write «عبد الله» and «عبدالله». */
function groupingsOf(words: readonly string[]): readonly (readonly string[])[] {
  const [first, ...rest] = words;
  if (first === undefined) return [];
  if (rest.length === 0) return [[first]];
  const [next = '', ...others] = rest;
  return [
    ...groupingsOf(rest).map((grouping) => [first, ...grouping]),
    ...groupingsOf([first + next, ...others]),
  ];
}

/** Returns how well a folded name answers, or infinity where it doesn't. */
function rankOf(folded: string, readings: readonly Reading[]): number {
  const answering = readings.filter(({ words }) => words.every((word) => word.test(folded)));
  if (answering.length === 0) return Number.POSITIVE_INFINITY;
  if (answering.some(({ whole }) => whole.test(folded))) return RANK.wholeName;
  return answering.some(({ beginning }) => beginning.test(folded)) ? RANK.beginsWith : RANK.within;
}
