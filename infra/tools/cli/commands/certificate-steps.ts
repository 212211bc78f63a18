import type { Command } from 'commander';
import { displayId } from '../../../../functions/domain/certificate/certificate-id.ts';
import { certificateArgument } from '../arguments/certificate-argument.ts';
import { withExamples } from '../arguments/examples.ts';
import { print, printJson } from '../output/print.ts';
import { confirmStep, requireTerminal } from '../session/confirm.ts';
import { openSession, type Words } from '../session/session.ts';

interface Options {
  readonly note?: string;
  readonly yes?: true;
}

/** Steps after issue that need a certificate and perhaps a note: suspend, reinstate, erase. */
export function addCertificateSteps(program: Command, words: Words): void {
  const { help, messages } = words;
  const step = (
    name: 'suspend' | 'reinstate' | 'erase',
    path: string,
    done: (id: string) => string,
    /** Asked before a step that can't be undone, unless `--yes` says not to. */
    question?: string,
  ) => {
    const command = program
      .command(name)
      .description(help.commands[name])
      .argument('<certificate>', help.arguments.certificateId)
      .option('--note <text>', help.options.note);
    if (question !== undefined) command.option('-y, --yes', help.options.yes);
    withExamples(command, help, [`${name} B1P9-0CH3-5ABA-RTZ7-68`]).action(
      async (typed: string, options: Options, self: Command) => {
        const certificateId = certificateArgument(typed, messages);
        const asks = question !== undefined && !options.yes;
        if (asks) requireTerminal(messages.stepNeedsYes);
        const session = await openSession(self, words, 'coordinator');
        if (asks) await confirmStep(session, { certificateId, action: 'erased', question });
        const body = options.note === undefined ? {} : { note: options.note };
        const answer = await session.api.send('POST', `/certificates/${certificateId}/${path}`, body);
        if (session.json) printJson(answer);
        else print(done(displayId(certificateId)));
      },
    );
  };
  step('suspend', 'suspension', messages.suspended);
  step('reinstate', 'reinstatement', messages.reinstated);
  step('erase', 'erasure', messages.erased, messages.confirmErase);
}
