import type { Language } from '../../../../functions/domain/wording/language.ts';
import { HELP_AR } from './help-ar.ts';
import { HELP_EN, type Help } from './help-en.ts';

/** Returns the help texts in a language. */
export function helpIn(language: Language): Help {
  return language === 'ar' ? HELP_AR : HELP_EN;
}
