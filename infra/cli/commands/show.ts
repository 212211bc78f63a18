import type { Command } from 'commander';
import { displayId } from '../../../functions/domain/certificate-id.ts';
import { certificateArgument } from '../certificate-argument.ts';
import { clockHours } from '../clock-hours.ts';
import { withExamples } from '../examples.ts';
import { openSession, print, printJson, type Words } from '../session.ts';
import { facts, table } from '../table.ts';
import { termOf } from '../term-of.ts';
import { bothLanguages, reasonOfRevocation } from '../verification-lines.ts';

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
      const certificate = await session.api.get(`/certificates/${certificateId}`);
      if (session.json) printJson(certificate);
      else print(certificateLines(certificate as Open, certificateId, words));
    },
  );
}

type Open = Readonly<Record<string, unknown>>;

function certificateLines(certificate: Open, certificateId: string, { say, language }: Words): string {
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
  const said = facts([
    [labels.certificate, displayId(certificateId)],
    [labels.state, termOf(say, text('state') ?? '')],
    [labels.since, typeof since === 'string' ? since : undefined],
    [labels.reason, reasonOfRevocation(revocation.reasonCode, say)],
    [labels.volunteer, text('volunteerId')],
    [labels.holder, bothLanguages(certificate, language)],
    [labels.opportunity, opportunity.filter((part) => part !== undefined).join(' ')],
    [labels.hours, clockHours(certificate.minutes)],
    [labels.issuedOn, text('issuedAt')],
    [labels.validUntil, text('validUntil')],
    [labels.issuer, text('issuerId')],
    [labels.replacement, shownId('supersededBy')],
    [labels.replaces, shownId('supersedes')],
    [labels.sha256, text('documentSha256')],
  ]);
  if (events.length === 0) return said;
  const history = table(
    [labels.events, labels.at, labels.by],
    events.map((event) => [termOf(say, String(event.action)), String(event.at), String(event.actor)]),
  );
  return `${said}\n\n${history}`;
}
