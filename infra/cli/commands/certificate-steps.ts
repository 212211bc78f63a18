import type { Command } from 'commander';
import { displayId } from '../../../functions/domain/certificate-id.ts';
import { certificateArgument } from '../certificate-argument.ts';
import { withExamples } from '../examples.ts';
import { WrongUsage } from '../exit-codes.ts';
import { openSession, print, printJson, type Words } from '../session.ts';

interface Options {
  readonly note?: string;
  readonly yes?: true;
}

/** Steps after issue that need a certificate and perhaps a note: suspend, reinstate, erase. */
export function addCertificateSteps(program: Command, words: Words): void {
  const { help, say } = words;
  const step = (
    name: 'suspend' | 'reinstate' | 'erase',
    door: string,
    done: (id: string) => string,
    prepare: (command: Command) => Command = (command) => command,
    check: (options: Options) => void = () => {},
  ) => {
    const command = program
      .command(name)
      .description(help.commands[name])
      .argument('<certificate>', help.arguments.certificateId)
      .option('--note <text>', help.options.note);
    prepare(command);
    withExamples(command, help, [`${name} B1P9-0CH3-5ABA-RTZ7-68${name === 'erase' ? ' --yes' : ''}`]).action(
      async (typed: string, options: Options, self: Command) => {
        const certificateId = certificateArgument(typed, say);
        check(options);
        const session = await openSession(self, words, 'coordinator');
        const body = options.note === undefined ? {} : { note: options.note };
        const answer = await session.api.send('POST', `/certificates/${certificateId}/${door}`, body);
        if (session.json) printJson(answer);
        else print(done(displayId(certificateId)));
      },
    );
  };
  step('suspend', 'suspension', say.suspended);
  step('reinstate', 'reinstatement', say.reinstated);
  step(
    'erase',
    'erasure',
    say.erased,
    (command) => command.option('-y, --yes', help.options.yesErase),
    ({ yes }) => {
      if (!yes) throw new WrongUsage(say.eraseNeedsYes);
    },
  );
}
