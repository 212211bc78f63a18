import { localTime } from '../../domain/calendar-date.ts';
import { LEFT_OUT_STATES, type PrintRun } from '../../domain/ports/print-run-renderer.ts';
import { countForm } from '../../domain/wording/count-form.ts';
import { dateInEnglish, digitsIn, gregorianInArabic } from '../../domain/wording/dates-in-words.ts';
import { inDigits, wholeNumber } from '../../domain/wording/digits.ts';
import { factInSentence, leftToRight, orderedText } from '../../domain/wording/directional-text.ts';
import { keepTogether } from '../../domain/wording/keep-together.ts';
import { type Language, titleIn } from '../../domain/wording/language.ts';
import { cleanText } from '../text/clean-text.ts';
import { fillSentence, sentenceFor, type Wording, wholeSentence } from '../wording.ts';

/** The sentences of the list of a print run, in its language. */
export class PrintRunWording {
  private readonly wording: Wording;
  private readonly run: PrintRun;

  constructor(wording: Wording, run: PrintRun) {
    this.wording = wording;
    this.run = run;
  }

  /** Returns a sentence with its facts. Throws an Error when the wording doesn't have it. */
  sentence(key: string, facts: Readonly<Record<string, string>> = {}, variant = 'other'): string {
    const sentence = sentenceFor(this.wording[key], [variant]);
    const filled = sentence && fillSentence(sentence, ({ fact }) => facts[fact]);
    if (!filled) throw new Error(`the wording of print runs has no ${key} in ${this.run.language}`);
    return wholeSentence(filled);
  }

  /** Returns the sentences below the title. */
  lead(): string[] {
    const { certificates, parts, part, readAt, issuers, language } = this.run;
    const count = certificates.length;
    const time = localTime(issuers[0].timeZone, Date.parse(readAt)).slice(11, 16);
    const day = localTime(issuers[0].timeZone, Date.parse(readAt)).slice(0, 10);
    const states = LEFT_OUT_STATES.filter((state) => this.run.leftOut[state] > 0).map((state) =>
      this.sentence(state, { count: this.number(this.run.leftOut[state]) }),
    );
    return [
      ...(parts > 1 ? [this.sentence('part', { part: this.number(part), parts: this.number(parts) })] : []),
      this.sentence('count', { count: this.number(count) }, count === 0 ? 'none' : countForm(count)),
      ...(count > 0 ? [this.sentence('pages')] : []),
      ...(states.length > 0
        ? [this.sentence('leftOut', { states: states.join(this.sentence('comma')) })]
        : []),
      this.sentence('readAt', {
        date: language === 'ar' ? gregorianInArabic(day, issuers[0].country) : dateInEnglish(day),
        time: leftToRight(inDigits(time, digitsIn(language, issuers[0].country))),
      }),
    ];
  }

  /** Returns a title above the names of its certificates; `isContinued` on a page where the first of them aren't. */
  group(titles: { readonly titleAr: string; readonly titleEn: string }, isContinued: boolean): string {
    const { language } = this.run;
    const title = cleanText(titleIn(language, titles) || titles.titleAr);
    return isContinued
      ? this.sentence('continued', { title: factInSentence(title, language) })
      : this.typed(title, language);
  }

  /** Returns a text that people have typed, for a line of its own. */
  typed(text: string, language: Language): string {
    return keepTogether(orderedText(cleanText(text), language));
  }

  number(value: number): string {
    return wholeNumber(value, digitsIn(this.run.language, this.run.issuers[0].country));
  }
}
