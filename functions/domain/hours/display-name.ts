import type { VolunteerKind } from './volunteer.ts';

/** The script a name is written in: `ar` Arabic letters, `en` Latin ones. */
export type NameScript = 'ar' | 'en';

/** Why a name is refused; permanent. */
export type NameProblem = 'LENGTH' | 'CONTROL' | 'JOINER' | 'MARKS' | 'DIGIT' | 'SCRIPT' | 'NO_LETTER';

/** A name as it will print, or the rule it breaks with the code point that breaks it (`U+202E`). */
export type NameReading =
  | { readonly name: string }
  | { readonly problem: NameProblem; readonly codePoint?: string; readonly position?: number };

/** A person's longest name in code points, and what a field may hold before it is looked at. */
const LONGEST_NAME = 120;
const LONGEST_FIELD = 400;
/** More marks than this on one letter are no spelling but an attack on the lines around it. */
const MOST_MARKS = 4;

/** Controls, unassigned and private characters, direction marks and overrides, invisible and filler characters. */
const CONTROL = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\uFFF9-\uFFFB]/u;
const JOINERS = /[\u200C\u200D]/;
const MISPLACED_JOINER = /(?:^|[^\p{L}\p{M}])[\u200C\u200D]|[\u200C\u200D](?:[^\p{L}\p{M}]|$)/u;
const MARK_RUN = new RegExp(`\\p{M}{${MOST_MARKS + 1},}`, 'u');
/** Vowel signs of Arabic, and the accents that Latin letters carry apart. */
const MARK = { ar: /[\u0610-\u061A\u064B-\u065F\u0670]/, en: /[\u0300-\u036F]/ };
const NUMBER = /\p{N}/u;
const LETTER = /\p{L}/u;
const ARABIC_LETTER = /\p{Script=Arabic}/u;
/** Latin letters as alphabets use them; full-width, small-capital and superscript forms only imitate them. */
const LATIN_LETTER = /[A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ]/u;
const ORDINARY = /[ .'’‘\-‐]/;
/** The transliteration of hamza and ʿayn. */
const LATIN_SIGN = /[ʹʻʼʾʿ]/;
/** What the name of an institution or team may hold besides. */
const INSTITUTION_SIGN = /[()&/,،«»"–+]/;
const PLAIN_DIGIT = /[0-9٠-٩۰-۹]/;

/**
 * Reads a name for printing: refuses what can deceive (other scripts' look-alikes, direction overrides, invisible
 * characters), and puts right what is only typography: composed letters, presentation forms, tatweel and runs of
 * spaces. Digits are for institutions.
 */
export function readName(text: string, script: NameScript, kind: VolunteerKind): NameReading {
  if (text.length > LONGEST_FIELD) return { problem: 'LENGTH' };
  let name = text.normalize('NFC');
  if (script === 'ar')
    name = name
      .replace(/[\uFB50-\uFDFF\uFE70-\uFEFC]/g, (form) => form.normalize('NFKC'))
      .replaceAll('ـ', '');
  name = name.replaceAll('\u00A0', ' ');
  for (const [position, character] of [...name].entries()) {
    const problem = problemOf(character, script, kind);
    if (problem) return { problem, codePoint: codePointOf(character), position: position + 1 };
  }
  name = name.replace(/ +/g, ' ').trim();
  const joiner = MISPLACED_JOINER.exec(name);
  if (joiner) return { problem: 'JOINER', codePoint: codePointOf(JOINERS.exec(joiner[0])?.[0] ?? '') };
  const marks = MARK_RUN.exec(name);
  if (marks) return { problem: 'MARKS', codePoint: codePointOf(marks[0].slice(MOST_MARKS)) };
  if (!LETTER.test(name)) return { problem: 'NO_LETTER' };
  const length = [...name].length;
  return length < 2 || length > LONGEST_NAME ? { problem: 'LENGTH' } : { name };
}

function problemOf(character: string, script: NameScript, kind: VolunteerKind): NameProblem | undefined {
  if (JOINERS.test(character)) return script === 'ar' ? undefined : 'JOINER';
  if (CONTROL.test(character)) return 'CONTROL';
  if (ORDINARY.test(character) || MARK[script].test(character)) return undefined;
  if (NUMBER.test(character))
    return kind === 'institution' && PLAIN_DIGIT.test(character) ? undefined : 'DIGIT';
  if (kind === 'institution' && INSTITUTION_SIGN.test(character)) return undefined;
  if (script === 'en')
    return LATIN_LETTER.test(character) || LATIN_SIGN.test(character) ? undefined : 'SCRIPT';
  return LETTER.test(character) && ARABIC_LETTER.test(character) ? undefined : 'SCRIPT';
}

/** A character as people look it up, `U+202E`. */
export function codePointOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
