const NO_BREAK_SPACE = '\u00A0';
const ZERO_WIDTH_SPACE = '\u200B';
const DIGIT = '[0-9٠-٩۰-۹]';
const LETTER = '[\\p{L}]';
/** Isolates, which stand between a number and the space after it. */
const CONTROLS = '[\\u2066-\\u2069]*';
const WORD_START = '(?<=^|[\\s(«“"\\u2066-\\u2069])';
/** What no unit begins with: after it a number belongs to the word before, «النوع 2 للأطفال», `Type 2 in Children`. */
const NO_UNIT =
  '(?:و?ال|و?لل|(?:في|من|على|إلى|مع|عن|ضد|أو|for|in|of|and|with|to|at|on|by|from|the|or)(?!\\p{L}))';
const MONTH_EN = '(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\\.?';

/** Returns the pattern of an Arabic word, with vowel marks or without. */
const vowelled = (word: string): string => [...word].map((letter) => `${letter}\\p{M}*`).join('');
const BEFORE_NAME = [
  ...['بن', 'ابن', 'إبن', 'بنت', 'ابنة', 'إبنة', 'آل', 'ال', 'عبد'],
  ...['أبو', 'أبي', 'أبا', 'ابو', 'ابي', 'ابا', 'أم', 'ام'],
].map(vowelled);

/** What stands around a space that no line ends at. */
const RULES: readonly { readonly before: string; readonly after: string }[] = [
  // A number and its unit or sign, a day and its month, a year and its era.
  { before: `${DIGIT}[%٪°+]?${CONTROLS}`, after: `${CONTROLS}(?:(?!${NO_UNIT})${LETTER}|[%٪‰°])` },
  // The groups of a telephone number or of a large number.
  { before: DIGIT, after: DIGIT },
  // «المستوى ٢», "Season III": a number that no unit follows is of the word before it.
  {
    before: LETTER,
    after: `${CONTROLS}(?:${DIGIT}{1,3}|[IVX]{1,4})${CONTROLS}(?:[)\\]»”’]|[",،؛;:.!؟?](?!${DIGIT})|$| ${NO_UNIT})`,
  },
  // A month and its year.
  { before: `${MONTH_EN}[ \u00A0]${DIGIT}{1,2},`, after: `${DIGIT}{4}(?!${DIGIT})` },
  { before: LETTER, after: `${CONTROLS}${DIGIT}{4}(?!${DIGIT})` },
  // The months of two words.
  { before: `${WORD_START}(?:ربيع|جمادى|ذي|ذو|كانون|تشرين)`, after: '' },
  // No line begins with a dash or an operator, and a range ends on its line.
  { before: '', after: '[–—×÷/+=<>≤≥≈-] ' },
  { before: '[<>≤≥≈±]', after: '' },
  { before: `(?:${DIGIT}| [AP]M)${CONTROLS} [–—-]`, after: `${CONTROLS}${DIGIT}` },
  // What belongs to the name after it.
  { before: `${WORD_START}(?:${BEFORE_NAME.join('|')})`, after: LETTER },
  { before: `${WORD_START}(?:bin|bint|ibn|al|el|abu|abd|umm)`, after: LETTER },
  // A title and its holder.
  { before: `${WORD_START}(?:أ\\.د|د|م|أ|Dr|Eng|Prof|Mr|Mrs|Ms)\\.`, after: LETTER },
];

/** A space that no line ends at. It comes first, so that only spaces are compared with the rules. */
const KEPT_SPACE = new RegExp(
  ` (?:${RULES.map(({ before, after }) => `(?<=${before} )(?=${after})`).join('|')})`,
  'giu',
);

/** An address that no column holds on a line, and where it may be divided: before a sign, but not between two. */
const LONG_ADDRESS = /[!-~]{32,}/g;
const IN_ADDRESS = /(?<=[0-9A-Za-z])(?=[./?&=#_@])/g;

/**
 * Returns a sentence or a name in which a line ends only where a reader may pause: a number stays with its unit, a date
 * is whole, and «بن», «آل» or «عبد» stays with the name after it. A long address may be divided, where the whole text
 * would be set smaller for it otherwise.
 */
export function keepTogether(text: string): string {
  const kept = text.includes(' ') ? text.replace(KEPT_SPACE, NO_BREAK_SPACE) : text;
  return kept.replace(LONG_ADDRESS, (address) => address.replace(IN_ADDRESS, ZERO_WIDTH_SPACE));
}
