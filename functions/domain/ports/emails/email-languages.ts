import type { Instant } from '../../calendar-date.ts';
import type { VolunteerKey } from '../../hours/volunteer.ts';

export const EMAIL_LANGUAGES = ['ar', 'en'] as const;
export type EmailLanguage = (typeof EMAIL_LANGUAGES)[number];

/** Stores in which language volunteers want their emails, once they have chosen one. */
export interface EmailLanguages {
  /** Returns the language that a volunteer chose; undefined until then. */
  find(volunteer: VolunteerKey): Promise<EmailLanguage | undefined>;
  /** Keeps the choice; the newest one counts. */
  choose(volunteer: VolunteerKey, language: EmailLanguage, at: Instant): Promise<void>;
}
