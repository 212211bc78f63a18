import { certificateIdIn } from '../../../../functions/domain/certificate/certificate-id-in-text.ts';
import { WrongUsage } from '../session/exit-codes.ts';
import type { Messages } from '../wording/messages-en.ts';

/**
 * Returns the stored form of a certificate ID that a person typed.
 * @throws WrongUsage when the ID is mistyped.
 */
export function certificateArgument(typed: string, messages: Messages): string {
  const read = certificateIdIn(typed);
  if (!read.ok) throw new WrongUsage(`"${typed}": ${mistypedHint(messages, read.rule, read.suspectSymbols)}`);
  return read.certificateId;
}

/** Returns what is wrong with a mistyped ID, and which symbols to check, counted from 1 without separators. */
export function mistypedHint(messages: Messages, rule: string, indexes: readonly number[] = []): string {
  const hint = messages.malformedRules[rule] ?? rule;
  if (indexes.length === 0) return hint;
  return `${hint} (${messages.labels.look} ${indexes.map((index) => index + 1).join(messages.comma)})`;
}
