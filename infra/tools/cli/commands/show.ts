import type { Command } from 'commander';
import { displayId } from '../../../../functions/domain/certificate/certificate-id.ts';
import { getCertificate } from '../../../../functions/routes/issuing.ts';
import type { JsonOf } from '../../../../functions/routes/route-types.ts';
import { peopleNames } from '../api/people-names.ts';
import { certificateArgument } from '../arguments/certificate-argument.ts';
import { withExamples } from '../arguments/examples.ts';
import { clockHours } from '../output/clock-hours.ts';
import { clockTime } from '../output/clock-time.ts';
import { issuerLine } from '../output/issuer-line.ts';
import { print, printJson } from '../output/print.ts';
import { facts, table } from '../output/table.ts';
import { termOf } from '../output/term-of.ts';
import { bilingualName, reasonOfRevocation } from '../output/verification-lines.ts';
import { openSession, type Words } from '../session/session.ts';

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
      const certificate = await session.api.call(getCertificate, { path: { id: certificateId } });
      if (session.json) printJson(certificate);
      else {
        const issuer = await issuerLine([certificate.issuerId], session);
        print(certificateLines(certificate, { issuer, nameOf: await peopleNames(session) }, words));
      }
    },
  );
}

type Certificate = JsonOf<typeof getCertificate>;

/** Formats the record of a certificate: its fields, then its events with their notes. */
function certificateLines(
  certificate: Certificate,
  { issuer, nameOf }: { readonly issuer: string; readonly nameOf: Awaited<ReturnType<typeof peopleNames>> },
  { messages, language }: Words,
): string {
  const { labels } = messages;
  const { revocation, events, notes, opportunityId } = certificate;
  const titles = bilingualName({ nameAr: certificate.titleAr, nameEn: certificate.titleEn }, language);
  const opportunity = [titles, titles && opportunityId ? `(${opportunityId})` : opportunityId];
  const noteOf = ({ action, at }: Certificate['events'][number]) =>
    notes.find((note) => note.action === action && note.at === at)?.note;
  const fields = facts([
    [labels.certificate, certificate.displayId],
    [labels.state, termOf(messages, certificate.state)],
    [labels.since, clockTime(revocation?.at ?? certificate.suspendedAt)],
    [labels.reason, reasonOfRevocation(revocation?.reasonCode, messages)],
    [labels.volunteer, certificate.volunteerId],
    [labels.holder, bilingualName(certificate, language)],
    [labels.opportunity, opportunity.filter((part) => part !== undefined && part !== null).join(' ')],
    [labels.hours, clockHours(certificate.minutes)],
    [labels.issuedOn, certificate.issuedOn],
    [labels.validUntil, certificate.validUntil],
    [labels.issuer, issuer],
    [labels.replacement, certificate.supersededBy && displayId(certificate.supersededBy)],
    [labels.replaces, certificate.supersedes && displayId(certificate.supersedes)],
    [labels.sha256, certificate.documentSha256],
  ]);
  if (events.length === 0) return fields;
  const history = table(
    [labels.events, labels.at, labels.by, ...(notes.length > 0 ? [labels.note] : [])],
    events.map((event) => [
      termOf(messages, event.action),
      clockTime(event.at),
      nameOf(event.actor),
      noteOf(event),
    ]),
  );
  return `${fields}\n\n${history}`;
}
