import type { Command } from 'commander';
import { generateSample } from '../../sample/generate.ts';
import { DEFAULT_PROFILE, SAMPLE_PROFILES, type SampleProfileName } from '../../sample/profiles.ts';
import { withExamples } from '../arguments/examples.ts';
import { choiceOption, countOption } from '../arguments/option-values.ts';
import { print, printJson } from '../output/print.ts';
import type { GlobalOptions, Words } from '../session/session.ts';

interface Options {
  readonly profile: SampleProfileName;
  readonly volunteers?: number;
  readonly seed: number;
  readonly out: string;
}

/** Adds `sample`: writes a data set. */
export function addSample(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('sample')
    .description(help.commands.sample)
    .option(
      '--profile <name>',
      help.options.profile,
      choiceOption(messages, Object.keys(SAMPLE_PROFILES)),
      DEFAULT_PROFILE,
    )
    .option('--volunteers <n>', help.options.volunteers, countOption(messages))
    .option('--seed <n>', help.options.seed, countOption(messages), 1)
    .requiredOption('--out <dir>', help.options.outDirectory);
  withExamples(command, help, [
    'sample --volunteers 1000 --seed 1 --out data',
    'sample --profile qassim-2025 --seed 7 --out qassim',
  ]).action(async ({ profile, volunteers, seed, out }: Options, self: Command) => {
    const totals = await generateSample({ profile, volunteers, seed, outDir: out });
    if (self.optsWithGlobals<GlobalOptions>().json) {
      printJson(totals);
      return;
    }
    const { files, issuerId, ...counts } = totals;
    for (const file of files) print(file);
    const figures = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
    print(`${issuerId}: ${figures.join(', ')}`);
  });
}
