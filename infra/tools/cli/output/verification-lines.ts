import { styleText } from 'node:util';
import { displayId, parseCertificateId } from '../../../../functions/domain/certificate/certificate-id.ts';
import { type Language, nameIn, otherLanguage } from '../../../../functions/domain/wording/language.ts';
import type { Verification } from '../api/answers.ts';
import { mistypedHint } from '../arguments/certificate-argument.ts';
import type { Session } from '../session/session.ts';
import type { Messages } from '../wording/messages-en.ts';
import { provenanceWordsIn } from '../wording/provenance-words.ts';
import { clockHours } from './clock-hours.ts';
import { clockTime } from './clock-time.ts';
import { facts, inReadingOrder } from './table.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** Formats the public answer about a certificate: the result in a colour, then its fields. */
export function verificationLines(answer: Verification, { api, messages, language }: Session): string {
  const { labels } = messages;
  const inLanguage = (value: unknown) => bilingualName(value, language);
  // A field that this result doesn't have is undefined, and left out.
  const all: JsonObject = answer;
  const issuer = record(all.issuer);
  const opportunity = record(all.opportunity);
  const period = record(all.period);
  const colour = answer.result === 'valid' ? 'green' : answer.result === 'unavailable' ? 'yellow' : 'red';
  const status = styleText(['bold', colour], messages.results[answer.result] ?? answer.result, {
    stream: process.stdout,
  });
  const fields = facts([
    [labels.certificate, answer.displayId],
    [labels.holder, inLanguage(all.holder)],
    [labels.opportunity, inLanguage({ nameAr: opportunity.titleAr, nameEn: opportunity.titleEn })],
    [labels.track, messages.tracks[String(opportunity.track)]],
    [labels.hours, clockHours(all.minutes)],
    [labels.period, period.from === undefined ? undefined : `${period.from} – ${period.to}`],
    [labels.issuedOn, text(all.issuedOn)],
    [labels.validUntil, text(all.validUntil)],
    [labels.since, text(all.revokedOn) ?? text(all.supersededOn) ?? text(all.suspendedOn)],
    [labels.reason, reasonOfRevocation(all.reasonCode, messages)],
    [labels.rule, answer.result === 'malformed' ? malformed(answer, messages) : undefined],
    [labels.replacement, replacementLine(text(all.replacement), api.baseUrl)],
    [labels.issuer, issuerLine(issuer, language)],
    [labels.partners, partnerLines(all.partners, messages, language)],
    [provenanceWordsIn(language).label, provenanceLine(answer, language)],
    [labels.sha256, text(all.documentSha256)],
    [labels.checkedAt, clockTime(answer.checkedAt)],
  ]);
  return fields === '' ? status : `${status}\n${fields}`;
}

/** Returns a record's names in both languages, the reader's first; undefined when it has none. */
export function bilingualName(value: unknown, language: Language): string | undefined {
  const named = record(value);
  const names = [language, otherLanguage(language)].flatMap((one) => {
    const name = nameIn(one, named);
    return typeof name === 'string' && name !== '' ? [inReadingOrder(name, one)] : [];
  });
  return names.length === 0 ? undefined : names.join(' – ');
}

function issuerLine(issuer: JsonObject, language: Language): string | undefined {
  const names = bilingualName(issuer, language);
  if (names === undefined) return undefined;
  return typeof issuer.domain === 'string' ? `${names} (${issuer.domain})` : names;
}

function partnerLines(partners: unknown, messages: Messages, language: Language): string | undefined {
  if (!Array.isArray(partners)) return undefined;
  const named = partners.map((partner) => issuerLine(record(partner), language));
  return named.filter((line) => line !== undefined).join(messages.comma);
}

/** Returns the grade of a valid certificate's hours with the sentence about them, as the verification page shows it. */
function provenanceLine(answer: Verification, language: Language): string | undefined {
  if (answer.result !== 'valid') return undefined;
  const { grade, textAr, textEn } = answer.provenance;
  const sentence = language === 'ar' ? textAr : textEn;
  return inReadingOrder(`${provenanceWordsIn(language).grades[grade]}: ${sentence}`, language);
}

/** Returns the displayed ID and the full address of a replacement, which the answer names by its path. */
function replacementLine(path: string | undefined, serviceUrl: string): string | undefined {
  if (path === undefined) return undefined;
  const address = URL.canParse(path) ? path : serviceUrl + path;
  const read = parseCertificateId(address);
  return read.ok ? `${displayId(read.certificateId)} (${address})` : address;
}

/** Returns the wording of a revocation's reason code; an unknown code is returned as it is. */
export function reasonOfRevocation(reasonCode: unknown, messages: Messages): string | undefined {
  const code = text(reasonCode);
  return code === undefined ? undefined : (messages.revocationReasons[code] ?? code);
}

function malformed(
  { rule, suspectSymbols }: Extract<Verification, { readonly result: 'malformed' }>,
  messages: Messages,
): string {
  return mistypedHint(
    messages,
    rule,
    suspectSymbols.map((position) => position - 1),
  );
}

function record(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
