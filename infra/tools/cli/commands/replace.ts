import type { Command } from 'commander';
import { displayId } from '../../../../functions/domain/certificate/certificate-id.ts';
import { replaceCertificate } from '../../../../functions/routes/lifecycle.ts';
import { certificateArgument } from '../arguments/certificate-argument.ts';
import { withExamples } from '../arguments/examples.ts';
import { print, printJson } from '../output/print.ts';
import { confirmStep, hasTerminal } from '../session/confirm.ts';
import { WrongUsage } from '../session/exit-codes.ts';
import { openSession, type Words } from '../session/session.ts';

interface Options {
  readonly nameAr?: string;
  readonly nameEn?: string;
  readonly note?: string;
  readonly yes?: true;
}

/** Adds `replace`: issues a certificate with corrected names in place of another, or asks a second person to. */
export function addReplace(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('replace')
    .description(help.commands.replace)
    .argument('<certificate>', help.arguments.certificateId)
    .option('--name-ar <name>', help.options.nameAr)
    .option('--name-en <name>', help.options.nameEn)
    .option('--note <text>', help.options.note)
    .option('-y, --yes', help.options.yes);
  withExamples(command, help, [
    'replace B1P9-0CH3-5ABA-RTZ7-68 --name-en "Noura Al-Harbi"',
    'replace B1P9-0CH3-5ABA-RTZ7-68 --name-ar "نورة الحربي" --name-en "Noura Al-Harbi"',
  ]).action(async (typed: string, { nameAr, nameEn, note, yes }: Options, self: Command) => {
    const certificateId = certificateArgument(typed, messages);
    const given = [nameAr, nameEn].filter((name) => name !== undefined);
    if (given.length === 0 || given.some((name) => name.trim() === ''))
      throw new WrongUsage(messages.namesNeeded);
    const session = await openSession(self, words, 'coordinator');
    // Only a person is asked, who may have mistyped the ID or a name.
    if (!yes && hasTerminal()) {
      const detail = [messages.labels.correctedName, given.join(' – ')] as const;
      await confirmStep(session, {
        certificateId,
        action: 'superseded',
        question: messages.confirmReplace,
        detail,
      });
    }
    const { status, body: corrected } = await session.api.request(replaceCertificate, {
      path: { id: certificateId },
      body: { nameAr, nameEn, note },
    });
    if (session.json) printJson(corrected);
    else if (status === 201) print(messages.replaced(displayId(certificateId), corrected.displayId));
    else print(messages.correctionWaits(displayId(certificateId), corrected.correctionId));
  });
}
