import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { FILE_KINDS, type FileKind } from '../../../../functions/domain/import/import-record.ts';
import { withExamples } from '../arguments/examples.ts';
import { choiceOption } from '../arguments/option-values.ts';
import { templateWorkbook } from '../files/template-workbook.ts';
import { print, printJson } from '../output/print.ts';
import { WrongUsage } from '../session/exit-codes.ts';
import type { GlobalOptions, Words } from '../session/session.ts';
import type { Messages } from '../wording/messages-en.ts';

/** Adds `template`: writes a workbook to fill in, with headings, lists of choices and an example. */
export function addTemplate(program: Command, words: Words): void {
  const { help, messages, language } = words;
  const command = program
    .command('template')
    .description(help.commands.template)
    .argument('<kind>', help.arguments.kind, choiceOption(messages, FILE_KINDS))
    .option('--out <file>', help.options.outTemplate);
  withExamples(command, help, [
    'template hours',
    'template volunteers --lang ar',
    'template opportunities --out opportunities.xlsx',
  ]).action(async (kind: FileKind, { out }: { readonly out?: string }, self: Command) => {
    const path = out ?? `${kind}.xlsx`;
    await write(path, await templateWorkbook(kind, language), messages);
    if (self.optsWithGlobals<GlobalOptions>().json) printJson({ kind, file: path });
    else print(messages.templateWritten(path));
  });
}

/** Writes a new file. An existing one may be a template that somebody has filled in. */
async function write(path: string, bytes: Uint8Array, messages: Messages): Promise<void> {
  try {
    await writeFile(path, bytes, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new WrongUsage(messages.fileExists(path));
  }
}
