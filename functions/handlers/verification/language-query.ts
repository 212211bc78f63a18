import { isLanguage } from '../../pages/language.ts';
import type { ApiEvent } from '../../runtime/http/answer.ts';

/** Returns the query that keeps the requested language on the way to another address; empty where none was requested. */
export function languageQuery(event: ApiEvent): string {
  const language = event.queryStringParameters?.lang;
  return isLanguage(language) ? `?lang=${language}` : '';
}
