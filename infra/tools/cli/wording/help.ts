import type { Language } from '../arguments/language.ts';
import { HELP_AR } from './help-ar.ts';
import { HELP_EN } from './help-en.ts';

export type Help = typeof HELP_EN;

export function helpIn(language: Language): Help {
  return language === 'ar' ? HELP_AR : HELP_EN;
}
