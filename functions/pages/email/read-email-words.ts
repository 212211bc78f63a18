import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Language } from '../../domain/wording/language.ts';

/**
 * Reads the texts of a kind of email from the templates' directory (`email/<kind>.<language>.json`), in Arabic, then in
 * English, as on the certificate.
 */
export function readEmailWords<Words>(templates: string, kind: string): readonly [ar: Words, en: Words] {
  const words = (language: Language): Words =>
    JSON.parse(readFileSync(path.join(templates, 'email', `${kind}.${language}.json`), 'utf8'));
  return [words('ar'), words('en')];
}
