import type { EmailContent } from '../../domain/certificate/email-occasion.ts';
import { verificationUrl } from '../../domain/certificate/verification-address.ts';
import type { Email, InlinePicture } from '../../domain/ports/mailer.ts';
import { emailPage, RULE } from '../email-frame.ts';
import { type Html, html } from '../html.ts';
import { type EmailAddresses, type EmailText, emailText, happeningIn, helpIn, textIn } from './email-text.ts';
import type { EmailWording } from './email-words.ts';

/** The ID by which `pictureRow` shows the picture. */
const PICTURE_ID = 'certificate';

/**
 * Returns the email to a holder about a certificate: in Arabic and below in English, or in the language that the holder
 * chose, with one button, and with the picture of the certificate inside. The subject contains no personal data.
 */
export function holderEmail(content: EmailContent, wording: EmailWording): Email {
  const { to, snapshot, issuer, baseUrl, link, picture, reference, language } = content;
  const addresses: EmailAddresses = {
    button: link?.url ?? `${baseUrl}/my`,
    // What ended verifies as ended: nobody is to be sent there.
    verify: endsIt(content) ? null : verificationUrl(snapshot),
    issuer: issuer.email,
  };
  const texts = wording
    .filter(({ lang }) => lang === (language ?? lang))
    .map((words) => emailText(words, content));
  const pictured = picture && pictureOf(picture, texts);
  return {
    to,
    subject: texts.map(({ subject }) => subject).join(' | '),
    about: 'certificate',
    reference,
    picture: pictured,
    text: texts.map((text) => textIn(text, addresses)).join('\n\n———\n\n'),
    html: page(texts, addresses, pictured),
  };
}

const endsIt = ({ occasion: { kind } }: EmailContent): boolean => kind === 'revoked' || kind === 'suspended';

const pictureOf = (bytes: Uint8Array, texts: readonly EmailText[]): InlinePicture => ({
  contentId: PICTURE_ID,
  fileName: 'certificate.jpg',
  mediaType: 'image/jpeg',
  bytes,
  description: texts.map(({ words }) => words.picture).join(' · '),
});

/** The picture, what happened in the first language, the button, how it works, then the other language. */
function page(
  texts: readonly EmailText[],
  addresses: EmailAddresses,
  picture: InlinePicture | undefined,
): string {
  const [first, ...others] = texts;
  return emailPage([
    picture && pictureRow(picture, addresses),
    first && happeningIn(first),
    button(texts, addresses),
    first && helpIn(first, addresses),
    others.map((text) => [RULE, happeningIn(text), helpIn(text, addresses)]),
    footer(texts),
  ]);
}

const pictureRow = ({ description }: InlinePicture, { button }: EmailAddresses): Html =>
  html`<a href="${button}" style="display:block;padding:20px 28px 0"><img src="cid:certificate" alt="${description}" width="544" style="display:block;width:100%;max-width:544px;height:auto;border:1px solid #dcdad2;border-radius:4px"></a>`;

const button = (texts: readonly EmailText[], addresses: EmailAddresses): Html =>
  html`<div style="padding:0 28px 18px"><a href="${addresses.button}" style="display:block;padding:14px 20px;background:#0f5132;color:#ffffff;border-radius:8px;text-decoration:none;text-align:center;line-height:1.5">${texts.map(
    ({ words, label }, index) =>
      html`<span lang="${words.lang}" dir="${words.dir}" style="${`display:block;${index === 0 ? 'font-size:18px;font-weight:bold' : 'font-size:15px'}`}">${label}</span>`,
  )}</a></div>`;

const footer = (texts: readonly EmailText[]): Html =>
  html`<div style="padding:16px 28px 24px;background:#f5f4ef;font-size:13px;line-height:1.6;color:#56615b">${texts.map(
    ({ words }) =>
      html`<p lang="${words.lang}" dir="${words.dir}" style="margin:0 0 4px">${words.footer}</p>`,
  )}</div>`;
