import type { Instant } from '../../calendar-date.ts';
import type { VolunteerKey } from '../../hours/volunteer.ts';
import type { Language } from '../../wording/language.ts';

/** Stores in which language volunteers want their emails, once they have chosen one. */
export interface EmailLanguages {
  /** Returns the language that a volunteer chose; undefined until then. */
  find(volunteer: VolunteerKey): Promise<Language | undefined>;
  /** Keeps the choice; the newest one counts. */
  choose(volunteer: VolunteerKey, language: Language, at: Instant): Promise<void>;
}
