import type { GrammaticalCase } from '../domain/wording/hours-in-words.ts';

/** A sentence, or sentences by variant: what a document is about, its country, its holder. */
export type WordingTree = string | { readonly [variant: string]: WordingTree };

/** The sentences of a wording file, by key. */
export type Wording = Readonly<Record<string, WordingTree>>;

/** A fact that a sentence contains: `{hours:accusative}`. */
export interface Placeholder {
  readonly fact: string;
  readonly grammaticalCase: GrammaticalCase;
}

/** Returns the placeholders of a sentence in their order; the case is `nominative` unless the sentence names one. */
export function placeholdersOf(sentence: string): Placeholder[] {
  return [...sentence.matchAll(/\{([^}:]*)(?::([^}]*))?\}/g)].map((match) => ({
    fact: match[1] ?? '',
    grammaticalCase: (match[2] ?? 'nominative') as GrammaticalCase,
  }));
}

/** Whether a tree is one sentence without placeholders, which is the same in every document. */
export function isFixed(tree: WordingTree): tree is string {
  return typeof tree === 'string' && !tree.includes('{');
}

/** Returns every sentence of a wording with its path in the file. */
export function wordingTexts(wording: Wording): { path: string[]; text: string }[] {
  const walk = (tree: WordingTree, path: string[]): { path: string[]; text: string }[] =>
    typeof tree === 'string'
      ? [{ path, text: tree }]
      : Object.entries(tree).flatMap(([variant, child]) => walk(child, [...path, variant]));
  return Object.entries(wording).flatMap(([key, tree]) => walk(tree, [key]));
}
