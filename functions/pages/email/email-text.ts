import { dayIn } from '../../domain/calendar-date.ts';
import type { EmailContent, EmailOccasion } from '../../domain/certificate/email-occasion.ts';
import { dateInEnglish, digitsOf, gregorianInArabic } from '../../domain/wording/dates-in-words.ts';
import { hoursInArabic, hoursInEnglish } from '../../domain/wording/hours-in-words.ts';
import { withInnerQuotes } from '../../domain/wording/inner-quotes.ts';
import type { Language } from '../../domain/wording/language.ts';
import { addressLink, type FactsInLanguage, filledMarkup, filledText } from '../email-frame.ts';
import { type Html, html } from '../html.ts';
import type { EmailWords } from './email-words.ts';

/** Where an email leads. */
export interface EmailAddresses {
  readonly button: string;
  /** Null where verifying isn't offered. */
  readonly verify: string | null;
  /** The issuer's email address. */
  readonly issuer: string;
}

/** An email in one language, before it is text or markup. */
export interface EmailText extends FactsInLanguage {
  readonly words: EmailWords;
  readonly subject: string;
  /** What happened. */
  readonly body: string;
  /** How the button works. */
  readonly buttonHelp: string;
  /** What the button says. */
  readonly label: string;
}

const LISTS: Readonly<Record<Language, Intl.ListFormat>> = {
  ar: new Intl.ListFormat('ar', { type: 'conjunction' }),
  en: new Intl.ListFormat('en-GB', { type: 'conjunction' }),
};

/** Puts the texts of one language together. */
export function emailText(words: EmailWords, content: EmailContent): EmailText {
  const { occasion, link } = content;
  return {
    words,
    language: words.lang,
    subject: words.subject[occasion.kind],
    body: words.body[occasion.kind],
    buttonHelp: link === undefined ? words.signIn : linkHelp(words, content),
    label: link === undefined ? words.button.signIn : words.button[buttonOf(occasion)],
    facts: factsIn(words, content),
    note: 'note' in occasion ? occasion.note : undefined,
  };
}

/** What ended is shared no more. */
function linkHelp(words: EmailWords, { link, occasion }: EmailContent): string {
  const help = link?.asks.length ? words.linkWithFacts : words.link;
  return buttonOf(occasion) === 'open' ? `${help} ${words.forYou}` : help;
}

const buttonOf = ({ kind }: EmailOccasion): 'open' | 'see' =>
  kind === 'revoked' || kind === 'suspended' ? 'see' : 'open';

function factsIn(words: EmailWords, { snapshot, occasion, link }: EmailContent): FactsInLanguage['facts'] {
  const { holder, issuers, titleAr, titleEn, minutes, country, timeZone } = snapshot;
  const isArabic = words.lang === 'ar';
  const day = (date: string) => (isArabic ? gregorianInArabic(date, country) : dateInEnglish(date));
  return {
    name: isArabic ? holder.nameAr : holder.nameEn,
    issuer: isArabic ? issuers[0].nameAr : issuers[0].nameEn,
    title: withInnerQuotes(isArabic ? titleAr : titleEn, words.lang),
    hours: isArabic
      ? hoursInArabic(minutes, { case: 'genitive', digits: digitsOf(country) })
      : hoursInEnglish(minutes),
    day: 'day' in occasion ? day(occasion.day) : '',
    reason: 'reasonCode' in occasion ? words.reason[occasion.reasonCode] : '',
    end: link === undefined ? '' : day(dayIn(timeZone, link.expiresAt)),
    facts: LISTS[words.lang].format((link?.asks ?? []).map((fact) => words.fact[fact])),
  };
}

/** Returns an email in one language as plain text. */
export const textIn = (email: EmailText, { button, verify, issuer }: EmailAddresses): string =>
  [
    filledText(email.words.greeting, email),
    filledText(email.body, email),
    `${email.label}:\n${button}`,
    filledText(email.buttonHelp, email),
    ...(verify === null ? [] : [`${email.words.verify}\n${verify}`]),
    `${email.words.ask} ${issuer}`,
    email.words.footer,
  ].join('\n\n');

/** Returns what happened as markup, to stand above the button. */
export const happeningIn = (email: EmailText): Html => html`
<div lang="${email.words.lang}" dir="${email.words.dir}" style="padding:22px 28px 6px;line-height:1.75">
<p style="margin:0 0 10px;font-size:16px">${filledMarkup(email.words.greeting, email)}</p>
<p style="margin:0 0 14px;font-size:17px">${filledMarkup(email.body, email)}</p>
</div>`;

/** Returns the rest of an email in one language as markup: how the button works, how to verify, whom to ask. */
export const helpIn = (email: EmailText, { verify, issuer }: EmailAddresses): Html => html`
<div lang="${email.words.lang}" dir="${email.words.dir}" style="padding:0 28px 18px;font-size:15px;line-height:1.7;color:#46524c">
<p style="margin:0 0 12px">${filledMarkup(email.buttonHelp, email)}</p>
${verify && html`<p style="margin:0 0 12px">${email.words.verify}<br><a href="${verify}" dir="ltr" style="color:#0f5132;word-break:break-all">${verify}</a></p>`}
<p style="margin:0">${email.words.ask} ${addressLink(issuer)}</p>
</div>`;
