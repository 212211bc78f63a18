import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import { displayId } from '../../domain/certificate/certificate-id.ts';
import type { Track } from '../../domain/hours/opportunity.ts';
import type { CountryProfile } from '../../domain/issuer.ts';
import {
  dateInArabic,
  dateInEnglish,
  digitsOf,
  gregorianInArabic,
  hijriInArabic,
} from '../../domain/wording/dates-in-words.ts';
import { inDigits } from '../../domain/wording/digits.ts';
import { type GrammaticalCase, hoursInArabic, hoursInEnglish } from '../../domain/wording/hours-in-words.ts';
import { FIRST_STRONG_ISOLATE, LEFT_TO_RIGHT_ISOLATE, POP_DIRECTIONAL_ISOLATE } from '../text/bidi-levels.ts';
import { cleanText } from '../text/clean-text.ts';
import { type SharedFacts, sharedFactsOf } from './shared-facts.ts';

/** A sentence, or sentences chosen by what the certificate is about and by whom it is for. */
export type WordingTree = string | { readonly [variant: string]: WordingTree };
export type Wording = Readonly<Record<string, WordingTree>>;
type Language = 'ar' | 'en';

/** A fact in words that certificates of an edition share; null when they don't have it. */
type SharedFact = (facts: SharedFacts, language: Language) => string | null;

/** A fact in words that each certificate has for itself. */
type OwnFact = (
  snapshot: CertificateSnapshot,
  language: Language,
  grammaticalCase: GrammaticalCase,
) => string;

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

const SHARED_FACTS: Record<string, SharedFact> = {
  title: ({ titleAr, titleEn }, language) => cleanText(language === 'ar' ? titleAr : titleEn),
  issuer: ({ issuers }, language) => issuerName(issuers[0], language),
  partner: ({ issuers }, language) => issuerName(issuers[1], language),
  domain: ({ issuers }) => issuers[0].domain,
  verifyPage: ({ baseUrl }) => `${baseUrl.replace(/^https?:\/\//, '')}/verify`,
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
};

const OWN_FACTS: Record<string, OwnFact> = {
  name: ({ holder }, language) => cleanText(language === 'ar' ? holder.nameAr : holder.nameEn),
  hours: ({ minutes, country }, language, grammaticalCase) =>
    hoursInWords(minutes, country, language, grammaticalCase),
  displayId: ({ certificateId }) => displayId(certificateId),
  verifyUrl: (snapshot) => verificationUrl(snapshot),
  supersedes: ({ supersedes }) => isolate(LEFT_TO_RIGHT_ISOLATE, displayId(supersedes ?? '')),
};

/** Facts typed by people, which bring their own direction into a sentence. */
const TYPED: ReadonlySet<string> = new Set(['name', 'title', 'issuer', 'partner']);
/** Facts that read left to right in every sentence. */
const LEFT_TO_RIGHT: ReadonlySet<string> = new Set(['displayId', 'verifyUrl', 'verifyPage', 'domain']);

/** A number of minutes in words, in the country's digits. */
export function hoursInWords(
  minutes: number,
  country: CountryProfile,
  language: Language,
  grammaticalCase: GrammaticalCase,
): string {
  return language === 'ar'
    ? hoursInArabic(minutes, { case: grammaticalCase, digits: digitsOf(country) })
    : hoursInEnglish(minutes);
}

/** The names a wording may put in braces. */
export const FACT_NAMES: ReadonlySet<string> = new Set(
  [SHARED_FACTS, OWN_FACTS].flatMap((facts) => Object.keys(facts)),
);

/** Where anyone checks the certificate; printed and linked. */
export function verificationUrl({
  baseUrl,
  certificateId,
}: Pick<CertificateSnapshot, 'baseUrl' | 'certificateId'>): string {
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

/** Every sentence of a wording with its path. */
export function wordingTexts(wording: Wording): { path: string[]; text: string }[] {
  const walk = (tree: WordingTree, path: string[]): { path: string[]; text: string }[] =>
    typeof tree === 'string'
      ? [{ path, text: tree }]
      : Object.entries(tree).flatMap(([variant, child]) => walk(child, [...path, variant]));
  return Object.entries(wording).flatMap(([key, tree]) => walk(tree, [key]));
}

/** A sentence taken apart: words, and facts between them. */
export interface Sentence {
  readonly words: readonly string[];
  readonly facts: readonly Placeholder[];
}

/**
 * The sentence that certificates of an edition share, its shared facts filled in and isolated from each other:
 * what is left is each certificate's own. Null when it needs a fact that they don't have, or there is no
 * variant for them.
 */
export function settle(tree: WordingTree, shared: SharedFacts, language: Language): Sentence | null {
  const chosen = variantFor(tree, shared);
  if (chosen === null) return null;
  const around = chosen.split(/\{[^}]*\}/);
  const placeholders = placeholdersOf(chosen);
  const alone = isAlone(around);
  const words = [around[0] ?? ''];
  const facts: Placeholder[] = [];
  for (const [i, placeholder] of placeholders.entries()) {
    const after = around[i + 1] ?? '';
    if (placeholder.fact in OWN_FACTS) {
      if (placeholder.fact === 'supersedes' && !shared.replaces) return null;
      facts.push(placeholder);
      words.push(after);
      continue;
    }
    const said = SHARED_FACTS[placeholder.fact]?.(shared, language);
    if (!said) return null;
    words.push(`${words.pop()}${directed(placeholder.fact, said, language, alone)}${after}`);
  }
  return { words, facts };
}

/** A settled sentence with a certificate's own facts. */
export function complete(sentence: Sentence, snapshot: CertificateSnapshot, language: Language): string {
  return fill(sentence, language, ({ fact, grammaticalCase }) =>
    ownFact(fact)(snapshot, language, grammaticalCase),
  );
}

/** A settled sentence with `say`'s words for its facts. */
export function fill(
  { words, facts }: Sentence,
  language: Language,
  say: (placeholder: Placeholder) => string,
): string {
  const alone = isAlone(words);
  let filled = words[0] ?? '';
  facts.forEach((placeholder, i) => {
    filled += directed(placeholder.fact, say(placeholder), language, alone) + (words[i + 1] ?? '');
  });
  return filled;
}

/** The sentence for a certificate, all of it; null as for `settle`. */
export function wordFor(tree: WordingTree, snapshot: CertificateSnapshot, language: Language): string | null {
  const sentence = settle(tree, sharedFactsOf(snapshot), language);
  return sentence && complete(sentence, snapshot, language);
}

function ownFact(name: string): OwnFact {
  const fact = OWN_FACTS[name];
  if (!fact) throw new Error(`${name} is not a certificate's own`);
  return fact;
}

function isAlone(words: readonly string[]): boolean {
  return words.length === 2 && words[0] === '' && words[1] === '';
}

function variantFor(tree: WordingTree, shared: SharedFacts): string | null {
  if (typeof tree === 'string') return tree;
  const { holder, award, country } = shared;
  const variants = [
    award.kind,
    country,
    holder.kind === 'institution' ? 'institution' : holder.gender,
    'other',
  ];
  for (const variant of variants) {
    const child = tree[variant];
    if (child !== undefined) return variantFor(child, shared);
  }
  return null;
}

/** A fact as a sentence takes it: isolated, unless it is the whole text and reads its own way anyway. */
function directed(name: string, said: string, language: Language, alone: boolean): string {
  const text = TYPED.has(name) && language === 'ar' ? isolateSerials(said) : said;
  // Alone in an Arabic line an address would still be turned by the line's own direction.
  if (LEFT_TO_RIGHT.has(name))
    return alone && language === 'en' ? text : isolate(LEFT_TO_RIGHT_ISOLATE, text);
  return TYPED.has(name) && !alone ? isolate(FIRST_STRONG_ISOLATE, text) : text;
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
