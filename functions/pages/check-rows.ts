import type { VerificationAnswer } from '../domain/certificate/verification.ts';
import type { Fragment, Html } from './html.ts';
import { html } from './html.ts';
import { CHECK_ICONS } from './icons.ts';
import { type NameComparison, typedName } from './name-comparison.ts';
import type { PageContext } from './page-context.ts';
import type { ReaderFormat } from './reader-format.ts';
import type { VerificationWords } from './verification-words.ts';
import { fill } from './verification-words.ts';

type Outcome = 'passed' | 'failed' | 'notPossible';

interface Row {
  readonly outcome: Outcome;
  readonly text: Fragment;
}

/** Renders the checks behind an answer, each passed, failed or not possible. Returns null when there are none. */
export function checkRows(
  answer: VerificationAnswer,
  context: PageContext,
  format: ReaderFormat,
  issuerName: Fragment,
  comparison: NameComparison | null,
): Html | null {
  const rows = [
    ...rowsOf(answer, context.words, format, issuerName),
    ...nameRows(answer, context, comparison),
  ];
  const { words } = context;
  if (rows.length === 0) return null;
  return html`<section class="panel checks" aria-labelledby="checks"><h2 id="checks">${words.checks.title}</h2>
<ul>${rows.map(
    ({ outcome, text }) =>
      html`<li class="${outcome}">${CHECK_ICONS[outcome]}<span>${text}<span class="outcome"> (${words.checks[outcome]})</span></span></li>
`,
  )}</ul></section>`;
}

function nameRows(
  { result }: VerificationAnswer,
  { words: { checks }, language }: PageContext,
  comparison: NameComparison | null,
): readonly Row[] {
  if (result !== 'valid' || comparison === null || comparison.outcome === 'tooMany') return [];
  const typed = typedName(comparison.typed, language);
  return comparison.outcome === 'yes'
    ? [{ outcome: 'passed', text: fill(checks.nameMatches, { typed }) }]
    : [{ outcome: 'failed', text: fill(checks.nameDiffers, { typed }) }];
}

function rowsOf(
  answer: VerificationAnswer,
  { checks }: VerificationWords,
  format: ReaderFormat,
  issuerName: Fragment,
): readonly Row[] {
  const passed = (text: Fragment): Row => ({ outcome: 'passed', text });
  const failed = (text: Fragment): Row => ({ outcome: 'failed', text });
  const dated = (text: string, date: string) => fill(text, { date: format.day(date) });
  const wellFormed = passed(checks.wellFormed);
  const issued = passed(fill(checks.registered, { issuer: issuerName }));
  switch (answer.result) {
    case 'valid':
      return [
        issued,
        passed(checks.notRevoked),
        passed(checks.notReplaced),
        passed(checks.notSuspended),
        passed(answer.validUntil === null ? checks.inForce : dated(checks.inForceUntil, answer.validUntil)),
        { outcome: 'notPossible', text: html`<span id="file-row">${checks.contentPaper}</span>` },
      ];
    case 'revoked':
      return [issued, failed(dated(checks.revoked, answer.revokedOn))];
    case 'superseded':
      return [issued, passed(checks.notRevoked), failed(dated(checks.replaced, answer.supersededOn))];
    case 'suspended':
      return [issued, passed(checks.notRevoked), failed(dated(checks.suspended, answer.suspendedOn))];
    case 'expired':
      return [issued, passed(checks.notRevoked), failed(dated(checks.expired, answer.validUntil))];
    case 'unknown':
      return [wellFormed, failed(checks.notRegistered)];
    case 'malformed':
    case 'unavailable':
      return [];
  }
}
