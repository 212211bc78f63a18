import type { Language } from '../../domain/wording/language.ts';
import type { ApproveWords } from './words.ts';

const RULES: Readonly<Record<Language, Intl.PluralRules>> = {
  ar: new Intl.PluralRules('ar'),
  en: new Intl.PluralRules('en'),
};
const NUMBERS: Readonly<Record<Language, Intl.NumberFormat>> = {
  ar: new Intl.NumberFormat('ar-u-nu-arab', { useGrouping: false }),
  en: new Intl.NumberFormat('en-GB'),
};

/** Returns a number of shifts with its noun. */
export function shiftCount(count: number, language: Language, { shifts }: ApproveWords): string {
  const form = RULES[language].select(count);
  const words = count === 2 ? shifts.two : shifts[form === 'zero' ? 'other' : form];
  return words.replace('{n}', NUMBERS[language].format(count));
}
