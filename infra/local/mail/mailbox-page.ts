import type { Mail } from './mailbox.ts';

/** The list of mails for a person; each leads to its own page. */
export function mailboxPage(mails: readonly Mail[]): string {
  const rows = mails.map(
    (mail) =>
      `<tr><td>${escape(mail.sentAt)}</td><td>${escape(mail.to.join(', '))}</td>` +
      `<td><a href="/_local/mailbox/${escape(mail.mailId)}"><bdi>${escape(mail.subject)}</bdi></a></td></tr>`,
  );
  const list = `<table><thead><tr><th>Sent</th><th>To</th><th>Subject</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return page('Mailbox of the embedded cloud', mails.length === 0 ? '<p>No mail has been sent.</p>' : list);
}

/** One mail: its HTML in a frame without scripts, else its text. */
export function mailPage(mail: Mail): string {
  const shown =
    mail.html === null
      ? `<pre dir="auto">${escape(mail.text ?? '')}</pre>`
      : `<iframe sandbox title="Message" srcdoc="${escape(mail.html)}"></iframe><h2>As text</h2><pre dir="auto">${escape(mail.text ?? '')}</pre>`;
  const facts = [
    ['From', mail.from],
    ['To', mail.to.join(', ')],
    ['Sent', mail.sentAt],
  ].map(([name = '', value = '']) => `<dt>${name}</dt><dd>${escape(value)}</dd>`);
  return page(
    mail.subject,
    `<p><a href="/_local/mailbox">All mails</a></p><dl>${facts.join('')}</dl>${shown}`,
  );
}

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title>
<style>body{font:1rem/1.5 system-ui;margin:2rem auto;max-width:60rem;padding:0 1rem}td,th{padding:.25rem 1rem .25rem 0;text-align:start}iframe{width:100%;height:30rem;border:1px solid #999}pre{white-space:pre-wrap}dt{font-weight:600}</style>
</head><body><h1 dir="auto">${escape(title)}</h1>${body}</body></html>`;

const escape = (text: string): string => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
