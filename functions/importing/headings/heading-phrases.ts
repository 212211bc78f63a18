import { headingWords } from '../heading-words.ts';

const BETWEEN_PHRASES = /[/\\|\r\n:;،؛]|\s[-–—]\s/;

/** Returns the phrases of a heading: outside brackets and in them, by line, by slash and by script. */
export function phrasesOf(heading: string): string[][] {
  const inBrackets = [...heading.matchAll(/[([{]([^)\]}]*)[)\]}]/g)].map(([, text]) => text ?? '');
  const outside = heading.replace(/[([{][^)\]}]*[)\]}]?/g, ' / ');
  const phrases = [...outside.split(BETWEEN_PHRASES), ...inBrackets]
    .flatMap((phrase) => [phrase.replace(/\p{Script=Arabic}+/gu, ' '), phrase.replace(/[a-z]+/gi, ' ')])
    .map(headingWords)
    .filter((words) => words.length > 0);
  return [...new Map(phrases.map((words) => [words.join(), words])).values()];
}
