import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import type { Email } from '../../domain/ports/mailer.ts';
import type { Language } from '../../domain/wording/language.ts';
import {
  addressLink,
  emailPage,
  type FactsInLanguage,
  filledMarkup,
  filledText,
  RULE,
} from '../email-frame.ts';
import { type Html, html } from '../html.ts';
import { typedFact } from '../typed-fact.ts';
import { readEmailWords } from './read-email-words.ts';

/** The texts of the email in one language (`templates/email/digest.<language>.json`). */
export interface DigestWords {
  readonly lang: Language;
  readonly dir: 'ltr' | 'rtl';
  readonly subject: string;
  readonly greeting: string;
  readonly body: string;
  readonly ask: string;
  readonly footer: string;
}

/** The texts in Arabic, then in English. */
export type DigestWording = readonly [DigestWords, DigestWords];

/** A certificate in the email, and where its link leads. */
export interface DigestEntry {
  readonly snapshot: CertificateSnapshot;
  readonly address: string;
}

/** Reads the texts from the `email` folder of the templates' directory. */
export const loadDigestWording = (templates: string): DigestWording =>
  readEmailWords<DigestWords>(templates, 'digest');

/**
 * Returns the one email about several certificates that an issuer gave a person at the same time: what each is for, with its
 * own link. The first certificate is the reference. The subject contains no personal data.
 */
export function digestEmail(
  to: string,
  issuerEmail: string,
  entries: readonly [DigestEntry, ...DigestEntry[]],
  wording: DigestWording,
): Email {
  const sections = wording.map((words) => sectionIn(words, entries));
  return {
    to,
    subject: sections.map(({ words }) => words.subject).join(' | '),
    about: 'certificate',
    reference: entries[0].snapshot.certificateId,
    text: sections.map((section) => plainText(section, issuerEmail)).join('\n\n———\n\n'),
    html: emailPage(sections.map((section, index) => [index > 0 && RULE, markup(section, issuerEmail)])),
  };
}

interface Section extends FactsInLanguage {
  readonly words: DigestWords;
  readonly certificates: readonly { readonly title: string; readonly address: string }[];
}

function sectionIn(words: DigestWords, entries: readonly [DigestEntry, ...DigestEntry[]]): Section {
  const [{ snapshot }] = entries;
  const isArabic = words.lang === 'ar';
  const [issuer] = snapshot.issuers;
  return {
    words,
    language: words.lang,
    facts: {
      name: isArabic ? snapshot.holder.nameAr : snapshot.holder.nameEn,
      issuer: isArabic ? issuer.nameAr : issuer.nameEn,
    },
    certificates: entries.map((entry) => ({
      title: isArabic ? entry.snapshot.titleAr : entry.snapshot.titleEn,
      address: entry.address,
    })),
  };
}

const plainText = ({ words, certificates, ...section }: Section, issuerEmail: string): string =>
  [
    filledText(words.greeting, section),
    filledText(words.body, section),
    ...certificates.map(
      ({ title, address }) => `${filledText('{title}', { ...section, facts: { title } })}\n${address}`,
    ),
    `${words.ask} ${issuerEmail}`,
    words.footer,
  ].join('\n\n');

const markup = ({ words, certificates, ...section }: Section, issuerEmail: string): Html => html`
<div lang="${words.lang}" dir="${words.dir}" style="padding:22px 28px 18px;line-height:1.75">
<p style="margin:0 0 10px;font-size:16px">${filledMarkup(words.greeting, section)}</p>
<p style="margin:0 0 14px;font-size:17px">${filledMarkup(words.body, section)}</p>
${certificates.map(
  ({ title, address }) =>
    html`<p style="margin:0 0 10px"><a href="${address}" style="display:block;padding:12px 18px;background:#0f5132;color:#ffffff;border-radius:8px;text-decoration:none;font-size:16px">${typedFact(title, section.language)}</a></p>`,
)}
<p style="margin:14px 0 0;font-size:15px;color:#46524c">${words.ask} ${addressLink(issuerEmail)}</p>
<p style="margin:6px 0 0;font-size:13px;color:#56615b">${words.footer}</p>
</div>`;
