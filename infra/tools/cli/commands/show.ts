import type { Command } from 'commander';
import { displayId } from '../../../../functions/domain/certificate/certificate-id.ts';
import { certificateArgument } from '../arguments/certificate-argument.ts';
import { withExamples } from '../arguments/examples.ts';
import { clockHours } from '../output/clock-hours.ts';
import { clockTime } from '../output/clock-time.ts';
import { facts, table } from '../output/table.ts';
import { termOf } from '../output/term-of.ts';
import { bothLanguages, reasonOfRevocation } from '../output/verification-lines.ts';
import { openSession, print, printJson, type Session, type Words } from '../session/session.ts';

export function addShow(program: Command, words: Words): void {
  const { help, say } = words;
  const command = program
    .command('show')
    .description(help.commands.show)
    .argument('<certificate>', help.arguments.certificateId);
  withExamples(command, help, ['show B1P9-0CH3-5ABA-RTZ7-68', 'show B1P90CH35ABARTZ768 --json']).action(
    async (typed: string, _options, self: Command) => {
      const certificateId = certificateArgument(typed, say);
      const session = await openSession(self, words, 'coordinator');
      const certificate = (await session.api.get(`/certificates/${certificateId}`)) as Open;
      if (session.json) printJson(certificate);
      else print(certificateLines(certificate, certificateId, await issuerOf(certificate, session), words));
    },
  );
}

type Open = Readonly<Record<string, unknown>>;

/** The issuer by its names and its ID; by its ID alone where whoever asks can't see it in the list. */
async function issuerOf({ issuerId }: Open, { api, language }: Session): Promise<string | undefined> {
  if (typeof issuerId !== 'string') return undefined;
  try {
    for await (const issuer of api.list('/issuers'))
      if (issuer.issuerId === issuerId) return `${bothLanguages(issuer, language)} (${issuerId})`;
  } catch {
    // The record is what was asked for; the names only help to read it.
  }
  return issuerId;
}

function certificateLines(
  certificate: Open,
  certificateId: string,
  issuer: string | undefined,
  { say, language }: Words,
): string {
  const { labels } = say;
  const text = (name: string) => {
    const value = certificate[name];
    return typeof value === 'string' ? value : undefined;
  };
  const shownId = (name: string) => {
    const id = text(name);
    return id === undefined ? undefined : displayId(id);
  };
  const revocation = (certificate.revocation ?? {}) as Open;
  const titles = bothLanguages({ nameAr: certificate.titleAr, nameEn: certificate.titleEn }, language);
  const opportunityId = text('opportunityId');
  const opportunity = [titles, opportunityId && titles ? `(${opportunityId})` : opportunityId];
  const since = revocation.at ?? certificate.suspendedAt;
  const events = Array.isArray(certificate.events) ? (certificate.events as Open[]) : [];
  const notes = Array.isArray(certificate.notes) ? (certificate.notes as Open[]) : [];
  const noteOf = (event: Open) =>
    notes.find(({ action, at }) => action === event.action && at === event.at)?.note as string | undefined;
  const said = facts([
    [labels.certificate, displayId(certificateId)],
    [labels.state, termOf(say, text('state') ?? '')],
    [labels.since, clockTime(since)],
    [labels.reason, reasonOfRevocation(revocation.reasonCode, say)],
    [labels.volunteer, text('volunteerId')],
    [labels.holder, bothLanguages(certificate, language)],
    [labels.opportunity, opportunity.filter((part) => part !== undefined).join(' ')],
    [labels.hours, clockHours(certificate.minutes)],
    [labels.issuedOn, text('issuedOn')],
    [labels.validUntil, text('validUntil')],
    [labels.issuer, issuer],
    [labels.replacement, shownId('supersededBy')],
    [labels.replaces, shownId('supersedes')],
    [labels.sha256, text('documentSha256')],
  ]);
  if (events.length === 0) return said;
  const history = table(
    [labels.events, labels.at, labels.by, ...(notes.length > 0 ? [labels.note] : [])],
    events.map((event) => [
      termOf(say, String(event.action)),
      clockTime(event.at),
      String(event.actor),
      noteOf(event),
    ]),
  );
  return `${said}\n\n${history}`;
}
