import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import { displayId } from '../../domain/certificate/certificate-id.ts';
import { verificationUrl } from '../../domain/certificate/verification-address.ts';
import type { Track } from '../../domain/hours/opportunity.ts';
import type { CountryProfile, Period } from '../../domain/issuer.ts';
import {
  dateInArabic,
  dateInEnglish,
  digitsIn,
  digitsOf,
  gregorianInArabic,
  hijriInArabic,
  periodInArabic,
  spanInEnglish,
} from '../../domain/wording/dates-in-words.ts';
import { inDigits } from '../../domain/wording/digits.ts';
import { factInSentence, leftToRight, orderedText } from '../../domain/wording/directional-text.ts';
import { type GrammaticalCase, hoursInArabic, hoursInEnglish } from '../../domain/wording/hours-in-words.ts';
import { withInnerQuotes } from '../../domain/wording/inner-quotes.ts';
import { type Language, nameIn, titleIn } from '../../domain/wording/language.ts';
import { cleanText } from '../text/clean-text.ts';
import { fillSentence, type Sentence, sentenceFor, type WordingTree, wholeSentence } from '../wording.ts';
import { type SharedFacts, sharedFactsOf } from './shared-facts.ts';

/** Returns a fact that the certificates of a shared page have in common, in words; null when they don't have it. */
type SharedFact = (facts: SharedFacts, language: Language) => string | null;

/** Returns a fact of a single certificate, in words. */
type CertificateFact = (
  snapshot: CertificateSnapshot,
  language: Language,
  grammaticalCase: GrammaticalCase,
) => string;

const TRACK_NAMES: Record<Language, Record<Track, string>> = {
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
  issuer: ({ issuers }, language) => issuerName(issuers[0], language),
  issuers: ({ issuers }, language) => issuersInSentence(issuers, language),
  domain: ({ issuers }) => issuers[0].domain,
  verifyPage: ({ baseUrl }) => breakable(`${baseUrl.replace(/^https?:\/\//, '')}/verify`),
  track: ({ track }, language) => (track ? TRACK_NAMES[language][track] : null),
  issuedOn: ({ issuedOn, country }, language) =>
    language === 'ar' ? dateInArabic(issuedOn, country) : dateInEnglish(issuedOn),
  gregorianIssuedOn: ({ issuedOn, country }, language) =>
    language === 'ar' ? gregorianInArabic(issuedOn, country) : dateInEnglish(issuedOn),
  hijriIssuedOn: ({ issuedOn, country }) => hijriInArabic(issuedOn, country),
  validUntil: ({ validUntil, country }, language) =>
    validUntil && (language === 'ar' ? dateInArabic(validUntil, country) : dateInEnglish(validUntil)),
  year: ({ award, country }, language) =>
    award.kind === 'annual' ? inDigits(String(award.year), digitsIn(language, country)) : null,
};

const CERTIFICATE_FACTS: Record<string, CertificateFact> = {
  title: (certificate, language) => cleanText(titleIn(language, certificate)),
  name: ({ holder }, language) => cleanText(nameIn(language, holder)),
  hours: ({ minutes, country }, language, grammaticalCase) =>
    hoursInWords(minutes, country, language, grammaticalCase),
  period: ({ period, country }, language) => periodInWords(period, country, language),
  periodOnTwoLines: ({ period, country }, language) => periodInWords(period, country, language, '\n'),
  displayId: ({ certificateId }) => displayId(certificateId),
  verifyUrl: (snapshot) => verificationUrl(snapshot),
  supersedes: ({ supersedes }) => displayId(supersedes ?? ''),
};

/** Facts that many certificates have in common, each as the values that determine its words. */
export const RECURRING_FACTS: Readonly<Record<string, (snapshot: CertificateSnapshot) => string | number>> = {
  hours: ({ minutes }) => minutes,
  period: ({ period: { from, to } }) => `${from} ${to}`,
  periodOnTwoLines: ({ period: { from, to } }) => `${from} ${to}`,
  title: ({ titleAr, titleEn }) => `${titleAr}\n${titleEn}`,
};

/** Facts that people have typed, whose direction may differ from the sentence's. */
const TYPED: ReadonlySet<string> = new Set(['name', 'title', 'issuer']);
/** Facts that read left to right in every sentence. */
const LEFT_TO_RIGHT: ReadonlySet<string> = new Set([
  'displayId',
  'supersedes',
  'verifyUrl',
  'verifyPage',
  'domain',
]);

/** Returns minutes as hours and minutes in words, with the digits of the country. */
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

/** Returns a period in words; `between` stands between the calendars of a country that uses two. */
export function periodInWords(
  period: Period,
  country: CountryProfile,
  language: Language,
  between = ' ',
): string {
  return language === 'ar' ? periodInArabic(period, country, between) : spanInEnglish(period);
}

/** Names of the facts that a wording may contain in braces. */
export const FACT_NAMES: ReadonlySet<string> = new Set(
  [SHARED_FACTS, CERTIFICATE_FACTS].flatMap((facts) => Object.keys(facts)),
);

/** Whether a fact differs between the certificates of a shared page. */
export function isCertificateFact(fact: string): boolean {
  return fact in CERTIFICATE_FACTS;
}

/**
 * Chooses the sentence for the certificates of a shared page and fills in the facts that they have in common. The facts
 * that remain differ between certificates. Returns null when the sentence needs a fact that the certificates don't
 * have, or when no variant applies to them.
 */
export function sharedSentence(tree: WordingTree, shared: SharedFacts, language: Language): Sentence | null {
  const chosen = sentenceFor(tree, variantsOf(shared));
  return (
    chosen &&
    fillSentence(chosen, ({ fact }, alone) => {
      if (isCertificateFact(fact)) return fact === 'supersedes' && !shared.replaces ? null : undefined;
      const text = SHARED_FACTS[fact]?.(shared, language);
      return text ? isolateFact(fact, text, language, alone) : null;
    })
  );
}

/** Fills the facts of a certificate into a shared sentence. */
export function completeSentence(
  sentence: Sentence,
  snapshot: CertificateSnapshot,
  language: Language,
): string {
  const filled = fillSentence(sentence, ({ fact, grammaticalCase }, alone) =>
    isolateFact(fact, certificateFact(fact)(snapshot, language, grammaticalCase), language, alone),
  );
  return filled ? wholeSentence(filled) : '';
}

/** Returns the complete sentence for a certificate; null as in `sharedSentence`. */
export function certificateSentence(
  tree: WordingTree,
  snapshot: CertificateSnapshot,
  language: Language,
): string | null {
  const sentence = sharedSentence(tree, sharedFactsOf(snapshot), language);
  return sentence && completeSentence(sentence, snapshot, language);
}

function certificateFact(name: string): CertificateFact {
  const fact = CERTIFICATE_FACTS[name];
  if (!fact) throw new Error(`${name} is not a fact of a single certificate`);
  return fact;
}

/** Returns the variants of sentences that apply to some certificates, the most particular first. */
function variantsOf({
  holder,
  award,
  country,
  opportunityKind,
  experience,
  issuers,
}: SharedFacts): readonly string[] {
  return [
    opportunityKind === 'course' ? 'course' : 'volunteering',
    award.kind,
    experience ? 'experience' : 'time',
    issuers.length > 2 ? 'several' : issuers.length > 1 ? 'joint' : 'single',
    country,
    holder.kind === 'institution' ? 'institution' : holder.gender,
    'other',
  ];
}

/** Gives a fact its reading order, and isolates it from the directions of its sentence. */
function isolateFact(name: string, fact: string, language: Language, alone: boolean): string {
  // An address alone in an Arabic line is isolated too: the line's direction would reorder its parts.
  if (LEFT_TO_RIGHT.has(name)) return alone && language === 'en' ? fact : leftToRight(fact);
  if (!TYPED.has(name)) return fact;
  if (alone) return orderedText(fact, language);
  // Sentences have titles in quotation marks.
  return factInSentence(name === 'title' ? withInnerQuotes(fact, language) : fact, language);
}

function issuerName(
  issuer: CertificateSnapshot['issuers'][number] | undefined,
  language: Language,
): string | null {
  return issuer ? cleanText(nameIn(language, issuer)) : null;
}

/** Returns an address in which a line may end before a dot or a slash. */
function breakable(address: string): string {
  return address.replace(/(?=[./])/g, '\u200B');
}

/** Returns all issuers in words, each isolated: «أمانة الروابي وتجمع الروابي الصحي», `A, B and C`. */
function issuersInSentence(issuers: SharedFacts['issuers'], language: Language): string {
  const names = issuers.map((issuer) => factInSentence(issuerName(issuer, language) ?? '', language));
  if (language === 'ar') return names.join(' و');
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}
