import { GRADES } from '../domain/certificate/provenance.ts';
import type { AnswerOf, NamedIssuer, VerificationAnswer } from '../domain/certificate/verification.ts';
import { type Language, nameIn } from '../domain/wording/language.ts';
import type { Fragment, Html } from './html.ts';
import { html } from './html.ts';
import type { PageContext } from './page-context.ts';
import type { ReaderFormat } from './reader-format.ts';
import { typedFact } from './typed-fact.ts';
import type { VerificationWords } from './verification-words.ts';
import { fill } from './verification-words.ts';

/** Renders an issuer's name in the reader's language. */
export const issuerName = (issuer: NamedIssuer, language: Language): Html =>
  typedFact(nameIn(language, issuer), language);

/** Renders an answer's facts about the certificate. Returns null when there are none. */
export function factList(
  answer: VerificationAnswer,
  context: PageContext,
  format: ReaderFormat,
): Html | null {
  const { words } = context;
  const { facts } = words;
  const id = fact(facts.certificateId, html`<bdi class="id" dir="ltr">${answer.displayId}</bdi>`);
  switch (answer.result) {
    case 'valid':
      return html`<dl class="facts">${validFacts(answer, context, format)}${id}</dl>${correction(answer, words, format)}`;
    case 'revoked':
      return html`<dl class="facts">${issuerFact(answer.issuer, context)}${fact(facts.revokedOn, format.dayInFull(answer.revokedOn))}${fact(words.reason.title, words.reason[answer.reasonCode])}${id}</dl>`;
    case 'superseded':
      return html`<dl class="facts">${issuerFact(answer.issuer, context)}${fact(facts.supersededOn, format.dayInFull(answer.supersededOn))}${id}</dl>`;
    case 'suspended':
      return html`<dl class="facts">${issuerFact(answer.issuer, context)}${fact(facts.suspendedOn, format.dayInFull(answer.suspendedOn))}${id}</dl>`;
    case 'expired':
      return html`<dl class="facts">${issuerFact(answer.issuer, context)}${fact(facts.expiredOn, format.dayInFull(answer.validUntil))}${id}</dl>`;
    case 'unknown':
    case 'unavailable':
      return html`<dl class="facts">${id}</dl>`;
    case 'malformed':
      return null;
  }
}

function validFacts(answer: AnswerOf<'valid'>, context: PageContext, format: ReaderFormat): Fragment {
  const { language, words } = context;
  const { facts } = words;
  const { opportunity, period } = answer;
  const course = opportunity.kind === 'course';
  const about =
    answer.award !== 'opportunity' ? facts.recognition : course ? facts.course : facts.opportunity;
  return [
    holderFact(answer, language, words),
    fact(
      course ? facts.training : facts.hours,
      html`<span class="hours">${format.hours(answer.minutes)}</span>`,
    ),
    fact(about, inBothScripts(language, opportunity.titleAr, opportunity.titleEn)),
    requirement(answer, context, format),
    opportunity.track === null ? null : fact(facts.track, words.tracks[opportunity.track]),
    fact(facts.period, format.period(period)),
    issuerFact(answer.issuer, context),
    answer.partners.length === 0
      ? null
      : fact(
          facts.partners,
          answer.partners.map((partner) => entity(partner, context)),
        ),
    fact(facts.issuedOn, format.dayInFull(answer.issuedOn)),
    answer.validUntil === null ? null : fact(facts.validUntil, format.dayInFull(answer.validUntil)),
    provenanceFact(answer, language, words),
  ];
}

function holderFact({ holder }: AnswerOf<'valid'>, language: Language, { facts }: VerificationWords): Html {
  if (holder.nameAr === null || holder.nameEn === null)
    return fact(facts.name, html`<span class="note">${facts.nameMatch}</span>`);
  return fact(
    facts.name,
    html`<span class="name">${inBothScripts(language, holder.nameAr, holder.nameEn)}</span>${
      holder.disclosure === 'masked' && html`<span class="note">${facts.nameMasked}</span>`
    }`,
  );
}

function issuerFact(issuer: NamedIssuer, context: PageContext): Fragment {
  const { facts } = context.words;
  const email = context.issuers.get(issuer.issuerId)?.email;
  return [
    fact(facts.issuer, entity(issuer, context)),
    email !== undefined &&
      fact(facts.contact, html`<a href="mailto:${email}"><bdi dir="ltr">${email}</bdi></a>`),
  ];
}

/** Renders what stands behind the hours: its grade, the numbers, and the rule of all grades. */
function provenanceFact(
  { provenance }: AnswerOf<'valid'>,
  language: Language,
  { facts, grades }: VerificationWords,
): Html {
  const text = language === 'ar' ? provenance.textAr : provenance.textEn;
  const rules = GRADES.toReversed().map(
    (grade) => html`<li><strong>${grades[grade]}</strong>: ${grades.rules[grade]}</li>
`,
  );
  return fact(
    facts.provenance,
    html`<span class="grade">${grades[provenance.grade]}</span><span class="second">${text}</span><details><summary>${grades.rule}</summary><ul>${rules}</ul></details>`,
  );
}

function entity(issuer: NamedIssuer, { language, issuers }: PageContext): Html {
  const logoPath = issuers.get(issuer.issuerId)?.logoPath;
  const logo =
    logoPath !== undefined && html`<img class="logo" src="${logoPath}" alt="" width="48" height="48">`;
  return html`<span class="entity">${logo}<span>${inBothScripts(language, issuer.nameAr, issuer.nameEn)}<span class="domain"><bdi dir="ltr">${issuer.domain}</bdi></span></span></span>`;
}

/** Renders what it took to get the certificate. */
function requirement(answer: AnswerOf<'valid'>, { words }: PageContext, format: ReaderFormat): Html {
  const { facts } = words;
  return answer.requiredMinutes === null
    ? fact(facts.required, facts.requiredAny)
    : fact(facts.required, fill(facts.requiredAtLeast, { hours: format.hours(answer.requiredMinutes) }));
}

/** Renders a text in the reader's language, with the other language below. */
function inBothScripts(language: Language, ar: string, en: string): Html {
  const [arabic, english] = [typedFact(ar, 'ar'), typedFact(en, 'en')];
  return language === 'ar'
    ? html`${arabic}<span class="second">${english}</span>`
    : html`${english}<span class="second">${arabic}</span>`;
}

const fact = (label: string, value: Fragment): Html => html`<div><dt>${label}</dt><dd>${value}</dd></div>
`;

const correction = (
  answer: AnswerOf<'valid'>,
  { facts }: VerificationWords,
  format: ReaderFormat,
): Fragment =>
  answer.correctedOn === null
    ? null
    : html`<p class="corrected">${fill(facts.corrected, { date: format.day(answer.correctedOn) })}</p>`;
