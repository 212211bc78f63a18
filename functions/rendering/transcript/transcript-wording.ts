import type { Track } from '../../domain/hours/opportunity.ts';
import type { TranscriptPart, TranscriptRow, TranscriptSnapshot } from '../../domain/hours/transcript.ts';
import {
  dateInEnglish,
  digitsIn,
  digitsOf,
  gregorianInArabic,
  hijriInArabic,
  periodInArabic,
  spanInArabic,
  spanInEnglish,
} from '../../domain/wording/dates-in-words.ts';
import { wholeNumber } from '../../domain/wording/digits.ts';
import { factInSentence, leftToRight, orderedText } from '../../domain/wording/directional-text.ts';
import { type GrammaticalCase, hoursInArabic, hoursInEnglish } from '../../domain/wording/hours-in-words.ts';
import { keepTogether } from '../../domain/wording/keep-together.ts';
import { type Language, nameIn } from '../../domain/wording/language.ts';
import { cleanText } from '../text/clean-text.ts';
import { fillSentence, sentenceFor, type Wording, wholeSentence } from '../wording.ts';

/** Facts of a sentence besides those of the transcript and its part. */
export interface TranscriptSubject {
  readonly minutes?: number;
  readonly track?: Track;
  readonly page?: number;
  readonly pages?: number;
}

/** The sentences of a transcript in one language, from `templates/transcript/`. */
export class TranscriptWording {
  readonly language: Language;
  private readonly wording: Wording;
  private readonly transcript: TranscriptSnapshot;

  constructor(language: Language, wording: Wording, transcript: TranscriptSnapshot) {
    this.language = language;
    this.wording = wording;
    this.transcript = transcript;
  }

  /**
   * Returns a sentence for a part of the transcript, with the facts that people have typed isolated. Throws an Error
   * when the wording has no such sentence.
   */
  sentence(key: string, part: TranscriptPart, subject: TranscriptSubject = {}): string {
    const { holder, period } = this.transcript;
    const variants = [
      period.from === period.to ? 'day' : 'range',
      part.country,
      holder.kind === 'institution' ? 'institution' : holder.gender,
      'other',
    ];
    const sentence = sentenceFor(this.wording[key], variants);
    const filled =
      sentence &&
      fillSentence(sentence, ({ fact, grammaticalCase }) => this.fact(fact, part, subject, grammaticalCase));
    if (!filled) throw new Error(`the transcript's wording has no ${key} in ${this.language}`);
    return wholeSentence(filled);
  }

  /** Returns minutes in words, with the digits of the country of a part. */
  hours(minutes: number, part: TranscriptPart, grammaticalCase: GrammaticalCase = 'nominative'): string {
    return keepTogether(
      this.language === 'ar'
        ? hoursInArabic(minutes, { case: grammaticalCase, digits: digitsOf(part.country) })
        : hoursInEnglish(minutes),
    );
  }

  /** Returns the dates of a period. */
  span(period: TranscriptSnapshot['period'], part: TranscriptPart): string {
    return keepTogether(this.language === 'ar' ? spanInArabic(period, part.country) : spanInEnglish(period));
  }

  /** Returns the dates of a period for a narrow column: on two lines when they are in two months. */
  spanInCell(period: TranscriptSnapshot['period'], part: TranscriptPart): string {
    const span = this.span(period, part);
    if (period.from.slice(0, 7) === period.to.slice(0, 7)) return span;
    return this.language === 'ar' ? span.replace(' إلى ', '\nإلى ') : span.replace(/\s– /, ' –\n');
  }

  /** Returns the name of the holder, for a line of its own. */
  holder(): string {
    const { nameAr, nameEn } = this.transcript.holder;
    return this.typed(nameAr, nameEn);
  }

  /** Returns the name of the holder, for a sentence. */
  holderInSentence(): string {
    return factInSentence(cleanText(nameIn(this.language, this.transcript.holder)), this.language);
  }

  /** Returns the name of the issuer of a part, for a line of its own. */
  issuer({ issuer }: TranscriptPart): string {
    return this.typed(issuer.nameAr, issuer.nameEn);
  }

  /** Returns the title of a row, for a line of its own. */
  title({ titleAr, titleEn }: TranscriptRow): string {
    return this.typed(titleAr, titleEn);
  }

  private typed(ar: string, en: string): string {
    return keepTogether(orderedText(cleanText(this.language === 'ar' ? ar : en), this.language));
  }

  private nameOf({ issuer }: TranscriptPart): string {
    return cleanText(nameIn(this.language, issuer));
  }

  private fact(
    name: string,
    part: TranscriptPart,
    subject: TranscriptSubject,
    grammaticalCase: GrammaticalCase,
  ): string {
    const { period, baseUrl } = this.transcript;
    const { country } = part;
    const number = (value: number) => wholeNumber(value, digitsIn(this.language, country));
    switch (name) {
      case 'issuer':
        return factInSentence(this.nameOf(part), this.language);
      case 'hours':
        return this.hours(subject.minutes ?? part.minutes, part, grammaticalCase);
      case 'period':
        return this.sentence('period', part);
      case 'days':
        return this.language === 'ar' ? periodInArabic(period, country) : spanInEnglish(period);
      case 'issuedOn':
        return this.language === 'ar'
          ? gregorianInArabic(part.issuedOn, country)
          : dateInEnglish(part.issuedOn);
      case 'hijriIssuedOn':
        return hijriInArabic(part.issuedOn, country) ?? '';
      case 'track':
        return subject.track ? this.sentence(subject.track, part) : '';
      case 'verifyUrl':
        return leftToRight(`${baseUrl}/verify`);
      case 'page':
        return number(subject.page ?? 0);
      case 'pages':
        return number(subject.pages ?? 0);
      default:
        throw new Error(`the transcript has no fact ${name}`);
    }
  }
}
