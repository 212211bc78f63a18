import type { Language } from '../arguments/language.ts';
import { MESSAGES_AR } from './messages-ar.ts';
import { MESSAGES_EN } from './messages-en.ts';

export type Messages = typeof MESSAGES_EN;

export function messagesIn(language: Language): Messages {
  return language === 'ar' ? MESSAGES_AR : MESSAGES_EN;
}
