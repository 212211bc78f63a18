import { styleText } from 'node:util';
import { displayId, parseCertificateId } from '../../../../functions/domain/certificate/certificate-id.ts';
import type { Verification } from '../api-answers.ts';
import { mistypedHint } from '../arguments/certificate-argument.ts';
import type { Language } from '../arguments/language.ts';
import type { Session } from '../session/session.ts';
import type { Messages } from '../wording/messages.ts';
import { clockHours } from './clock-hours.ts';
import { clockTime } from './clock-time.ts';
import { facts } from './table.ts';

type Open = Readonly<Record<string, unknown>>;

/** The public answer for a person: the status as a word and a colour, then what a paper must say. */
export function verificationLines(answer: Verification, { api, say, language }: Session): string {
  const { labels } = say;
  const inLanguage = (value: unknown) => bothLanguages(value, language);
  const issuer = record(answer.issuer);
  const opportunity = record(answer.opportunity);
  const period = record(answer.period);
  const colour = answer.result === 'valid' ? 'green' : answer.result === 'unavailable' ? 'yellow' : 'red';
  const status = styleText(['bold', colour], say.results[answer.result] ?? answer.result, {
    stream: process.stdout,
  });
  const said = facts([
    [labels.certificate, text(answer.displayId)],
    [labels.holder, inLanguage(answer.holder)],
    [labels.opportunity, inLanguage({ nameAr: opportunity.titleAr, nameEn: opportunity.titleEn })],
    [labels.track, say.tracks[String(opportunity.track)]],
    [labels.hours, clockHours(answer.minutes)],
    [labels.period, period.from === undefined ? undefined : `${period.from} – ${period.to}`],
    [labels.issuedOn, text(answer.issuedOn)],
    [labels.validUntil, text(answer.validUntil)],
    [labels.since, text(answer.revokedOn) ?? text(answer.supersededOn) ?? text(answer.suspendedOn)],
    [labels.reason, reasonOfRevocation(answer.reasonCode, say)],
    [labels.rule, answer.result === 'malformed' ? malformed(answer, say) : undefined],
    [labels.replacement, replacementLine(text(answer.replacement), api.url)],
    [labels.issuer, issuerLine(issuer, language)],
    [labels.partners, partnerLines(answer.partners, say, language)],
    [labels.sha256, text(answer.documentSha256)],
    [labels.checkedAt, clockTime(answer.checkedAt)],
  ]);
  return said === '' ? status : `${status}\n${said}`;
}

/** The name in the language of the reader, then the other one. */
export function bothLanguages(value: unknown, language: Language): string | undefined {
  const { nameAr, nameEn } = record(value);
  const names = (language === 'ar' ? [nameAr, nameEn] : [nameEn, nameAr]).filter(
    (name): name is string => typeof name === 'string' && name !== '',
  );
  return names.length === 0 ? undefined : names.join(' – ');
}

function issuerLine(issuer: Open, language: Language): string | undefined {
  const names = bothLanguages(issuer, language);
  if (names === undefined) return undefined;
  return typeof issuer.domain === 'string' ? `${names} (${issuer.domain})` : names;
}

function partnerLines(partners: unknown, say: Messages, language: Language): string | undefined {
  if (!Array.isArray(partners)) return undefined;
  const named = partners.map((partner) => issuerLine(record(partner), language));
  return named.filter((line) => line !== undefined).join(say.comma);
}

/** The answer names a path of the service; a person needs what is printed on paper, and what a browser opens. */
function replacementLine(path: string | undefined, serviceUrl: string): string | undefined {
  if (path === undefined) return undefined;
  const address = URL.canParse(path) ? path : serviceUrl + path;
  const read = parseCertificateId(address);
  return read.ok ? `${displayId(read.certificateId)} (${address})` : address;
}

/** Why a certificate was revoked, by the service's code for it; a code that is new to us as it came. */
export function reasonOfRevocation(reasonCode: unknown, say: Messages): string | undefined {
  const code = text(reasonCode);
  return code === undefined ? undefined : (say.revocationReasons[code] ?? code);
}

function malformed(answer: Verification, say: Messages): string {
  const places = Array.isArray(answer.suspectSymbols) ? (answer.suspectSymbols as number[]) : [];
  return mistypedHint(
    say,
    String(answer.rule),
    places.map((place) => place - 1),
  );
}

function record(value: unknown): Open {
  return typeof value === 'object' && value !== null ? (value as Open) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
