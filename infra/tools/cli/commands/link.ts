import type { Command } from 'commander';
import encodeQR from 'qr';
import { displayId } from '../../../../functions/domain/certificate/certificate-id.ts';
import { handOutLink, withdrawLinks } from '../../../../functions/routes/lifecycle.ts';
import { certificateArgument } from '../arguments/certificate-argument.ts';
import { withExamples } from '../arguments/examples.ts';
import { clockTime } from '../output/clock-time.ts';
import { print, printJson, printNote } from '../output/print.ts';
import { openSession, type Words } from '../session/session.ts';

interface Options {
  readonly withdraw?: true;
  readonly qr?: true;
}

/** Adds `link`: makes a link that opens a certificate without an account, or withdraws those there are. */
export function addLink(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('link')
    .description(help.commands.link)
    .argument('<certificate>', help.arguments.certificateId)
    .option('--qr', help.options.qr)
    .option('--withdraw', help.options.withdrawLinks);
  withExamples(command, help, ['link B1P9-0CH3-5ABA-RTZ7-68 --qr']).action(
    async (typed: string, { withdraw, qr }: Options, self: Command) => {
      const certificateId = certificateArgument(typed, messages);
      const { api, json, language } = await openSession(self, words, 'coordinator');
      const path = { id: certificateId };
      if (withdraw) {
        const answer = await api.call(withdrawLinks, { path });
        if (json) printJson(answer);
        else print(messages.linksWithdrawn(displayId(certificateId), answer.withdrawn));
        return;
      }
      const link = await api.call(handOutLink, { path });
      if (json) return printJson(link);
      print(link.url);
      if (qr) print(encodeQR(link.url, 'ascii', { ecc: 'medium' }));
      printNote(messages.linkHint(clockTime(link.expiresAt) ?? ''));
      const facts = link.asks.map((fact) => messages.linkFacts[fact]);
      if (facts.length > 0) printNote(messages.linkAsks(new Intl.ListFormat(language).format(facts)));
    },
  );
}
