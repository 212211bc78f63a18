import type { Command } from 'commander';
import { displayId } from '../../../../functions/domain/certificate/certificate-id.ts';
import {
  eraseCertificate,
  reinstateCertificate,
  suspendCertificate,
} from '../../../../functions/routes/lifecycle.ts';
import { certificateArgument } from '../arguments/certificate-argument.ts';
import { withExamples } from '../arguments/examples.ts';
import { print, printJson } from '../output/print.ts';
import { confirmStep, requireTerminal } from '../session/confirm.ts';
import { openSession, type Words } from '../session/session.ts';

interface Options {
  readonly note?: string;
  readonly yes?: true;
}

/** Adds the steps that take a certificate and an optional note: `suspend`, `reinstate`, `erase`. */
export function addCertificateSteps(program: Command, words: Words): void {
  const { help, messages } = words;
  const step = (
    name: 'suspend' | 'reinstate' | 'erase',
    route: typeof suspendCertificate | typeof reinstateCertificate | typeof eraseCertificate,
    done: (id: string) => string,
    /** The confirmation of a step that cannot be undone; `--yes` skips it. */
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
        const needsConfirmation = question !== undefined && !options.yes;
        if (needsConfirmation) requireTerminal(messages.stepNeedsYes);
        const session = await openSession(self, words, 'coordinator');
        if (needsConfirmation) await confirmStep(session, { certificateId, action: 'erased', question });
        const body = options.note === undefined ? {} : { note: options.note };
        const answer = await session.api.call(route, { path: { id: certificateId }, body });
        if (session.json) printJson(answer);
        else print(done(displayId(certificateId)));
      },
    );
  };
  step('suspend', suspendCertificate, messages.suspended);
  step('reinstate', reinstateCertificate, messages.reinstated);
  step('erase', eraseCertificate, messages.erased, messages.confirmErase);
}
