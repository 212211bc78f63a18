import type { Volunteer } from '../../domain/hours/volunteer.ts';
import type { Issuer } from '../../domain/issuer.ts';
import type { Email } from '../../domain/ports/mailer.ts';
import { type Language, nameIn } from '../../domain/wording/language.ts';
import {
  addressLink,
  emailButton,
  emailMarkup,
  type FactsInLanguage,
  filledMarkup,
  filledText,
} from '../email-frame.ts';
import { type Html, html } from '../html.ts';
import { readEmailWords } from './read-email-words.ts';

/** What an issuer decided about a name that a volunteer asked for. */
type Outcome = 'corrected' | 'declined';

/** The texts in one language (`templates/email/name.<language>.json`). */
interface NameEmailWords {
  readonly lang: Language;
  readonly dir: 'ltr' | 'rtl';
  readonly greeting: string;
  readonly subject: Readonly<Record<Outcome, string>>;
  readonly body: Readonly<Record<Outcome, string>>;
  readonly button: string;
  readonly signIn: string;
  readonly ask: string;
  readonly footer: string;
}

/** The texts in Arabic, then in English. */
export type NameEmailWording = readonly [NameEmailWords, NameEmailWords];

/** Reads the texts from the `email` folder of the templates' directory. */
export const loadNameEmailWording = (templates: string): NameEmailWording =>
  readEmailWords<NameEmailWords>(templates, 'name');

/** A decision on a name, and whom to tell of it. */
export interface DecidedName {
  readonly to: string;
  /** The language that the volunteer chose; null until then, and the email is in both. */
  readonly language: Language | null;
  /** The name as it is now. */
  readonly volunteer: Pick<Volunteer, 'nameAr' | 'nameEn'>;
  readonly outcome: Outcome;
  /** The issuer's own words. */
  readonly note: string;
  readonly issuer: Issuer;
  /** The page of the volunteer's details. */
  readonly address: string;
  readonly reference: string;
}

/** Returns the email to a volunteer whose request for another name was decided. The subject contains no personal data. */
export function nameEmail(decided: DecidedName, wording: NameEmailWording): Email {
  const texts = wording.filter(({ lang }) => lang === (decided.language ?? lang));
  return {
    to: decided.to,
    about: 'name',
    reference: decided.reference,
    subject: texts.map(({ subject }) => subject[decided.outcome]).join(' | '),
    text: texts.map((words) => plainText(words, decided)).join('\n\n———\n\n'),
    html: emailMarkup(texts.map((words) => markup(words, decided))),
  };
}

const filling = ({ lang }: NameEmailWords, { volunteer, issuer, note }: DecidedName): FactsInLanguage => ({
  language: lang,
  facts: {
    name: nameIn(lang, volunteer),
    nameAr: volunteer.nameAr,
    nameEn: volunteer.nameEn,
    issuer: nameIn(lang, issuer),
  },
  note,
});

function plainText(words: NameEmailWords, decided: DecidedName): string {
  const facts = filling(words, decided);
  return [
    filledText(words.greeting, facts),
    filledText(words.body[decided.outcome], facts),
    `${words.button}:\n${decided.address}`,
    words.signIn,
    `${words.ask} ${decided.issuer.email}`,
    words.footer,
  ].join('\n\n');
}

function markup(words: NameEmailWords, decided: DecidedName): Html {
  const facts = filling(words, decided);
  return html`
<div lang="${words.lang}" dir="${words.dir}" style="padding:24px 28px;font-size:16px;line-height:1.7">
${[words.greeting, words.body[decided.outcome]].map((sentence) => html`<p style="margin:0 0 16px">${filledMarkup(sentence, facts)}</p>`)}
${emailButton(words.button, decided.address)}
<p style="margin:0 0 16px">${words.signIn}</p>
<p style="margin:0 0 16px">${words.ask} ${addressLink(decided.issuer.email)}</p>
<p style="margin:0;font-size:13px;color:#56615b">${words.footer}</p>
</div>`;
}
