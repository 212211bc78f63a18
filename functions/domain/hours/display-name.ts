import type { VolunteerKind } from './volunteer.ts';

/** The script of a name: `ar` for Arabic, `en` for Latin. */
export type NameScript = 'ar' | 'en';

/** Why a name is refused. The codes are permanent: they are part of import problem codes. */
export type NameProblem =
  | 'LENGTH'
  | 'CONTROL'
  | 'JOINER'
  | 'MARKS'
  | 'DIGIT'
  | 'SIGN'
  | 'SCRIPT'
  | 'NO_LETTER';

/**
 * The name as it is printed, or the rule that it breaks. `codePoint` is the offending character (`U+202E`);
 * `position` counts characters from 1.
 */
export type NameReading =
  | { readonly name: string }
  | { readonly problem: NameProblem; readonly codePoint?: string; readonly position?: number };

/** Longest name, in code points. */
const MAX_NAME_LENGTH = 120;
/** Longest input, in UTF-16 code units, that is examined at all. */
const MAX_INPUT_LENGTH = 400;
/** No orthography needs more marks on one letter; longer stacks are drawn over the neighbouring lines. */
const MAX_MARKS = 4;

/** Controls, unassigned and private-use characters, direction marks and overrides, invisible and filler characters. */
const CONTROL = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\uFFF9-\uFFFB]/u;
const JOINERS = /[\u200C\u200D]/;
const MISPLACED_JOINER = /(?:^|[^\p{L}\p{M}])[\u200C\u200D]|[\u200C\u200D](?:[^\p{L}\p{M}]|$)/u;
const MARK_RUN = new RegExp(`\\p{M}{${MAX_MARKS + 1},}`, 'u');
/** Arabic vowel signs, and combining accents of Latin letters. */
const MARK = { ar: /[\u0610-\u061A\u064B-\u065F\u0670]/, en: /[\u0300-\u036F]/ };
const NUMBER = /\p{N}/u;
const LETTER = /\p{L}/u;
const ARABIC_LETTER = /\p{Script=Arabic}/u;
/** Latin letters of alphabets. Full-width, small-capital and superscript forms are excluded: they are look-alikes. */
const LATIN_LETTER = /[A-Za-zªºÀ-ÖØ-öø-ɏəɓɗɛɔḀ-ỿ]/u;
const ORDINARY = /[ .'’‘\-‐]/;
/** Signs that transliterate hamza and ʿayn. */
const LATIN_SIGN = /[ʹʻʼʾʿ]/;
/** Further characters that the name of an institution or team may contain. */
const INSTITUTION_SIGN = /[()&/,،«»“”"–+%٪@#_:!?؟]/;
const SIGN = /[\p{P}\p{S}]/u;
const PLAIN_DIGIT = /[0-9٠-٩۰-۹]/;

/** White space of any kind, also line breaks and tabs. */
const SPACES = /[\s\p{Zs}\u0085]/gu;
/** Invisible characters without effect where a word ends: marks of direction, breaks and joins of nothing. */
const HARMLESS = '\\u00AD\\u061C\\u180E\\u200B-\\u200F\\u2060\\uFEFF';
/** Embeddings and isolates around a whole text, as chats add them. Overrides, which reorder letters, are refused. */
const WRAPPERS = '\\u202A-\\u202C\\u2066-\\u2069';
const AT_WORD_EDGE = new RegExp(`(?<=^|[ ])[${HARMLESS}]+|[${HARMLESS}]+(?=[ ]|$)`, 'g');
const AT_ENDS = new RegExp(`^[${HARMLESS}${WRAPPERS} ]+|[${HARMLESS}${WRAPPERS} ]+$`, 'g');
/** Signs that people type for an apostrophe, or for a hyphen. */
const APOSTROPHES = /['`´‛′＇ˊˋ]/g;
const DASHES = { individual: /[‐‑‒–—―−﹘﹣－]/g, institution: /[‐‑‒―−﹘﹣－]/g };
/** Titles that are written with a slash: «د/ سعد». */
const TITLE = {
  ar: /^(أ\.?\s?د|ا\.?\s?د|د|أ|ا|م|دكتور|دكتورة|الدكتور|الدكتورة|مهندس|مهندسة|المهندس|المهندسة|أستاذ|أستاذة|الأستاذ|الأستاذة|السيد|السيدة|الشيخ)\s?\.?\s?[/\\]\s?/,
  en: /^(dr|eng|engr|mr|mrs|ms|miss|prof|sr|nurse)\s?\.?\s?[/\\]\s?/i,
};

/**
 * Reads a name for printing. Refuses characters that can deceive a reader: look-alikes of other scripts, direction
 * overrides, invisible characters inside a word. Puts right what is harmless: composed letters, presentation forms,
 * tatweel, white space, invisible characters at the ends of words, apostrophes and dashes from other keys, and the
 * slash of a title. Only the names of institutions may contain digits.
 */
export function readName(text: string, script: NameScript, kind: VolunteerKind): NameReading {
  if (text.length > MAX_INPUT_LENGTH) return { problem: 'LENGTH' };
  let name = harmlessSignsPutRight(text.normalize('NFC'), script, kind);
  for (const [position, character] of [...name].entries()) {
    const problem = problemOf(character, script, kind);
    if (problem) return { problem, codePoint: codePointOf(character), position: position + 1 };
  }
  name = name.replace(/ +/g, ' ').trim();
  const joiner = MISPLACED_JOINER.exec(name);
  if (joiner) return { problem: 'JOINER', codePoint: codePointOf(JOINERS.exec(joiner[0])?.[0] ?? '') };
  const marks = MARK_RUN.exec(name);
  if (marks) return { problem: 'MARKS', codePoint: codePointOf(marks[0].slice(MAX_MARKS)) };
  if (!LETTER.test(name)) return { problem: 'NO_LETTER' };
  const length = [...name].length;
  return length < 2 || length > MAX_NAME_LENGTH ? { problem: 'LENGTH' } : { name };
}

function harmlessSignsPutRight(text: string, script: NameScript, kind: VolunteerKind): string {
  let name = text.replace(SPACES, ' ').replace(AT_ENDS, '').replace(AT_WORD_EDGE, '').replace(/ +/g, ' ');
  if (script === 'ar')
    name = name
      .replace(/[\uFB50-\uFDFF\uFE70-\uFEFC]/g, (form) => form.normalize('NFKC'))
      .replaceAll('ـ', '');
  name = name.replace(APOSTROPHES, '’').replace(DASHES[kind], '-');
  return kind === 'individual' ? name.replace(TITLE[script], '$1. ') : name.replaceAll('—', '–');
}

function problemOf(character: string, script: NameScript, kind: VolunteerKind): NameProblem | undefined {
  if (JOINERS.test(character)) return script === 'ar' ? undefined : 'JOINER';
  if (CONTROL.test(character)) return 'CONTROL';
  if (ORDINARY.test(character) || MARK[script].test(character)) return undefined;
  if (NUMBER.test(character))
    return kind === 'institution' && PLAIN_DIGIT.test(character) ? undefined : 'DIGIT';
  if (kind === 'institution' && INSTITUTION_SIGN.test(character)) return undefined;
  if (SIGN.test(character)) return 'SIGN';
  if (script === 'en')
    return LATIN_LETTER.test(character) || LATIN_SIGN.test(character) ? undefined : 'SCRIPT';
  // «فريق CARE التطوعي»: a team may have a name in Latin letters.
  if (kind === 'institution' && LATIN_LETTER.test(character)) return undefined;
  return LETTER.test(character) && ARABIC_LETTER.test(character) ? undefined : 'SCRIPT';
}

/** Returns the code point of a character as `U+202E`. */
export function codePointOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
