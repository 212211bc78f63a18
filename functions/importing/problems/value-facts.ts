import type { Facts } from '../../domain/import/import-problem.ts';
import type { Language } from '../../domain/wording/language.ts';
import { characterInWords } from './character-names.ts';

const EVIDENCE: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  email: { en: 'the email addresses', ar: 'البريد الإلكتروني واحد' },
  names: { en: 'the names and the birth dates', ar: 'الاسم وتاريخ الميلاد واحد' },
  number: {
    en: 'the names, and but for zeros and signs the identifiers,',
    ar: 'الاسم واحد، ولا يختلف المعرّفان إلا في أصفار أو علامات',
  },
};
const RECORD = { en: (id: string) => `record ${id}`, ar: (id: string) => `السجل ${id}` } as const;
const ROW = { en: (row: string) => `row ${row}`, ar: (row: string) => `الصف ${row}` } as const;
const LIST = { en: ', ', ar: '، ' } as const;

/** Returns the facts that are words of a language: characters, times and lists. */
export function valueFacts(facts: Facts, language: Language): Facts {
  const { codePoint, decimal, clock, suggestion, evidence, certificateIds, known, row } = facts;
  return {
    ...(codePoint === undefined ? {} : { character: characterInWords(String(codePoint), language) }),
    ...(decimal === undefined ? {} : { asDecimal: timeInWords(Number(decimal), language) }),
    ...(clock === undefined ? {} : { asClock: timeInWords(Number(clock), language) }),
    ...(suggestion === undefined ? {} : { suggestion: example(String(suggestion), language) }),
    ...(evidence === undefined ? {} : { evidence: EVIDENCE[evidence]?.[language] ?? '' }),
    ...otherRecord(known, row, language),
    ...(certificateIds === undefined
      ? {}
      : { certificateIds: String(certificateIds).replaceAll(', ', LIST[language]) }),
  };
}

/** Returns the record that another one may be: by its ID in the ledger, or by its row in the file. */
function otherRecord(
  known: Facts[string] | undefined,
  row: Facts[string] | undefined,
  language: Language,
): Facts {
  if (known !== undefined) return { other: RECORD[language](String(known)) };
  return row === undefined ? {} : { other: ROW[language](String(row)) };
}

const example = (letter: string, language: Language): string =>
  language === 'ar' ? ` (مثل «${letter}»)` : ` (for example “${letter}”)`;

/** Returns minutes as hours and minutes in short words: `1 h 18 min`, «1 س 18 د». */
function timeInWords(minutes: number, language: Language): string {
  const [hour, minute] = language === 'ar' ? ['س', 'د'] : ['h', 'min'];
  return `${Math.floor(minutes / 60)} ${hour} ${minutes % 60} ${minute}`;
}
