import type { PARTNERS_EN } from './partners-en.ts';

/** The messages about partners of joint opportunities, in Arabic. */
export const PARTNERS_AR: typeof PARTNERS_EN = {
  partnershipHeadings: ['الفرصة', 'الجهة المُصدِرة', 'الجهة الشريكة', 'العنوان', 'آخر يوم', 'الحالة', 'حتى'],
  partnershipsEmpty: 'لا توجد فرصة مشتركة تذكركم جهةً شريكة.',
  partnerStates: {
    awaiting: 'بانتظار قبول الجهة الشريكة',
    accepted: 'مقبولة',
    changed: 'تغيّرت بعد قبولها',
    expired: 'انتهت مدة القبول',
    withdrawn: 'سُحب القبول',
    not_named: 'لم تعد جهةً شريكة',
  },
  partnershipAccepted: (opportunityId, until, signatories) =>
    `${opportunityId}: قُبلت. يجوز أن تحمل الشهادات شعار الجهة الشريكة حتى ${until}، ويوقّع عنها: ${signatories}`,
  partnershipLabels: {
    title: 'العنوان',
    days: 'الأيام',
    required: 'الساعات المطلوبة',
    partners: 'الجهات الشريكة',
    logo: 'الشعار',
    signatories: 'من يوقّع',
  },
  confirmAcceptance: 'قبولها كما هي؟ [ن/ل] ',
  noPartnership: (opportunityId) =>
    `لا توجد للجهة المُصدِرة فرصة ${opportunityId} تذكر الجهة الشريكة؛ لعرض ما يذكرها: npx tawtheeq partners list`,
  acceptanceWithdrawn: (opportunityId) =>
    `${opportunityId}: سُحب القبول. لا تصدر لها شهادات أخرى، ويبقى ما صدر صادرًا.`,
  partnerReportHeadings: ['الجهة الشريكة', 'الشهادات', 'المتطوعون', 'الساعات'],
  partnerReportTotal: 'المجموع، وكل شهادة مرة واحدة',
};
