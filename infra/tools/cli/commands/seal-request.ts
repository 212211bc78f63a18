import type { Command } from 'commander';
import type { SealSubject } from '../../sealing/certificate-request.ts';
import { withExamples } from '../arguments/examples.ts';
import { print, printJson } from '../output/print.ts';
import { WrongUsage } from '../session/exit-codes.ts';
import { addressOf, type Words } from '../session/session.ts';

/** Adds `seal-request`: makes a request for a sealing certificate, signed in KMS. */
export function addSealRequest(program: Command, words: Words): void {
  const { help, messages } = words;
  const command = program
    .command('seal-request')
    .description(help.commands.seal_request)
    .requiredOption('--key <id>', help.options.sealKey)
    .requiredOption('--country <code>', help.options.country)
    .requiredOption('--organization <name>', help.options.organization)
    .requiredOption('--common-name <name>', help.options.commonName);
  withExamples(command, help, [
    'seal-request --key KEY --country SA --organization "Rawabi Health Cluster" --common-name "Certificates" > request.pem',
  ]).action(async ({ key, ...subject }: SealSubject & { readonly key: string }, self: Command) => {
    const { address, json } = addressOf(self, words);
    if (!/^[A-Z]{2}$/.test(subject.country)) throw new WrongUsage(messages.notACountry(subject.country));
    // Loaded on demand, because the AWS client slows down every other command.
    const { sealSigner } = await import('../session/seal-signer.ts');
    const { certificateRequest } = await import('../../sealing/certificate-request.ts');
    const request = await certificateRequest(subject, key, await sealSigner(address));
    if (json) printJson({ request });
    else print(request.trimEnd());
  });
}
