import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { displayId } from '../../../../functions/domain/certificate/certificate-id.ts';
import { isOpenTo } from '../../../../functions/domain/certificate/open-steps.ts';
import { getCertificate } from '../../../../functions/routes/issuing.ts';
import { clockHours } from '../output/clock-hours.ts';
import { facts } from '../output/table.ts';
import { termOf } from '../output/term-of.ts';
import { bilingualName } from '../output/verification-lines.ts';
import type { Messages } from '../wording/messages-en.ts';
import { CommandRefused, WrongUsage } from './exit-codes.ts';
import type { Session } from './session.ts';

/** The streams on which a person is asked. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

const PROCESS_TERMINAL: Terminal = { input: process.stdin, output: process.stderr };

/** Returns whether a person can be asked. */
export const hasTerminal = (): boolean => process.stdin.isTTY === true;

/** @throws WrongUsage with the message when no person can be asked. */
export function requireTerminal(message: string): void {
  if (!hasTerminal()) throw new WrongUsage(message);
}

/**
 * Asks a yes-or-no question and waits for a line.
 * @throws CommandRefused for any answer but a yes.
 */
export async function confirm(
  question: string,
  messages: Messages,
  { input, output }: Terminal = PROCESS_TERMINAL,
): Promise<void> {
  const terminal = createInterface({ input, output });
  try {
    // Ctrl-C and Ctrl-D close the interface without answering the question.
    const closed = once(terminal, 'close').then(() => undefined);
    const line = terminal.question(question).catch(() => undefined);
    const answer = await Promise.race([line, closed]);
    if (answer === undefined) output.write('\n');
    if (!messages.yes.test(answer?.trim() ?? '')) throw new CommandRefused(messages.aborted);
  } finally {
    terminal.close();
  }
}

/**
 * Shows a certificate and asks for confirmation of a step that cannot be undone. Asks nothing when the certificate's
 * state does not allow the step; the service's refusal then says why.
 * @throws CommandRefused for any answer but a yes.
 */
export async function confirmStep(
  { api, messages, language }: Session,
  step: {
    readonly certificateId: string;
    readonly action: 'revoked' | 'superseded' | 'erased';
    readonly question: string;
    /** A label and a value to show with the certificate, such as the reason of a revocation. */
    readonly detail?: readonly [string, string];
  },
  terminal: Terminal = PROCESS_TERMINAL,
): Promise<void> {
  const { labels } = messages;
  const certificate = await api.call(getCertificate, { path: { id: step.certificateId } });
  if (!isOpenTo(certificate.state, step.action)) return;
  const title = { nameAr: certificate.titleAr, nameEn: certificate.titleEn };
  const shown = facts([
    [labels.certificate, displayId(step.certificateId)],
    [labels.state, termOf(messages, certificate.state)],
    [labels.holder, bilingualName(certificate, language)],
    [labels.opportunity, bilingualName(title, language)],
    [labels.hours, clockHours(certificate.minutes)],
    ...(step.detail ? [step.detail] : []),
  ]);
  terminal.output.write(`${shown}\n`);
  await confirm(step.question, messages, terminal);
}
