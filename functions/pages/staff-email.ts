import type { Issuer } from '../domain/issuer.ts';
import type { Email } from '../domain/ports/mailer.ts';
import type { IssuerRole } from '../domain/staff/roles.ts';
import { digitsIn } from '../domain/wording/dates-in-words.ts';
import { wholeNumber } from '../domain/wording/digits.ts';
import { type Language, nameIn, titleIn } from '../domain/wording/language.ts';
import { readEmailWords } from './email/read-email-words.ts';
import { emailButton, emailMarkup, filledMarkup, filledText } from './email-frame.ts';
import { type Html, html } from './html.ts';
import { readerFormat } from './reader-format.ts';

/** The texts of one kind of email to staff. */
interface StaffEmailWords {
  readonly subject: string;
  readonly body: string;
  readonly bodyWithoutInviter?: string;
  readonly whatToDo: string;
  readonly button?: string;
}

/** The texts in one language (`templates/email/staff.<language>.json`). */
interface StaffWords {
  readonly lang: string;
  readonly dir: string;
  readonly greeting: string;
  readonly footer: string;
  readonly comma: string;
  readonly roles: Readonly<Record<IssuerRole, string>>;
  readonly invitation: StaffEmailWords;
  readonly byLink: StaffEmailWords;
  readonly approvalRequest: StaffEmailWords;
}

/** The texts in Arabic, then in English. */
export type StaffEmailWording = Readonly<Record<Language, StaffWords>>;

/** Reads the texts from the `email` folder of the templates' directory. */
export function loadStaffEmailWording(templates: string): StaffEmailWording {
  const [ar, en] = readEmailWords<StaffWords>(templates, 'staff');
  return { ar, en };
}

interface Recipient {
  readonly name: string;
  readonly email: string;
}

/** Who was given roles, by whom. */
export interface AppointedPerson extends Recipient {
  readonly roles: readonly IssuerRole[];
  readonly byLink?: true | undefined;
  /** The name of who invited the person; null where it isn't known. */
  readonly inviter: string | null;
  readonly reference: string;
}

/** Returns the email to a person whose roles count from now on: who invited, for which issuer, and what to do. */
export function appointmentEmail(
  { name, email, roles, byLink, inviter, reference }: AppointedPerson,
  issuer: Issuer,
  signInAddress: string,
  wording: StaffEmailWording,
): Email {
  return staffEmail({
    to: email,
    reference,
    wording,
    kind: byLink ? 'byLink' : 'invitation',
    address: byLink ? null : signInAddress,
    isInviterKnown: inviter !== null,
    facts: (language) => ({
      name,
      issuer: nameIn(language, issuer),
      inviter: inviter ?? '',
      roles: roles.map((role) => wording[language].roles[role]).join(wording[language].comma),
    }),
  });
}

/** Hours that wait for somebody who approves by link. */
export interface AskedApproval extends Recipient {
  readonly titles: readonly { readonly titleAr: string; readonly titleEn: string }[];
  readonly shifts: number;
  /** The last day of the link. */
  readonly until: string;
  readonly reference: string;
}

/** Returns the email with the link to hours that wait for an approval. */
export function approvalRequestEmail(
  { name, email, titles, shifts, until, reference }: AskedApproval,
  issuer: Issuer,
  address: string,
  wording: StaffEmailWording,
): Email {
  return staffEmail({
    to: email,
    reference,
    wording,
    kind: 'approvalRequest',
    address,
    isInviterKnown: true,
    facts: (language) => ({
      name,
      issuer: nameIn(language, issuer),
      titles: titles.map((opportunity) => titleIn(language, opportunity)).join(wording[language].comma),
      shifts: wholeNumber(shifts, digitsIn(language, issuer.country)),
      until: readerFormat(language, issuer.country).day(until),
    }),
  });
}

interface StaffEmail {
  readonly to: string;
  readonly reference: string;
  readonly wording: StaffEmailWording;
  readonly kind: 'invitation' | 'byLink' | 'approvalRequest';
  readonly address: string | null;
  readonly isInviterKnown: boolean;
  readonly facts: (language: Language) => Readonly<Record<string, string>>;
}

function staffEmail(email: StaffEmail): Email {
  const sections = (['ar', 'en'] as const).map((language) => sectionOf(language, email));
  return {
    to: email.to,
    about: 'staff',
    reference: email.reference,
    subject: sections.map(({ subject }) => subject).join(' | '),
    text: sections.map(({ text }) => text).join('\n\n———\n\n'),
    html: emailMarkup(sections.map(({ markup }) => markup)),
  };
}

function sectionOf(language: Language, { wording, kind, address, isInviterKnown, facts }: StaffEmail) {
  const words = wording[language];
  const { subject, body, bodyWithoutInviter, whatToDo, button } = words[kind];
  const filling = { language, facts: facts(language) };
  const sentences = [words.greeting, isInviterKnown ? body : (bodyWithoutInviter ?? body), whatToDo];
  const link = button === undefined || address === null ? [] : [`${button}: ${address}`];
  const markup: Html = html`
<div lang="${words.lang}" dir="${words.dir}" style="padding:24px 28px;font-size:16px;line-height:1.7">
${sentences.map((sentence) => html`<p style="margin:0 0 16px">${filledMarkup(sentence, filling)}</p>`)}
${button === undefined || address === null ? '' : emailButton(button, address)}
<p style="margin:0;font-size:13px;color:#5f6b73">${words.footer}</p>
</div>`;
  const text = [...sentences.map((sentence) => filledText(sentence, filling)), ...link, words.footer].join(
    '\n\n',
  );
  return { subject, markup, text };
}
