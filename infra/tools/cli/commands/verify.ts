import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { ApiFault, ApiRefusal } from '../../../../functions/client/api-errors.ts';
import { certificateIdIn } from '../../../../functions/domain/certificate/certificate-id-in-text.ts';
import { malformedAnswer } from '../../../../functions/domain/certificate/verification.ts';
import { verifyCertificate } from '../../../../functions/routes/verification.ts';
import type { Verification } from '../api/answers.ts';
import { withExamples } from '../arguments/examples.ts';
import type { FileOptions } from '../files/examine-file.ts';
import { print, printJson, printNote } from '../output/print.ts';
import { verificationLines } from '../output/verification-lines.ts';
import { EXIT } from '../session/exit-codes.ts';
import { openSession, type Session, type Words } from '../session/session.ts';

/** Adds `verify`: verifies a certificate ID, a verification address or a PDF file. */
export function addVerify(program: Command, words: Words): void {
  const { help } = words;
  const command = program
    .command('verify')
    .description(help.commands.verify)
    .argument('<certificate>', help.arguments.verifiable)
    .option('--offline', help.options.offline)
    .option('--keys <file>', help.options.keys)
    .option('--authority <file>', help.options.authority);
  withExamples(command, help, [
    'verify B1P9-0CH3-5ABA-RTZ7-68',
    'verify https://verify.example.org/V/B1P90CH35ABARTZ768 --json',
    'verify certificate.pdf',
    'verify certificate.pdf --offline --keys jwks.json',
  ]).action(async (argument: string, options: FileOptions, self: Command) => {
    const session = await openSession(self, words, null);
    if (isFile(argument)) {
      // Loaded on demand, with the readers of PDF files and signatures.
      const { examineFile } = await import('../files/examine-file.ts');
      process.exitCode = await examineFile(session, argument, options);
      return;
    }
    const answer = await verificationOf(session, argument);
    warnIfOtherService(session, argument);
    if (session.json) printJson(answer);
    else print(verificationLines(answer, session));
    if (answer.result === 'valid') return;
    process.exitCode = answer.result === 'unavailable' ? EXIT.unreachable : EXIT.no;
  });
}

const FILE_NAME =
  /\.(?:pdf|png|jpe?g|jp2|jxl|gif|bmp|tiff?|webp|hei[cf]|avif|docx?|xlsx?|odt|txt|eml|msg|html?|mht(?:ml)?|zip|rar|7z|tar|t?gz)$/i;
/** A path is written from a folder on, or as Windows writes one; a host stands before the path of an address. */
const PATH = /^(?:\.{1,2}|~|(?=\/(?!v\/|verify\/)))\/|\\/i;

/** Returns whether the argument is a file: it exists, or it has the name or the path of one and no scheme of an address. */
function isFile(argument: string): boolean {
  if (existsSync(argument)) return true;
  return !/^https?:/i.test(argument) && (FILE_NAME.test(argument) || PATH.test(argument));
}

/** Returns the public answer about a typed ID or address. A mistyped ID is answered without calling the service. */
async function verificationOf(session: Session, typed: string): Promise<Verification> {
  const read = certificateIdIn(typed);
  if (!read.ok) return malformedAnswer(read.rule, read.suspectSymbols ?? [], new Date().toISOString());
  try {
    return await session.api.call(verifyCertificate, { path: { id: read.certificateId } });
  } catch (error) {
    // This route refuses nothing: the gateway limits requests, or another service answers at the address.
    if (!(error instanceof ApiRefusal)) throw error;
    const { baseUrl } = session.api;
    throw error.status === 429
      ? new ApiFault(baseUrl, session.messages.results.throttled ?? 'HTTP 429')
      : new ApiFault(error.address, `HTTP ${error.status}`);
  }
}

/**
 * Prints a note when the address belongs to another service. A forged QR code may lead to a cloned site, so only the
 * service of `--url` is called, never the host of the address.
 */
function warnIfOtherService(session: Session, typed: string): void {
  if (!URL.canParse(typed)) return;
  const { origin } = new URL(typed);
  if (origin !== 'null' && origin !== new URL(session.api.baseUrl).origin) {
    printNote(session.messages.otherService(session.api.baseUrl, origin));
  }
}
