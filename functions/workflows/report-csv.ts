import { stringify } from 'csv-stringify/sync';
import type { Figures } from '../domain/report.ts';
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
    'أيام حتى الشهادة',
    'المطابقة',
  ],
} as const;

/** A report as the clusters' own table: a row for each issuer and one for all, with a byte order mark for Excel. */
export function reportCsv(report: Report, language: 'ar' | 'en'): string {
  const total = language === 'ar' ? 'المجموع' : 'total';
  const rows = [
    ...report.issuers.map((one) => row(language === 'ar' ? one.nameAr : one.nameEn, report, one)),
    ...(report.issuers.length > 1 ? [row(total, report, report)] : []),
  ];
  return stringify([[...HEADINGS[language]], ...rows], { bom: true, record_delimiter: '\r\n' });
}

function row(name: string, { from, to }: Report, figures: Figures): (string | number)[] {
  const { opportunities, volunteers, reconciliation } = figures;
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
    figures.averageDaysToCertificate ?? '',
    `${reconciliation.opportunities.line}; ${reconciliation.volunteers.line}`,
  ];
}
