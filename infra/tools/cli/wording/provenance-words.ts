import type { Grade } from '../../../../functions/domain/certificate/provenance.ts';
import type { Language } from '../../../../functions/domain/wording/language.ts';

interface ProvenanceWords {
  readonly label: string;
  readonly grades: Readonly<Record<Grade, string>>;
}

const WORDS: Readonly<Record<Language, ProvenanceWords>> = {
  en: {
    label: 'where the hours come from',
    grades: {
      confirmed: 'Confirmed shift by shift',
      released: 'Released as a whole',
      late: 'Recorded late',
      single_person: 'By a single person',
    },
  },
  ar: {
    label: 'مصدر الساعات',
    grades: {
      confirmed: 'معتمدة فترةً فترة',
      released: 'معتمدة جملةً',
      late: 'مسجّلة متأخرة',
      single_person: 'من شخص واحد',
    },
  },
};

/** Returns the words about where a certificate's hours come from: those of the verification page. */
export const provenanceWordsIn = (language: Language): ProvenanceWords => WORDS[language];
