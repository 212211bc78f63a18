const NO_BREAK_SPACE = '\u00A0';
const DIGIT = '[0-9٠-٩۰-۹]';
const LETTER = '[\\p{L}]';
/** Isolates, which stand between a number and the space after it. */
const CONTROLS = '[\\u2066-\\u2069]*';
const WORD_START = '(?<=^|[\\s(«“"\\u2066-\\u2069])';

/** Spaces that no line ends at, each as what stands before and after it. */
const RULES: readonly RegExp[] = [
  // A number and its unit, a day and its month, a year and its era.
  new RegExp(`(?<=${DIGIT}[%٪°+]?${CONTROLS}) (?=${CONTROLS}${LETTER})`, 'gu'),
  // The groups of a telephone number or of a large number.
  new RegExp(`(?<=${DIGIT}) (?=${DIGIT})`, 'gu'),
  // A month and its year.
  new RegExp(`(?<=${LETTER}) (?=${CONTROLS}${DIGIT}{4}(?!${DIGIT}))`, 'gu'),
  // The months of two words.
  new RegExp(`(?<=${WORD_START}(?:ربيع|جمادى|ذي|ذو|كانون|تشرين)) `, 'gu'),
  // No line begins with a dash.
  / (?=[–—] )/g,
  // What belongs to the name after it.
  new RegExp(`(?<=${WORD_START}(?:بن|بنت|ابن|ابنة|آل|عبد|أبو|أبي|أبا|أم)) (?=${LETTER})`, 'gu'),
  new RegExp(`(?<=${WORD_START}(?:bin|bint|ibn|al|el|abu|abd|umm)) (?=${LETTER})`, 'giu'),
  // A title and its holder.
  new RegExp(`(?<=${WORD_START}(?:أ\\.د|د|م|أ|Dr|Eng|Prof|Mr|Mrs|Ms)\\.) (?=${LETTER})`, 'gu'),
];

/**
 * Returns a sentence or a name in which a line ends only where a reader may pause: a number stays with its unit, a date
 * is whole, and «بن», «آل» or «عبد» stays with the name after it.
 */
export function keepTogether(text: string): string {
  if (!text.includes(' ')) return text;
  let kept = text;
  for (const rule of RULES) kept = kept.replace(rule, NO_BREAK_SPACE);
  return kept;
}

/** Returns a text in which a line may end at every space. */
export function breakAnywhere(text: string): string {
  return text.replaceAll(NO_BREAK_SPACE, ' ');
}
