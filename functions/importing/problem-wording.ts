import type { Facts, ImportProblem } from '../domain/import/import-problem.ts';
import { PROBLEMS_AR } from './problems-ar.ts';
import { PROBLEMS_EN } from './problems-en.ts';

export type Language = 'ar' | 'en';

/** What is wrong, and what to do. */
export type Words = readonly [message: string, fix: string];

const PROBLEMS = { ar: PROBLEMS_AR, en: PROBLEMS_EN };

/** A problem's message and fix in a reader's language. */
export function wordingOf(
  { code, facts }: Pick<ImportProblem, 'code' | 'facts'>,
  language: Language,
): { message: string; fix: string } {
  const [message, fix] = PROBLEMS[language][code];
  const said = language === 'ar' ? { ...facts, ...listsInArabic(facts) } : facts;
  return { message: filled(message, said), fix: filled(fix, said) };
}

/** Facts that name several things, with Latin commas between them. */
const LISTS = ['entryIds', 'known'] as const;

const listsInArabic = (facts: Facts): Facts =>
  Object.fromEntries(
    LISTS.flatMap((name) => {
      const list = facts[name];
      return typeof list === 'string' ? [[name, list.replaceAll(', ', '، ')]] : [];
    }),
  );

const filled = (text: string, facts: Facts) =>
  text
    .replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))
    .replace(/ {2,}/g, ' ')
    .trim();
