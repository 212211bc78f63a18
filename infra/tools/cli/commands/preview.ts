import type { Command } from 'commander';
import { templatesDirectory } from '../../../../functions/runtime/wiring/templates-directory.ts';
import { withExamples } from '../arguments/examples.ts';
import { print, printJson } from '../output/print.ts';
import { CommandRefused } from '../session/exit-codes.ts';
import type { GlobalOptions, Words } from '../session/session.ts';

interface Options {
  readonly out: string;
  readonly templates?: string;
}

/** Adds `preview`: renders every design as PDF files. */
export function addPreview(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('preview')
    .description(help.commands.preview)
    .option('--out <dir>', help.options.outDirectory, 'preview')
    .option('--templates <dir>', help.options.templates);
  withExamples(command, help, ['preview', 'preview --out /tmp/preview']).action(
    async ({ out, templates }: Options, self: Command) => {
      // Loaded on demand: text shaping and fonts load more slowly than most commands run.
      const { writePreview } = await import('../../../../functions/rendering/preview/preview.ts');
      const { TemplateFault } = await import('../../../../functions/rendering/design/template-fault.ts');
      try {
        const files = await writePreview(out, templates ?? templatesDirectory());
        if (self.optsWithGlobals<GlobalOptions>().json) printJson({ items: files });
        else print(messages.previewed(out, files.length));
      } catch (error) {
        // The message of a `TemplateFault` names the file, the line and the mistake.
        if (error instanceof TemplateFault) throw new CommandRefused(error.message);
        throw error;
      }
    },
  );
}
