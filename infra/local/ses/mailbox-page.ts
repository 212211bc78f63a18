import { type Html, html, markupOf, type Part } from '../../../functions/pages/html.ts';
import type { Mail } from './mailbox.ts';

/** The list of mails for a person; each leads to its own page. */
export function mailboxPage(mails: readonly Mail[]): string {
  if (mails.length === 0) return page('Mailbox of the embedded cloud', html`<p>No mail has been sent.</p>`);
  const rows = mails.map(
    ({ mailId, sentAt, to, subject }) =>
      html`<tr><td>${sentAt}</td><td>${to.join(', ')}</td><td><a href="${`/_local/mailbox/${mailId}`}"><bdi>${subject}</bdi></a></td></tr>`,
  );
  return page(
    'Mailbox of the embedded cloud',
    html`<table><thead><tr><th>Sent</th><th>To</th><th>Subject</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}

/** One mail: its HTML in a frame that runs no scripts, and its text. */
export function mailPage(mail: Mail): string {
  const framed: Part =
    mail.html !== null && html`<iframe sandbox title="Message" srcdoc="${mail.html}"></iframe>`;
  return page(
    mail.subject,
    html`<p><a href="/_local/mailbox">All mails</a></p>
<dl><dt>From</dt><dd>${mail.from}</dd><dt>To</dt><dd>${mail.to.join(', ')}</dd><dt>Sent</dt><dd>${mail.sentAt}</dd></dl>
${framed}<h2>As text</h2><pre dir="auto">${mail.text ?? ''}</pre>`,
  );
}

const page = (title: string, body: Html): string =>
  markupOf(html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body{font:1rem/1.5 system-ui;margin:2rem auto;max-width:60rem;padding:0 1rem}td,th{padding:.25rem 1rem .25rem 0;text-align:start}iframe{width:100%;height:30rem;border:1px solid #999}pre{white-space:pre-wrap}dt{font-weight:600}</style>
</head><body><h1 dir="auto">${title}</h1>${body}</body></html>`);
