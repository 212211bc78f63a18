import type { Track } from '../../domain/hours/opportunity.ts';
import type { TranscriptPart, TranscriptSnapshot } from '../../domain/hours/transcript.ts';
import {
  dateInEnglish,
  digitsOf,
  gregorianInArabic,
  hijriInArabic,
  spanInArabic,
  spanInEnglish,
} from '../../domain/wording/dates-in-words.ts';
import { wholeNumber } from '../../domain/wording/digits.ts';
import { type GrammaticalCase, hoursInArabic, hoursInEnglish } from '../../domain/wording/hours-in-words.ts';
import { placeholdersOf, type Wording, type WordingTree } from '../certificate/wording.ts';
import { FIRST_STRONG_ISOLATE, LEFT_TO_RIGHT_ISOLATE, POP_DIRECTIONAL_ISOLATE } from '../text/bidi-levels.ts';
import { cleanText } from '../text/clean-text.ts';

export type Language = 'ar' | 'en';

/** What a sentence of the letter may be about besides the letter and its part. */
export interface TranscriptSubject {
  readonly minutes?: number;
  readonly track?: Track;
  readonly page?: number;
  readonly pages?: number;
}

/** Says the letter's sentences, data of `templates/transcript/`, in one language. */
export class TranscriptWording {
  readonly language: Language;
  private readonly wording: Wording;
  private readonly transcript: TranscriptSnapshot;

  constructor(language: Language, wording: Wording, transcript: TranscriptSnapshot) {
    this.language = language;
    this.wording = wording;
    this.transcript = transcript;
  }

  /** A sentence for a part of the letter, typed facts isolated; an unknown one is a fault. */
  say(key: string, part: TranscriptPart, subject: TranscriptSubject = {}): string {
    const { holder, period } = this.transcript;
    const variants = [
      period.from === period.to ? 'day' : 'range',
      part.country,
      holder.kind === 'institution' ? 'institution' : holder.gender,
      'other',
    ];
    const sentence = variantOf(this.wording[key], variants);
    if (sentence === undefined) throw new Error(`the letter's wording has no ${key} in ${this.language}`);
    let said = sentence;
    for (const { fact, grammaticalCase } of placeholdersOf(sentence))
      said = said.replace(
        new RegExp(`\\{${fact}(:[a-z]+)?\\}`),
        () => this.fact(fact, part, subject, grammaticalCase), // A function: a name may hold a dollar sign.
      );
    return said;
  }

  /** A length of time, as this part's country counts and writes it. */
  hours(minutes: number, part: TranscriptPart, grammaticalCase: GrammaticalCase = 'nominative'): string {
    return this.language === 'ar'
      ? hoursInArabic(minutes, { case: grammaticalCase, digits: digitsOf(part.country) })
      : hoursInEnglish(minutes);
  }

  span(period: TranscriptSnapshot['period'], part: TranscriptPart): string {
    return this.language === 'ar' ? spanInArabic(period, part.country) : spanInEnglish(period);
  }

  /** The same for a narrow column: days of two months stand on two lines, each with its month. */
  spanInCell(period: TranscriptSnapshot['period'], part: TranscriptPart): string {
    const span = this.span(period, part);
    if (period.from.slice(0, 7) === period.to.slice(0, 7)) return span;
    return this.language === 'ar' ? span.replace(' إلى ', '\nإلى ') : span.replace(' – ', ' –\n');
  }

  holder(): string {
    const { nameAr, nameEn } = this.transcript.holder;
    return cleanText(this.language === 'ar' ? nameAr : nameEn);
  }

  issuer({ issuer }: TranscriptPart): string {
    return cleanText(this.language === 'ar' ? issuer.nameAr : issuer.nameEn);
  }

  private fact(
    name: string,
    part: TranscriptPart,
    subject: TranscriptSubject,
    grammaticalCase: GrammaticalCase,
  ): string {
    const { period, baseUrl } = this.transcript;
    const { country } = part;
    const number = (value: number) => wholeNumber(value, this.language === 'ar' ? digitsOf(country) : 'latn');
    switch (name) {
      case 'issuer':
        return isolate(FIRST_STRONG_ISOLATE, this.issuer(part));
      case 'hours':
        return this.hours(subject.minutes ?? part.minutes, part, grammaticalCase);
      case 'period':
        return this.say('period', part);
      case 'span':
        return this.span(period, part);
      case 'hijriFrom':
        return hijriInArabic(period.from, country) ?? '';
      case 'hijriTo':
        return hijriInArabic(period.to, country) ?? '';
      case 'issuedOn':
        return this.language === 'ar'
          ? gregorianInArabic(part.issuedOn, country)
          : dateInEnglish(part.issuedOn);
      case 'hijriIssuedOn':
        return hijriInArabic(part.issuedOn, country) ?? '';
      case 'track':
        return subject.track ? this.say(subject.track, part) : '';
      case 'verifyUrl':
        return isolate(LEFT_TO_RIGHT_ISOLATE, `${baseUrl}/verify`);
      case 'page':
        return number(subject.page ?? 0);
      case 'pages':
        return number(subject.pages ?? 0);
      default:
        throw new Error(`the letter's wording asks for ${name}, which it doesn't have`);
    }
  }
}

function variantOf(tree: WordingTree | undefined, variants: readonly string[]): string | undefined {
  if (tree === undefined || typeof tree === 'string') return tree;
  for (const variant of variants) {
    const found = variantOf(tree[variant], variants);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isolate(control: string, text: string): string {
  return `${control}${text}${POP_DIRECTIONAL_ISOLATE}`;
}
