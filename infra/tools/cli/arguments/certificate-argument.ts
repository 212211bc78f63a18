import { parseCertificateId } from '../../../../functions/domain/certificate/certificate-id.ts';
import { WrongUsage } from '../session/exit-codes.ts';
import type { Messages } from '../wording/messages.ts';

/** A certificate ID in any form people write it, as stored. Throws `WrongUsage` for a mistyped one. */
export function certificateArgument(typed: string, say: Messages): string {
  const read = parseCertificateId(typed);
  if (!read.ok) throw new WrongUsage(`"${typed}": ${mistypedHint(say, read.rule, read.suspectSymbols)}`);
  return read.certificateId;
}

/** What is wrong with a mistyped ID and which symbols (counted from 1, separators left out) to look at. */
export function mistypedHint(say: Messages, rule: string, places: readonly number[] = []): string {
  const hint = say.malformedRules[rule] ?? rule;
  if (places.length === 0) return hint;
  return `${hint} (${say.labels.look} ${places.map((place) => place + 1).join(say.comma)})`;
}
