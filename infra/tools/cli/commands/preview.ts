import type { Command } from 'commander';
import { withExamples } from '../arguments/examples.ts';
import { print, printJson } from '../output/print.ts';
import { CommandRefused } from '../session/exit-codes.ts';
import type { GlobalOptions, Words } from '../session/session.ts';

interface Options {
  readonly out: string;
  readonly templates?: string;
}

export function addPreview(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('preview')
    .description(help.commands.preview)
    .option('--out <dir>', help.options.outDirectory, 'preview')
    .option('--templates <dir>', help.options.templates);
  withExamples(command, help, ['preview', 'preview --out /tmp/preview']).action(
    async ({ out, templates }: Options, self: Command) => {
      // Loaded only here: the shaping of letters and the fonts take longer than most commands.
      const { writePreview } = await import('../../../../functions/rendering/preview/preview.ts');
      const { TemplateFault } = await import('../../../../functions/rendering/design/template-fault.ts');
      try {
        const files = writePreview(out, templates);
        if (self.optsWithGlobals<GlobalOptions>().json) printJson({ items: files });
        else print(messages.previewed(out, files.length));
      } catch (error) {
        // A designer's slip: which file, which line, what is wrong.
        if (error instanceof TemplateFault) throw new CommandRefused(error.message);
        throw error;
      }
    },
  );
}
