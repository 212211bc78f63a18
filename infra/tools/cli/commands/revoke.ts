import type { Command } from 'commander';
import {
  REVOCATION_REASONS,
  type RevocationReason,
} from '../../../../functions/domain/certificate/certificate.ts';
import { displayId } from '../../../../functions/domain/certificate/certificate-id.ts';
import { revokeCertificate } from '../../../../functions/routes/lifecycle.ts';
import { certificateArgument } from '../arguments/certificate-argument.ts';
import { withExamples } from '../arguments/examples.ts';
import { choiceOption } from '../arguments/option-values.ts';
import { print, printJson } from '../output/print.ts';
import { confirmStep, hasTerminal } from '../session/confirm.ts';
import { openSession, type Words } from '../session/session.ts';

interface Options {
  readonly reason: RevocationReason;
  readonly note?: string;
  readonly yes?: true;
}

/** Adds `revoke`: revokes a certificate. */
export function addRevoke(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('revoke')
    .description(help.commands.revoke)
    .argument('<certificate>', help.arguments.certificateId)
    .requiredOption('--reason <code>', help.options.reason, choiceOption(messages, REVOCATION_REASONS))
    .option('--note <text>', help.options.note)
    .option('-y, --yes', help.options.yes);
  withExamples(command, help, [
    'revoke B1P9-0CH3-5ABA-RTZ7-68 --reason hours_corrected',
    'revoke B1P9-0CH3-5ABA-RTZ7-68 --reason fraud --note "Case 12/2025" --yes',
  ]).action(async (typed: string, options: Options, self: Command) => {
    const certificateId = certificateArgument(typed, messages);
    const session = await openSession(self, words, 'coordinator');
    const reason = messages.revocationReasons[options.reason] ?? options.reason;
    // Revocation for fraud locks the hours; for any other reason it releases them.
    const freed = options.reason === 'fraud' ? [] : [messages.hoursFreed];
    // Only a person is asked, who may have mistyped the ID or the reason.
    if (!options.yes && hasTerminal())
      await confirmStep(session, {
        certificateId,
        action: 'revoked',
        question: [...freed, messages.confirmRevoke].join('\n'),
        detail: [messages.labels.reason, reason],
      });
    const answer = await session.api.call(revokeCertificate, {
      path: { id: certificateId },
      body: { reasonCode: options.reason, note: options.note },
    });
    if (session.json) printJson(answer);
    else print([messages.revoked(displayId(certificateId)), ...freed].join('\n'));
  });
}
