import type { WITHDRAWAL_EN } from './withdrawal-en.ts';

/** The messages about the withdrawal of an import, in Arabic. */
export const WITHDRAWAL_AR: typeof WITHDRAWAL_EN = {
  howToWithdraw: (importId) => `للتراجع عنه كله: npx tawtheeq withdraw ${importId}`,
  importLabels: {
    import: 'الاستيراد',
    file: 'الملف',
    state: 'الحالة',
    recorded: 'التسجيل',
    counts: 'الصفوف',
  },
  confirmWithdraw:
    'يُلغى كل ما سجّله هذا الاستيراد: تُحذف السجلات الجديدة وتعود المعدّلة إلى ما كانت عليه.\nسحبه؟ [ن/ل] ',
  withdrawing: (importId) => `سحب الاستيراد ${importId}`,
  recordCounts: (hours, volunteers, opportunities) =>
    `قيود الساعات ${hours}، المتطوعون ${volunteers}، الفرص ${opportunities}`,
  withdrawn: (importId, removed, restored) =>
    `${importId}: سُحب\n  حُذف: ${removed}\n  عاد إلى ما كان عليه: ${restored}`,
  notWithdrawn: (importId, count) => `${importId}: لم يُسحب ولم يتغير شيء، وعدد ما يمنع سحبه ${count}`,
  obstacleHeadings: ['السجل', 'الرقم', 'المانع', 'الشهادة'],
  obstacleKinds: { opportunities: 'فرصة', volunteers: 'متطوع', hours: 'قيد ساعات' },
  obstacles: {
    CERTIFICATE_ISSUED: 'صدرت به شهادة: ألغها أولًا (issued_in_error)',
    CHANGED_SINCE: 'تغيّر بعد ذلك: اسحب الاستيراد اللاحق أولًا',
    STILL_REFERRED_TO: 'تشير إليه ساعات استيراد آخر: اسحبه أولًا',
  },
  obstaclesLeftOut: (shown, count) => `المعروض ${shown} من ${count}؛ ‎--json يعرض 100.`,
  importStates: {
    awaiting_upload: 'بانتظار ملفه',
    queued: 'بانتظار دوره',
    validating: 'قيد الفحص',
    writing: 'قيد التسجيل',
    imported: 'مستورد',
    releasing: 'قيد الاعتماد',
    released: 'معتمد',
    taking_back: 'قيد سحب الاعتماد',
    checked: 'فُحص فقط',
    refused: 'مرفوض',
    failed: 'توقف قبل نهايته',
    withdrawing: 'قيد السحب',
    withdrawn: 'مسحوب',
  },
};
