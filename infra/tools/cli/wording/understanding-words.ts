import type { Language } from '../../../../functions/domain/wording/language.ts';

/** What `import` says about how it understood a file. */
interface UnderstandingWords {
  readonly text: (encoding: string, guessed: boolean, delimiter: string) => string;
  readonly table: (worksheet: string | null, kind: string, row: number) => string;
  readonly kinds: Readonly<Record<string, string>>;
  readonly headings: (taken: string) => string;
  readonly leftOut: (columns: string) => string;
  readonly dates: Readonly<Record<'dmy' | 'mdy', string>>;
  readonly hours: Readonly<Record<'decimal' | 'clock', string>>;
  readonly row: string;
}

export const UNDERSTANDING_WORDS: Readonly<Record<Language, UnderstandingWords>> = {
  en: {
    text: (encoding, guessed, delimiter) =>
      `Read as ${encoding}${guessed ? ' (guessed: check the letters)' : ''}, with “${delimiter}” between cells`,
    table: (worksheet, kind, row) =>
      `${worksheet === null ? '' : `Worksheet ${worksheet}: `}${kind}, headings in row ${row}`,
    kinds: { opportunities: 'opportunities', volunteers: 'volunteers', hours: 'hours' },
    headings: (taken) => `Headings: ${taken}`,
    leftOut: (columns) => `Left out, with their first values: ${columns}`,
    dates: {
      dmy: 'Dates: the day first (03/04/2025 is 3 April)',
      mdy: 'Dates: the month first (03/04/2025 is 4 March)',
    },
    hours: {
      decimal: 'Hours: decimal (1.30 is 78 minutes)',
      clock: 'Hours: hours and minutes (1.30 is 90 minutes)',
    },
    row: 'row',
  },
  ar: {
    text: (encoding, guessed, delimiter) =>
      `قُرئ بترميز ${encoding}${guessed ? ' (تخمينًا: تحقق من الحروف)' : ''}، والفاصل بين الخلايا «${delimiter}»`,
    table: (worksheet, kind, row) =>
      `${worksheet === null ? '' : `ورقة العمل ${worksheet}: `}${kind}، والعناوين في الصف ${row}`,
    kinds: { opportunities: 'فرص', volunteers: 'متطوعون', hours: 'ساعات' },
    headings: (taken) => `العناوين: ${taken}`,
    leftOut: (columns) => `أعمدة لم تُقرأ، مع أول قيمة في كل منها: ${columns}`,
    dates: {
      dmy: 'التواريخ: اليوم أولًا (03/04/2025 هو 3 أبريل)',
      mdy: 'التواريخ: الشهر أولًا (03/04/2025 هو 4 مارس)',
    },
    hours: {
      decimal: 'الساعات: كسور عشرية (1.30 تعني 78 دقيقة)',
      clock: 'الساعات: ساعات ودقائق (1.30 تعني 90 دقيقة)',
    },
    row: 'الصف',
  },
};
