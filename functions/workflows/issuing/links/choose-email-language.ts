import type { Instant } from '../../../domain/calendar-date.ts';
import type { VolunteerIdentity } from '../../../domain/hours/volunteer.ts';
import type { EmailLanguages } from '../../../domain/ports/emails/email-languages.ts';
import type { HoursLedger } from '../../../domain/ports/hours-ledger.ts';
import type { Language } from '../../../domain/wording/language.ts';
import { ownRecords } from '../own-records.ts';
import { type LinkOpeningDeps, type LinkRequest, openLink } from './open-link.ts';

interface ChoosingDeps {
  readonly languages: Pick<EmailLanguages, 'choose'>;
  readonly now: () => Instant;
}

/**
 * Keeps the language that whoever has a link chose on its page, for the emails of that certificate's issuer. Does nothing
 * where the link asks for facts that weren't typed.
 *
 * @throws Refusal NOT_FOUND as `openLink`.
 */
export async function chooseByLink(
  request: LinkRequest,
  language: Language,
  deps: LinkOpeningDeps & ChoosingDeps,
): Promise<void> {
  const opened = await openLink(request, deps);
  if (opened.kind === 'opened') await deps.languages.choose(opened.certificate, language, deps.now());
}

/** Keeps the language that a volunteer chose, for the emails of every issuer that the token names. */
export async function chooseForOwn(
  identities: readonly VolunteerIdentity[],
  language: Language,
  deps: ChoosingDeps & { readonly ledger: Pick<HoursLedger, 'volunteerRecords'> },
): Promise<void> {
  const records = await ownRecords(identities, deps);
  const at = deps.now();
  await Promise.all(records.map(({ volunteer }) => deps.languages.choose(volunteer, language, at)));
}
