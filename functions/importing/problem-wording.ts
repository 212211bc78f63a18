import type { CellProblem, Facts } from '../domain/import/import-problem.ts';
import type { Language } from '../domain/wording/language.ts';
import { COLUMNS } from './file-kind.ts';
import { valueFacts } from './problems/value-facts.ts';
import { PROBLEMS_AR } from './problems-ar.ts';
import { PROBLEMS_EN } from './problems-en.ts';

const PROBLEMS = { ar: PROBLEMS_AR, en: PROBLEMS_EN };

/** Returns a problem's message and its fix in a language. */
export function wordingOf(
  { code, facts = {} }: Pick<CellProblem, 'code' | 'facts'>,
  language: Language,
): { message: string; fix: string } {
  const [message, fix] = PROBLEMS[language][code];
  const shownFacts = {
    ...facts,
    ...unitIn(language, facts),
    ...valueFacts(facts, language),
    ...(language === 'ar' ? { ...arabicColumns(facts), ...arabicLists(facts) } : {}),
  };
  return { message: fill(message, shownFacts), fix: fill(fix, shownFacts) };
}

/** Units of limits. In Arabic the singular follows the number, as it does after every limit that has one. */
const UNITS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { MB: 'MB', worksheets: 'worksheets', texts: 'different texts' },
  ar: { MB: 'م.ب', worksheets: 'ورقة عمل', texts: 'نص مختلف' },
};

const unitIn = (language: Language, { unit }: Facts): Facts =>
  unit === undefined ? {} : { unit: UNITS[language][unit] ?? unit };

/** Facts that hold several values, separated by Latin commas. */
const LISTS = ['entryIds', 'known'] as const;

const arabicLists = (facts: Facts): Facts =>
  Object.fromEntries(
    LISTS.flatMap((name) => {
      const list = facts[name];
      return typeof list === 'string' ? [[name, list.replaceAll(', ', '، ')]] : [];
    }),
  );

/** The first Arabic heading of each column, by its name. */
const ARABIC_HEADINGS: ReadonlyMap<string, string> = new Map(
  Object.values(COLUMNS).flatMap((columns) =>
    Object.entries(columns).map(([name, { arabic }]) => [name, arabic[0] ?? name] as const),
  ),
);

/** Returns the facts that name columns of ours, by their Arabic headings. */
const arabicColumns = ({ column, missing }: Facts): Facts => {
  const inArabic = (name: string) => ARABIC_HEADINGS.get(name) ?? name;
  return {
    ...(column === undefined ? {} : { column: inArabic(String(column)) }),
    ...(missing === undefined ? {} : { missing: String(missing).split(', ').map(inArabic).join('، ') }),
  };
};

const fill = (text: string, facts: Facts) =>
  text
    .replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))
    .replace(/ {2,}/g, ' ')
    .trim();
