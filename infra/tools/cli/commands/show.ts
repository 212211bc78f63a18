import type { Command } from 'commander';
import { displayId } from '../../../../functions/domain/certificate/certificate-id.ts';
import { certificateArgument } from '../arguments/certificate-argument.ts';
import { withExamples } from '../arguments/examples.ts';
import { clockHours } from '../output/clock-hours.ts';
import { clockTime } from '../output/clock-time.ts';
import { print, printJson } from '../output/print.ts';
import { facts, table } from '../output/table.ts';
import { termOf } from '../output/term-of.ts';
import { bilingualName, reasonOfRevocation } from '../output/verification-lines.ts';
import { openSession, type Session, type Words } from '../session/session.ts';

/** Adds `show`: prints the record of a certificate. */
export function addShow(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('show')
    .description(help.commands.show)
    .argument('<certificate>', help.arguments.certificateId);
  withExamples(command, help, ['show B1P9-0CH3-5ABA-RTZ7-68', 'show B1P90CH35ABARTZ768 --json']).action(
    async (typed: string, _options, self: Command) => {
      const certificateId = certificateArgument(typed, messages);
      const session = await openSession(self, words, 'coordinator');
      const certificate = (await session.api.get(`/certificates/${certificateId}`)) as JsonObject;
      if (session.json) printJson(certificate);
      else print(certificateLines(certificate, certificateId, await issuerOf(certificate, session), words));
    },
  );
}

type JsonObject = Readonly<Record<string, unknown>>;

/** Returns the issuer's names and ID, or its ID alone when the list of issuers does not have it. */
async function issuerOf({ issuerId }: JsonObject, { api, language }: Session): Promise<string | undefined> {
  if (typeof issuerId !== 'string') return undefined;
  try {
    for await (const issuer of api.list('/issuers'))
      if (issuer.issuerId === issuerId) return `${bilingualName(issuer, language)} (${issuerId})`;
  } catch {
    // The names are optional: the record is shown without them.
  }
  return issuerId;
}

/** Formats the record of a certificate: its fields, then its events with their notes. */
function certificateLines(
  certificate: JsonObject,
  certificateId: string,
  issuer: string | undefined,
  { messages, language }: Words,
): string {
  const { labels } = messages;
  const text = (name: string) => {
    const value = certificate[name];
    return typeof value === 'string' ? value : undefined;
  };
  const shownId = (name: string) => {
    const id = text(name);
    return id === undefined ? undefined : displayId(id);
  };
  const revocation = (certificate.revocation ?? {}) as JsonObject;
  const titles = bilingualName({ nameAr: certificate.titleAr, nameEn: certificate.titleEn }, language);
  const opportunityId = text('opportunityId');
  const opportunity = [titles, opportunityId && titles ? `(${opportunityId})` : opportunityId];
  const since = revocation.at ?? certificate.suspendedAt;
  const events = Array.isArray(certificate.events) ? (certificate.events as JsonObject[]) : [];
  const notes = Array.isArray(certificate.notes) ? (certificate.notes as JsonObject[]) : [];
  const noteOf = (event: JsonObject) =>
    notes.find(({ action, at }) => action === event.action && at === event.at)?.note as string | undefined;
  const fields = facts([
    [labels.certificate, displayId(certificateId)],
    [labels.state, termOf(messages, text('state') ?? '')],
    [labels.since, clockTime(since)],
    [labels.reason, reasonOfRevocation(revocation.reasonCode, messages)],
    [labels.volunteer, text('volunteerId')],
    [labels.holder, bilingualName(certificate, language)],
    [labels.opportunity, opportunity.filter((part) => part !== undefined).join(' ')],
    [labels.hours, clockHours(certificate.minutes)],
    [labels.issuedOn, text('issuedOn')],
    [labels.validUntil, text('validUntil')],
    [labels.issuer, issuer],
    [labels.replacement, shownId('supersededBy')],
    [labels.replaces, shownId('supersedes')],
    [labels.sha256, text('documentSha256')],
  ]);
  if (events.length === 0) return fields;
  const history = table(
    [labels.events, labels.at, labels.by, ...(notes.length > 0 ? [labels.note] : [])],
    events.map((event) => [
      termOf(messages, String(event.action)),
      clockTime(event.at),
      String(event.actor),
      noteOf(event),
    ]),
  );
  return `${fields}\n\n${history}`;
}
