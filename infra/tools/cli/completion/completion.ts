import type { Command } from 'commander';
import { withExamples } from '../arguments/examples.ts';
import { choiceOption } from '../arguments/option-values.ts';
import { print, printJson } from '../output/print.ts';
import type { GlobalOptions, Words } from '../session/session.ts';
import { bashScript } from './bash-script.ts';
import { completionsOf } from './completions.ts';
import { fishScript } from './fish-script.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** Adds `completion`: prints the script by which a shell completes the words of this program. */
export function addCompletion(program: Command, { help, messages }: Words): void {
  const command = program
    .command('completion')
    .description(help.commands.completion)
    .argument('<shell>', help.arguments.shell, choiceOption(messages, SHELLS));
  withExamples(command, help, ['completion bash', 'completion zsh', 'completion fish']).action(
    (shell: (typeof SHELLS)[number], _options, self: Command) => {
      const completions = completionsOf(program);
      const script = shell === 'fish' ? fishScript(completions) : bashScript(completions, shell);
      if (self.optsWithGlobals<GlobalOptions>().json) printJson({ shell, script });
      else print(script);
    },
  );
}
