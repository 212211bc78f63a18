import type { GrammaticalCase } from '../domain/wording/hours-in-words.ts';
import { keepTogether } from '../domain/wording/keep-together.ts';

/** A sentence, or sentences by variant: what a document is about, its country, its holder. */
export type WordingTree = string | { readonly [variant: string]: WordingTree };

/** The sentences of a wording file, by key. */
export type Wording = Readonly<Record<string, WordingTree>>;

/** A fact that a sentence contains: `{hours:accusative}`. */
export interface Placeholder {
  readonly fact: string;
  readonly grammaticalCase: GrammaticalCase;
}

/** A sentence in parts: `facts[i]` stands between `words[i]` and `words[i + 1]`. */
export interface Sentence {
  readonly words: readonly string[];
  readonly facts: readonly Placeholder[];
}

/**
 * Returns the words of a fact; null when the document doesn't have it, undefined to leave it open. `alone` says whether
 * the sentence consists of the fact and nothing else.
 */
type WordsOfFact = (placeholder: Placeholder, alone: boolean) => string | null | undefined;

/** Returns the sentence of a tree for the first of some variants that it has; null when it has none of them. */
export function sentenceFor(tree: WordingTree | undefined, variants: readonly string[]): Sentence | null {
  const text = variantOf(tree, variants);
  return text === null ? null : { words: text.split(/\{[^}]*\}/), facts: placeholdersOf(text) };
}

function variantOf(tree: WordingTree | undefined, variants: readonly string[]): string | null {
  if (tree === undefined) return null;
  if (typeof tree === 'string') return tree;
  for (const variant of variants) {
    const found = variantOf(tree[variant], variants);
    if (found !== null) return found;
  }
  return null;
}

/** Fills facts into a sentence; those that stay open remain its facts. Returns null when the document lacks a fact. */
export function fillSentence({ words, facts }: Sentence, wordsOf: WordsOfFact): Sentence | null {
  const alone = words.length === 2 && words[0] === '' && words[1] === '';
  const open: Placeholder[] = [];
  const filled: string[] = [];
  let current = words[0] ?? '';
  for (const [i, placeholder] of facts.entries()) {
    const text = wordsOf(placeholder, alone);
    if (text === null) return null;
    if (text === undefined) {
      open.push(placeholder);
      filled.push(current);
      current = '';
    } else current += text;
    current += words[i + 1] ?? '';
  }
  filled.push(current);
  return { words: filled, facts: open };
}

/**
 * Returns a sentence whose facts are all filled, with what belongs together on one line.
 *
 * @throws Error when a fact is open.
 */
export function wholeSentence({ words, facts }: Sentence): string {
  const [open] = facts;
  if (open) throw new Error(`the fact ${open.fact} of a sentence is open`);
  return keepTogether(words[0] ?? '');
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
