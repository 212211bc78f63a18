import { isHalted } from '../../domain/halted.ts';
import type { EmailLanguages } from '../../domain/ports/emails/email-languages.ts';
import type { Email, Mailer } from '../../domain/ports/mailer.ts';
import type { Suppressions } from '../../domain/ports/supervision/deliveries.ts';
import type { KillSwitch } from '../../domain/ports/supervision/kill-switch.ts';
import type { Language } from '../../domain/wording/language.ts';
import type { ReviewedName } from './review-name.ts';

export interface TellingDeps {
  readonly notifying: Pick<KillSwitch, 'states'>;
  readonly suppressions: Pick<Suppressions, 'hashOf' | 'has'>;
  readonly languages: Pick<EmailLanguages, 'find'>;
  readonly mailer: Mailer;
  /** Writes the email; `language` is null where the volunteer has chosen none. */
  readonly write: (to: string, language: Language | null, decided: ReviewedName) => Email;
  readonly reportFault: (fault: unknown) => void;
}

/**
 * Tells a volunteer by email what was decided about a name, once at most: the decision stands on the volunteer's page too,
 * so that an email that can't be sent is reported and not tried again. Sends none to who has no address or a suppressed
 * one, nor while notifications are halted.
 */
export async function tellNameDecision(decided: ReviewedName, deps: TellingDeps): Promise<void> {
  const { volunteer } = decided;
  const to = volunteer.email;
  if (!to) return;
  try {
    if (isHalted(await deps.notifying.states('notifying'), volunteer.issuerId)) return;
    if (await deps.suppressions.has(await deps.suppressions.hashOf(to))) return;
    const language = (await deps.languages.find(volunteer)) ?? null;
    await deps.mailer.send(deps.write(to, language, decided));
  } catch (fault) {
    deps.reportFault(fault);
  }
}
