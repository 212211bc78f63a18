import { searchableWords } from '../certificate/name-match.ts';
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
  const groupings = groupingsOf(searchableWords(text).slice(0, MOST_WORDS));
  const found: { readonly person: DirectoryPerson; readonly rank: number }[] = [];
  for (const person of people) {
    const rank = person.volunteerId.toUpperCase().startsWith(typedId)
      ? RANK.id
      : Math.min(rankOf(person.foldedAr, groupings), rankOf(person.foldedEn, groupings));
    if (rank < Number.POSITIVE_INFINITY) found.push({ person, rank });
  }
  // The sort is stable: people who answer equally well stay in the order of the directory.
  return found.sort((a, b) => a.rank - b.rank).map(({ person }) => person);
}

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
function rankOf(folded: string, groupings: readonly (readonly string[])[]): number {
  let best = Number.POSITIVE_INFINITY;
  for (const grouping of groupings) {
    if (!grouping.every((word) => beginsWord(folded, word))) continue;
    const typed = grouping.join('');
    const letters = folded.replaceAll(' ', '');
    if (letters === typed) return RANK.wholeName;
    best = Math.min(best, letters.startsWith(typed) ? RANK.beginsWith : RANK.within);
  }
  return best;
}

/** Whether letters stand in a name from the beginning of one of its words, over the spaces between its words. */
function beginsWord(folded: string, letters: string): boolean {
  for (let at = 0; at < folded.length; at = endOfWord(folded, at) + 1) {
    if (standsAt(folded, at, letters)) return true;
    if (folded.startsWith('ال', at) && standsAt(folded, at + 2, letters)) return true;
  }
  return false;
}

function endOfWord(folded: string, from: number): number {
  const end = folded.indexOf(' ', from);
  return end === -1 ? folded.length : end;
}

function standsAt(folded: string, from: number, letters: string): boolean {
  let at = from;
  for (const letter of letters) {
    if (folded[at] === ' ') at += 1;
    if (!folded.startsWith(letter, at)) return false;
    at += letter.length;
  }
  return true;
}
