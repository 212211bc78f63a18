import { type Fragment, type Html, html, markupOf } from '../../../functions/pages/html.ts';
import type { Email } from './mailbox.ts';

/** Renders the newest emails as a page with links to each, and says how many there are in all. */
export function mailboxPage(emails: readonly Email[], inAll: number): string {
  if (emails.length === 0) return page('Mailbox of the embedded cloud', html`<p>No email has been sent.</p>`);
  const rows = emails.map(
    ({ emailId, sentAt, to, subject }) =>
      html`<tr><td>${sentAt}</td><td>${to.join(', ')}</td><td><a href="${`/_local/mailbox/${emailId}`}"><bdi>${subject}</bdi></a></td></tr>`,
  );
  return page(
    'Mailbox of the embedded cloud',
    html`${inAll > emails.length && html`<p>The newest ${emails.length} of ${inAll} emails.</p>`}<table><thead><tr><th>Sent</th><th>To</th><th>Subject</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}

/** Links of the email leave the frame, as they leave a mail program, and the page that they open runs its scripts. */
const SANDBOX = 'allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation';

/** Renders one email as a page: its HTML in a frame that runs no scripts, and its text. */
export function emailPage(email: Email): string {
  const framed: Fragment =
    email.html !== null &&
    html`<iframe sandbox="${SANDBOX}" title="Message" srcdoc="${shownHtml(email, email.html)}"></iframe>`;
  return page(
    email.subject,
    html`<p><a href="/_local/mailbox">All emails</a></p>
<dl><dt>From</dt><dd>${email.from}</dd><dt>To</dt><dd>${email.to.join(', ')}</dd><dt>Sent</dt><dd>${email.sentAt}</dd></dl>
${framed}<h2>As text</h2><pre dir="auto">${email.text ?? ''}</pre>`,
  );
}

/** Returns the HTML with its pictures in place, and with links that replace the whole page. */
const shownHtml = ({ pictures = [] }: Email, markup: string): string =>
  pictures
    .reduce(
      (shown, { contentId, mediaType, base64 }) =>
        shown.replaceAll(`"cid:${contentId}"`, `"data:${mediaType};base64,${base64}"`),
      markup,
    )
    .replace('<head>', '<head><base target="_top">');

const page = (title: string, body: Html): string =>
  markupOf(html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>*{box-sizing:border-box}
body{font:1rem/1.5 system-ui;margin:2rem auto;max-width:60rem;padding:0 1rem;overflow-wrap:anywhere}
td,th{padding:.25rem 1rem .25rem 0;text-align:start;vertical-align:top}
iframe{display:block;inline-size:100%;block-size:60rem;border:1px solid #999}
pre{white-space:pre-wrap}dt{font-weight:600}dd{margin:0}
@media (max-width:40rem){iframe{block-size:90rem}}</style>
</head><body><h1 dir="auto">${title}</h1>${body}</body></html>`);
