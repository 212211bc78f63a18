import { stringify } from 'csv-stringify/sync';
import { TRACKS } from '../../domain/hours/opportunity.ts';
import { plainCell } from '../../domain/report/plain-cell.ts';
import {
  ENGLISH_DIFFERENCE,
  type Figures,
  GENDERS,
  reconciliationLine,
  type Uncounted,
  uncountedLine,
} from '../../domain/report/report.ts';
import { nameIn } from '../../domain/wording/language.ts';
import type { Report } from './report.ts';

const HEADINGS = {
  en: [
    'issuer',
    'from',
    'to',
    'opportunities',
    'therapeutic',
    'preventive',
    'support',
    'research',
    'volunteers',
    'male',
    'female',
    'unspecified',
    'hours',
    'beneficiaries',
    'certificates',
    'of them recognitions',
    'revoked in the period',
    'days to certificate',
    'reconciliation',
  ],
  ar: [
    'الجهة',
    'من',
    'إلى',
    'الفرص',
    'علاجي',
    'وقائي',
    'مساند',
    'دراسات وأبحاث',
    'المتطوعون',
    'ذكور',
    'إناث',
    'غير محدد',
    'الساعات',
    'المستفيدون',
    'الشهادات',
    'منها شهادات تقدير',
    'الملغاة في الفترة',
    'أيام حتى الشهادة',
    'المطابقة',
  ],
} as const;

const counted = (count: number) => count.toLocaleString('en-US');

const WORDS = {
  en: {
    total: 'total',
    figures: Object.fromEntries([...TRACKS, ...GENDERS].map((name) => [name, name])),
    difference: ENGLISH_DIFFERENCE,
    between: '; ',
    uncounted: uncountedLine,
  },
  ar: {
    total: 'المجموع',
    figures: {
      therapeutic: 'علاجي',
      preventive: 'وقائي',
      support: 'مساند',
      research: 'دراسات وأبحاث',
      male: 'ذكور',
      female: 'إناث',
      unspecified: 'غير محدد',
    },
    difference: {
      shortOf: (by: string, whole: string) => `، أي أقل من ${whole} بمقدار ${by}`,
      moreThan: (by: string, whole: string) => `، أي أكثر من ${whole} بمقدار ${by}`,
    },
    between: '؛ ',
    uncounted: ({ atLeast, atMost, wholeMonths: { from, to } }: Uncounted) =>
      `لا يُحصى المتطوعون في أجزاء الشهور، وعددهم بين ${counted(atLeast)} و${counted(atMost)}؛ ` +
      `ولإحصائهم اطلب شهورًا كاملة، من ${from} إلى ${to}`,
  },
} as const;
type Language = keyof typeof WORDS;

/** Returns a report as CSV with a byte order mark for Excel: a row for each issuer, and a total of several issuers. */
export function reportCsv(report: Report, language: Language): string {
  const rows = [
    ...report.issuers.map((issuer) => row(nameIn(language, issuer), report, issuer, language)),
    ...(report.issuers.length > 1 ? [row(WORDS[language].total, report, report, language)] : []),
  ];
  return stringify([[...HEADINGS[language]], ...rows], {
    bom: true,
    record_delimiter: '\r\n',
    cast: { string: plainCell },
  });
}

function row(name: string, { from, to }: Report, figures: Figures, language: Language): (string | number)[] {
  const { opportunities, volunteers } = figures;
  const { total, therapeutic, preventive, support, research } = opportunities;
  return [
    name,
    from,
    to,
    total,
    therapeutic,
    preventive,
    support,
    research,
    volunteers?.total ?? '',
    volunteers?.male ?? '',
    volunteers?.female ?? '',
    volunteers?.unspecified ?? '',
    figures.hours,
    figures.beneficiaries,
    figures.certificates,
    figures.recognitions,
    figures.revocations,
    figures.averageDaysToCertificate ?? '',
    reconciliation(figures, language),
  ];
}

/**
 * Returns in words whether tracks and genders add up to their totals, and why volunteers are not counted. Leaves out
 * what has neither a total nor figures.
 */
function reconciliation({ opportunities, volunteers, uncounted }: Figures, language: Language): string {
  const { figures: words, difference, between, uncounted: whyUncounted } = WORDS[language];
  const named = <N extends keyof typeof words>(names: readonly N[], values: Readonly<Record<N, number>>) =>
    names.map((name) => ({ name: words[name] ?? name, value: values[name] }));
  const lines = [
    { total: opportunities.total, figures: named(TRACKS, opportunities) },
    ...(volunteers ? [{ total: volunteers.total, figures: named(GENDERS, volunteers) }] : []),
  ]
    .filter(({ total, figures }) => total !== 0 || figures.some(({ value }) => value !== 0))
    .map(({ total, figures }) => reconciliationLine(total, figures, difference));
  return [...lines, ...(uncounted ? [whyUncounted(uncounted)] : [])].join(between);
}
