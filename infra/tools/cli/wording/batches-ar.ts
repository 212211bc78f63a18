import type { BATCHES_EN } from './batches-en.ts';

/** The messages about batches, in Arabic. */
export const BATCHES_AR: typeof BATCHES_EN = {
  confirm: (certificates, holders) =>
    `إصدار الشهادات، وعددها ${certificates}، وعدد أصحابها ${holders}؟ [ن/ل] `,
  noEmails: 'لا رسائل: يجد أصحاب الشهادات شهاداتهم في صفحاتهم الخاصة',
  emails: (emails, unreached) =>
    `${emails}، لكل صاحب شهادة رسالة واحدة${unreached === 0 ? '' : `؛ من لا تصلهم رسالة: ${unreached}`}`,
  eligible: (count) => `المستحقون: ${count}`,
  alreadyIssued: (count) => `صادرة من قبل: ${count}`,
  notEligible: (count) => `غير المستحقين: ${count}`,
  nothingToIssue: 'لا يوجد مستحقون، فليس هناك ما يُصدر.',
  itemsLeftOut: (shown, count, batchId) =>
    `المعروض ${shown} من ${count}. كلها: npx tawtheeq batch items ${batchId}`,
  reasonHeadings: ['السبب', 'العدد'],
  itemHeadings: ['المتطوع', 'الاسم', 'الفرصة', 'العنوان', 'النتيجة', 'الشهادة', 'السبب', 'تختلف عن المعاينة'],
  differs: 'نعم',
  pace: (rate, timeLeft) => `${rate} في الثانية · يتبقى ${timeLeft}`,
  detached: (batchId) => `تستمر الدفعة من دون هذه النافذة. لمتابعتها: npx tawtheeq batch show ${batchId}`,
  bar: '{bar} {percentage}% | {value}/{total} | {detail}',
  barDetail: (counts) =>
    `صدرت ${counts.issued} · من قبل ${counts.alreadyIssued} · مرفوضة ${counts.refused} · متعثرة ${counts.failed}`,
  batchEnded: (counts) =>
    `صدرت ${counts.issued}، وصادرة من قبل ${counts.alreadyIssued}، ومرفوضة ${counts.refused}، ومتعثرة ${counts.failed}، من ${counts.requested}.`,
  awaitingApproval: (batchId) =>
    `تحتاج الدفعة إلى موافقة شخص ثانٍ، لكثرة شهادات اليوم أو لأنك اعتمدت معظم ساعاتها: npx tawtheeq batch approve ${batchId}`,
  batchStopped: (batchId, state) => `حالة الدفعة: ${state}. لمتابعتها: npx tawtheeq batch show ${batchId}`,
  changedSince: (count, batchId) =>
    `نتائج تختلف عمّا عُرض قبل الإصدار: ${count}. يبيّنها العمود الأخير: npx tawtheeq batch items ${batchId}`,
  retryHint: (batchId) => `لإعادة محاولة المتعثرة: npx tawtheeq batch retry ${batchId}`,
  batchHeadings: ['الدفعة', 'الحالة', 'أُنشئت', 'المطلوبة', 'صدرت', 'من قبل', 'مرفوضة', 'متعثرة'],
  paused: 'متوقفة مؤقتًا',
};
