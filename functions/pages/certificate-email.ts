import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CertificateSnapshot } from '../domain/certificate/certificate.ts';
import { verificationUrl } from '../domain/certificate/verification-address.ts';
import type { Email } from '../domain/ports/mailer.ts';
import { digitsOf } from '../domain/wording/dates-in-words.ts';
import { hoursInArabic, hoursInEnglish } from '../domain/wording/hours-in-words.ts';
import { emailButton, emailMarkup, filledMarkup, filledText } from './email-frame.ts';
import { type Html, html } from './html.ts';
import type { Language } from './language.ts';

/** The texts of the email in one language (`templates/email/certificate.<language>.json`). */
export interface EmailWords {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  readonly subject: string;
  /** Used in place of `subject` when the certificate replaces another. */
  readonly replacementSubject: string;
  readonly greeting: string;
  readonly body: string;
  /** Used in place of `body` when the certificate replaces another. */
  readonly replacementBody: string;
  readonly button: string;
  readonly verify: string;
  readonly footer: string;
}

/** The texts in Arabic, then in English, as on the certificate. */
export type EmailWording = readonly [EmailWords, EmailWords];

/** Reads the texts from the `email` folder of the templates' directory. */
export const loadEmailWording = (templates: string): EmailWording => [
  readWords(templates, 'ar'),
  readWords(templates, 'en'),
];

const readWords = (templates: string, language: string): EmailWords =>
  JSON.parse(
    readFileSync(path.join(templates, 'email', `certificate.${language}.json`), 'utf8'),
  ) as EmailWords;

/**
 * Returns the email that notifies a holder of a certificate, in both languages. It links to the certificate and attaches
 * nothing. The subject contains no personal data.
 */
export function certificateEmail(to: string, snapshot: CertificateSnapshot, wording: EmailWording): Email {
  const links = { own: `${snapshot.baseUrl}/my`, verify: verificationUrl(snapshot) };
  const [arabic, english] = wording;
  const emails = [localizedEmail('ar', arabic, snapshot), localizedEmail('en', english, snapshot)];
  return {
    to,
    subject: emails.map(({ subject }) => subject).join(' | '),
    about: 'certificate',
    reference: snapshot.certificateId,
    text: emails.map((email) => plainText(email, links)).join('\n\n———\n\n'),
    html: emailMarkup(emails.map((email) => section(email, links))),
  };
}

type Facts = Readonly<Record<'name' | 'issuer' | 'title' | 'hours', string>>;
interface Links {
  /** The volunteer's page. */
  readonly own: string;
  readonly verify: string;
}

/** The email in one language. */
interface LocalizedEmail {
  readonly language: Language;
  readonly words: EmailWords;
  readonly subject: string;
  readonly body: string;
  readonly facts: Facts;
}

const localizedEmail = (
  language: Language,
  words: EmailWords,
  snapshot: CertificateSnapshot,
): LocalizedEmail => ({
  language,
  words,
  subject: snapshot.supersedes === null ? words.subject : words.replacementSubject,
  body: snapshot.supersedes === null ? words.body : words.replacementBody,
  facts: factsIn(language, snapshot),
});

function factsIn(language: Language, snapshot: CertificateSnapshot): Facts {
  const { holder, issuers, titleAr, titleEn, minutes, country } = snapshot;
  return language === 'ar'
    ? {
        name: holder.nameAr,
        issuer: issuers[0].nameAr,
        title: titleAr,
        hours: hoursInArabic(minutes, { case: 'genitive', digits: digitsOf(country) }),
      }
    : { name: holder.nameEn, issuer: issuers[0].nameEn, title: titleEn, hours: hoursInEnglish(minutes) };
}

const plainText = ({ words, body, ...email }: LocalizedEmail, links: Links): string =>
  [
    filledText(words.greeting, email),
    filledText(body, email),
    `${words.button}: ${links.own}`,
    `${words.verify}\n${links.verify}`,
    words.footer,
  ].join('\n\n');

const section = ({ words, body, ...email }: LocalizedEmail, links: Links): Html => html`
<div lang="${words.lang}" dir="${words.dir}" style="padding:24px 28px;font-size:16px;line-height:1.7">
<p style="margin:0 0 12px">${filledMarkup(words.greeting, email)}</p>
<p style="margin:0 0 20px">${filledMarkup(body, email)}</p>
${emailButton(words.button, links.own)}
<p style="margin:0 0 4px;color:#37474f">${words.verify}</p>
<p style="margin:0 0 20px"><a href="${links.verify}" dir="ltr" style="color:#0b5d4e;word-break:break-all">${links.verify}</a></p>
<p style="margin:0;font-size:13px;color:#5f6b73">${words.footer}</p>
</div>`;
