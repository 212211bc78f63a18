import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import type { CertificateState } from '../../../../functions/domain/certificate/certificate.ts';
import { displayId } from '../../../../functions/domain/certificate/certificate-id.ts';
import { isOpenTo } from '../../../../functions/domain/certificate/certificate-steps.ts';
import { clockHours } from '../output/clock-hours.ts';
import { facts } from '../output/table.ts';
import { termOf } from '../output/term-of.ts';
import { bilingualName } from '../output/verification-lines.ts';
import type { Messages } from '../wording/messages-en.ts';
import { CommandRefused, WrongUsage } from './exit-codes.ts';
import type { Session } from './session.ts';

/** Where somebody is asked. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

const OWN_TERMINAL: Terminal = { input: process.stdin, output: process.stderr };

/** Whether there is somebody to ask. */
export const hasTerminal = (): boolean => process.stdin.isTTY === true;

/** Throws `WrongUsage` with `otherwise` where there is nobody to ask. */
export function requireTerminal(otherwise: string): void {
  if (!hasTerminal()) throw new WrongUsage(otherwise);
}

/** Asks until there is a line; throws `CommandRefused` for anything but a yes. */
export async function confirm(
  question: string,
  messages: Messages,
  { input, output }: Terminal = OWN_TERMINAL,
): Promise<void> {
  const terminal = createInterface({ input, output });
  try {
    // Ctrl-C and Ctrl-D close the question, in the middle of its line; it is then never answered.
    const closed = once(terminal, 'close').then(() => undefined);
    const asked = terminal.question(question).catch(() => undefined);
    const answer = await Promise.race([asked, closed]);
    if (answer === undefined) output.write('\n');
    if (!messages.yes.test(answer?.trim() ?? '')) throw new CommandRefused(messages.aborted);
  } finally {
    terminal.close();
  }
}

/**
 * Shows a certificate as its coordinator sees it, then asks about a step that can't be undone. Where the step can't be
 * taken nothing is asked: the service says why.
 */
export async function confirmStep(
  { api, messages, language }: Session,
  step: {
    readonly certificateId: string;
    readonly action: 'revoked' | 'superseded' | 'erased';
    readonly question: string;
    /** What the step says of the certificate, by its label. */
    readonly detail?: readonly [string, string];
  },
  terminal: Terminal = OWN_TERMINAL,
): Promise<void> {
  const { labels } = messages;
  const certificate = (await api.get(`/certificates/${step.certificateId}`)) as Record<string, unknown>;
  if (!isOpenTo(certificate.state as CertificateState, step.action)) return;
  const title = { nameAr: certificate.titleAr, nameEn: certificate.titleEn };
  const shown = facts([
    [labels.certificate, displayId(step.certificateId)],
    [labels.state, termOf(messages, String(certificate.state))],
    [labels.holder, bilingualName(certificate, language)],
    [labels.opportunity, bilingualName(title, language)],
    [labels.hours, clockHours(certificate.minutes)],
    ...(step.detail ? [step.detail] : []),
  ]);
  terminal.output.write(`${shown}\n`);
  await confirm(step.question, messages, terminal);
}
