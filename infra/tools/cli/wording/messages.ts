import type { Language } from '../../../../functions/domain/wording/language.ts';
import { MESSAGES_AR } from './messages-ar.ts';
import { MESSAGES_EN, type Messages } from './messages-en.ts';

/** Returns the messages of the command line in a language. */
export function messagesIn(language: Language): Messages {
  return language === 'ar' ? MESSAGES_AR : MESSAGES_EN;
}
