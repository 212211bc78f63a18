import type { CertificateSnapshot } from '../domain/certificate.ts';
import { displayId } from '../domain/certificate-id.ts';
import type { Track } from '../domain/opportunity.ts';
import {
  dateInArabic,
  dateInEnglish,
  digitsOf,
  gregorianInArabic,
  hijriInArabic,
} from '../domain/wording/dates-in-words.ts';
import { inDigits } from '../domain/wording/digits.ts';
import { type GrammaticalCase, hoursInArabic, hoursInEnglish } from '../domain/wording/hours-in-words.ts';
import { FIRST_STRONG_ISOLATE, LEFT_TO_RIGHT_ISOLATE, POP_DIRECTIONAL_ISOLATE } from './bidi-levels.ts';
import { cleanText } from './clean-text.ts';

/** A sentence, or sentences chosen by what the certificate is about and by whom it is for. */
export type WordingTree = string | { readonly [variant: string]: WordingTree };
export type Wording = Readonly<Record<string, WordingTree>>;
type Language = 'ar' | 'en';

/** A fact of a certificate in words; null when the certificate doesn't have it. */
type Fact = (snapshot: CertificateSnapshot, language: Language, variant: GrammaticalCase) => string | null;

const TRACKS: Record<Language, Record<Track, string>> = {
  ar: {
    therapeutic: 'المسار العلاجي',
    preventive: 'المسار الوقائي',
    support: 'المسار المساند',
    research: 'مسار الدراسات والأبحاث',
  },
  en: {
    therapeutic: 'therapeutic',
    preventive: 'preventive',
    support: 'support',
    research: 'studies and research',
  },
};

/** Facts typed by people, which bring their own direction into a sentence. */
const TYPED: Record<string, Fact> = {
  name: ({ holder }, language) => cleanText(language === 'ar' ? holder.nameAr : holder.nameEn),
  title: (snapshot, language) => cleanText(language === 'ar' ? snapshot.titleAr : snapshot.titleEn),
  issuer: ({ issuers }, language) => issuerName(issuers[0], language),
  partner: ({ issuers }, language) => issuerName(issuers[1], language),
};

/** Facts that read left to right in every sentence. */
const LEFT_TO_RIGHT: Record<string, Fact> = {
  displayId: ({ certificateId }) => displayId(certificateId),
  verifyUrl: (snapshot) => verificationUrl(snapshot),
  domain: ({ issuers }) => issuers[0].domain,
};

const COMPUTED: Record<string, Fact> = {
  hours: ({ minutes, country }, language, grammaticalCase) =>
    language === 'ar'
      ? hoursInArabic(minutes, { case: grammaticalCase, digits: digitsOf(country) })
      : hoursInEnglish(minutes),
  track: ({ track }, language) => (track ? TRACKS[language][track] : null),
  period: ({ period, country }, language) =>
    language === 'ar'
      ? rangeInArabic(period, (date) => gregorianInArabic(date, country))
      : rangeInEnglish(period),
  hijriPeriod: ({ period, country }) => rangeInArabic(period, (date) => hijriInArabic(date, country)),
  issuedOn: ({ issuedOn, country }, language) =>
    language === 'ar' ? dateInArabic(issuedOn, country) : dateInEnglish(issuedOn),
  gregorianIssuedOn: ({ issuedOn, country }, language) =>
    language === 'ar' ? gregorianInArabic(issuedOn, country) : dateInEnglish(issuedOn),
  hijriIssuedOn: ({ issuedOn, country }) => hijriInArabic(issuedOn, country),
  validUntil: ({ validUntil, country }, language) =>
    validUntil && (language === 'ar' ? gregorianInArabic(validUntil, country) : dateInEnglish(validUntil)),
  year: ({ award, country }, language) =>
    award.kind === 'annual'
      ? inDigits(String(award.year), language === 'ar' ? digitsOf(country) : 'latn')
      : null,
  supersedes: ({ supersedes }) => supersedes && isolate(LEFT_TO_RIGHT_ISOLATE, displayId(supersedes)),
};

/** The names a wording may put in braces. */
export const FACT_NAMES: ReadonlySet<string> = new Set(
  [TYPED, LEFT_TO_RIGHT, COMPUTED].flatMap((facts) => Object.keys(facts)),
);

/** Where anyone checks the certificate; printed and linked. */
export function verificationUrl({ baseUrl, certificateId }: CertificateSnapshot): string {
  return `${baseUrl}/verify/${certificateId}`;
}

/** What the QR holds: upper-case, so that it fits a smaller symbol. */
export function qrAddress({ baseUrl, certificateId }: CertificateSnapshot): string {
  return `${baseUrl.toUpperCase()}/V/${certificateId}`;
}

export interface Placeholder {
  readonly fact: string;
  readonly grammaticalCase: GrammaticalCase;
}

export function placeholdersOf(sentence: string): Placeholder[] {
  return [...sentence.matchAll(/\{([^}:]*)(?::([^}]*))?\}/g)].map((match) => ({
    fact: match[1] ?? '',
    grammaticalCase: (match[2] ?? 'nominative') as GrammaticalCase,
  }));
}

/** Whether a wording is one sentence without facts, the same on every certificate. */
export function isFixed(tree: WordingTree): tree is string {
  return typeof tree === 'string' && !tree.includes('{');
}

const PERSONAL = new Set(['name', 'displayId', 'verifyUrl', 'supersedes']);

/** Whether a wording holds a fact that no two certificates share. */
export function holdsPersonalFact(tree: WordingTree): boolean {
  return wordingTexts({ it: tree }).some(({ text }) =>
    placeholdersOf(text).some(({ fact }) => PERSONAL.has(fact)),
  );
}

/** Every sentence of a wording with its path. */
export function wordingTexts(wording: Wording): { path: string[]; text: string }[] {
  const walk = (tree: WordingTree, path: string[]): { path: string[]; text: string }[] =>
    typeof tree === 'string'
      ? [{ path, text: tree }]
      : Object.entries(tree).flatMap(([variant, child]) => walk(child, [...path, variant]));
  return Object.entries(wording).flatMap(([key, tree]) => walk(tree, [key]));
}

/** A sentence taken apart once: words, and facts between them. */
interface Sentence {
  readonly words: readonly string[];
  readonly facts: readonly Placeholder[];
}

const sentences = new Map<string, Sentence>();

function sentenceOf(text: string): Sentence {
  let sentence = sentences.get(text);
  if (!sentence) {
    sentence = { words: text.split(/\{[^}]*\}/), facts: placeholdersOf(text) };
    sentences.set(text, sentence);
  }
  return sentence;
}

/**
 * The sentence for a certificate with its facts filled in and isolated from each other; null when it needs a
 * fact that the certificate doesn't have, or there is no variant for it.
 */
export function wordFor(tree: WordingTree, snapshot: CertificateSnapshot, language: Language): string | null {
  const chosen = variantFor(tree, snapshot);
  if (chosen === null) return null;
  const { words, facts } = sentenceOf(chosen);
  const alone = facts.length === 1 && words[0] === '' && words[1] === '';
  let filled = words[0] ?? '';
  for (let i = 0; i < facts.length; i++) {
    const { fact: name, grammaticalCase } = facts[i] as Placeholder;
    const fact = factOf(name, snapshot, language, grammaticalCase);
    if (!fact) return null;
    filled += (alone ? fact.text : fact.isolated) + (words[i + 1] ?? '');
  }
  return filled;
}

function variantFor(tree: WordingTree, snapshot: CertificateSnapshot): string | null {
  if (typeof tree === 'string') return tree;
  const { holder, award, country } = snapshot;
  const variants = [
    award.kind,
    country,
    holder.kind === 'institution' ? 'institution' : holder.gender,
    'other',
  ];
  for (const variant of variants) {
    const child = tree[variant];
    if (child !== undefined) return variantFor(child, snapshot);
  }
  return null;
}

function factOf(
  name: string,
  snapshot: CertificateSnapshot,
  language: Language,
  grammaticalCase: GrammaticalCase,
): { text: string; isolated: string } | null {
  const fact = TYPED[name] ?? LEFT_TO_RIGHT[name] ?? COMPUTED[name];
  const said = fact?.(snapshot, language, grammaticalCase);
  if (!said) return null;
  const text = name in TYPED && language === 'ar' ? isolateSerials(said) : said;
  const control = name in TYPED ? FIRST_STRONG_ISOLATE : name in LEFT_TO_RIGHT ? LEFT_TO_RIGHT_ISOLATE : null;
  const isolated = control ? isolate(control, text) : text;
  // Alone in an Arabic line an address would still be turned by the line's own direction.
  return { text: control === LEFT_TO_RIGHT_ISOLATE && language === 'ar' ? isolated : text, isolated };
}

/** Serials, ranges and phone numbers: after Arabic letters the bidi rules themselves would turn 2024-15 round. */
const SERIAL = /\+?\d+(?:[-\u2010\u2011\u2013 ]\d+)+|\+\d+/g;

function isolateSerials(text: string): string {
  return text.replace(SERIAL, (serial) => isolate(LEFT_TO_RIGHT_ISOLATE, serial));
}

function isolate(control: string, text: string): string {
  return `${control}${text}${POP_DIRECTIONAL_ISOLATE}`;
}

function issuerName(
  issuer: CertificateSnapshot['issuers'][number] | undefined,
  language: Language,
): string | null {
  return issuer ? cleanText(language === 'ar' ? issuer.nameAr : issuer.nameEn) : null;
}

function rangeInArabic(
  { from, to }: CertificateSnapshot['period'],
  say: (date: string) => string | null,
): string | null {
  const [first, last] = [say(from), say(to)];
  if (first === null || last === null) return null;
  return from === to ? first : `من ${first} إلى ${last}`;
}

function rangeInEnglish({ from, to }: CertificateSnapshot['period']): string {
  return from === to ? dateInEnglish(from) : `${dateInEnglish(from)} to ${dateInEnglish(to)}`;
}
