import type { Command } from 'commander';
import { verificationPath } from '../../../../functions/domain/certificate/verification-address.ts';
import { ApiUnreachable } from '../api-exchange.ts';
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
      const link = await session.api.link(`/certificates/${certificateId}/document`);
      const recorded = await recordedSha256(session, certificateId);
      const saved = await saveStream(await session.api.open(link), path, ({ sha256 }) => {
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
  const answer = await session.api.request('GET', verificationPath(certificateId));
  const body: unknown = await answer.json().catch(() => null);
  if (answer.status >= 500) throw new ApiUnreachable(session.api.url, `HTTP ${answer.status}`);
  const sha256 = (body as { documentSha256?: unknown } | null)?.documentSha256;
  return typeof sha256 === 'string' ? sha256 : undefined;
}
