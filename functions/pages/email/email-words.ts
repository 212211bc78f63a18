import type { RevocationReason } from '../../domain/certificate/certificate.ts';
import type { EmailOccasion } from '../../domain/certificate/email-occasion.ts';
import type { LinkFact } from '../../domain/issuer.ts';
import type { Language } from '../../domain/wording/language.ts';
import { readEmailWords } from './read-email-words.ts';

type Occasion = EmailOccasion['kind'];

/** The texts of emails to holders in one language (`templates/email/holder.<language>.json`). */
export interface EmailWords {
  readonly lang: Language;
  readonly dir: 'ltr' | 'rtl';
  readonly greeting: string;
  readonly subject: Readonly<Record<Occasion, string>>;
  readonly body: Readonly<Record<Occasion, string>>;
  readonly reason: Readonly<Record<RevocationReason, string>>;
  readonly button: Readonly<Record<'open' | 'see' | 'signIn', string>>;
  readonly link: string;
  readonly linkWithFacts: string;
  /** After both, where verifying is offered. */
  readonly forYou: string;
  readonly signIn: string;
  readonly fact: Readonly<Record<LinkFact, string>>;
  readonly verify: string;
  readonly ask: string;
  readonly picture: string;
  readonly footer: string;
}

/** The texts in Arabic, then in English, as on the certificate. */
export type EmailWording = readonly [EmailWords, EmailWords];

/** Reads the texts from the `email` folder of the templates' directory. */
export const loadEmailWording = (templates: string): EmailWording =>
  readEmailWords<EmailWords>(templates, 'holder');
