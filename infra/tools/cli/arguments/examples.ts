import type { Command } from 'commander';
import type { Help } from '../wording/help-en.ts';

/** Adds example command lines to the end of a command's help. */
export function withExamples(command: Command, help: Help, examples: readonly string[]): Command {
  const lines = examples.map((example) => `  npx tawtheeq ${example}`);
  return command.addHelpText('after', `\n${help.examples}\n${lines.join('\n')}`);
}
