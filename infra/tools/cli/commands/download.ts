import type { Command } from 'commander';
import { ApiUnreachable } from '../../../../functions/client/api-errors.ts';
import { getDocument } from '../../../../functions/routes/issuing.ts';
import { verifyCertificate } from '../../../../functions/routes/verification.ts';
import { download } from '../api/transfer.ts';
import { certificateArgument } from '../arguments/certificate-argument.ts';
import { withExamples } from '../arguments/examples.ts';
import { saveStream } from '../files/save-stream.ts';
import { print, printJson } from '../output/print.ts';
import { CommandRefused } from '../session/exit-codes.ts';
import { openSession, type Session, type Words } from '../session/session.ts';

/** Adds `download`: saves the document of a certificate and checks its hash. */
export function addDownload(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('download')
    .description(help.commands.download)
    .argument('<certificate>', help.arguments.certificateId)
    .option('--out <file>', help.options.outFile);
  withExamples(command, help, ['download B1P9-0CH3-5ABA-RTZ7-68 --out certificate.pdf']).action(
    async (typed: string, options: { readonly out?: string }, self: Command) => {
      const certificateId = certificateArgument(typed, messages);
      const session = await openSession(self, words, 'coordinator');
      const path = options.out ?? `${certificateId}.pdf`;
      const link = await session.api.link(getDocument, { path: { id: certificateId } });
      const recorded = await recordedSha256(session, certificateId);
      const saved = await saveStream(await download(link), path, ({ sha256 }) => {
        if (recorded !== undefined && sha256 !== recorded)
          throw new CommandRefused(messages.downloadAltered(path));
      });
      if (session.json) printJson({ certificateId, file: path, ...saved });
      else print(messages.downloaded(path, saved.bytes));
    },
  );
}

/** Returns the hash in the public answer, which only a certificate in force has. */
async function recordedSha256(session: Session, certificateId: string): Promise<string | undefined> {
  const { status, body } = await session.api.request(verifyCertificate, { path: { id: certificateId } });
  if (status === 503) throw new ApiUnreachable(session.api.baseUrl, `HTTP ${status}`);
  return body.result === 'valid' ? body.documentSha256 : undefined;
}
