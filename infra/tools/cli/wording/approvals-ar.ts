import type { APPROVALS_EN } from './approvals-en.ts';

/** The messages about approvals by link, in Arabic. */
export const APPROVALS_AR: typeof APPROVALS_EN = {
  supervisorHeadings: ['المعتمِد', 'الاسم', 'الجهة'],
  supervisorsEmpty:
    'لا أحد يعتمد الساعات برابط بعد. يسجّله مدير الجهة: npx tawtheeq people invite EMAIL --name NAME --role supervisor --by-link',
  approvalAsked: (name, shifts, until) =>
    `أُرسل رابط إلى ${name}. عدد الفترات: ${shifts}، وهو صالح حتى ${until}.`,
  approvalRequestIs: (requestId) => `لمعرفة القرار: npx tawtheeq hours show ${requestId}`,
  approvalRequestsEmpty: 'لم يُطلب من أحد أن يعتمد ساعات برابط.',
  approvalRequestHeadings: ['الطلب', 'المعتمِد', 'الحالة', 'الفترات', 'وقت الطلب', 'صالح حتى', 'الجهة'],
  approvalRequestStates: {
    open: 'بانتظار القرار',
    decided: 'اكتمل البتّ',
    expired: 'انتهت صلاحية الرابط',
    withdrawn: 'مسحوب',
  },
  askedShiftHeadings: ['اليوم', 'الاسم', 'المتطوع', 'الساعات', 'القرار', 'السبب'],
  shiftStandings: {
    waiting: 'بانتظار القرار',
    approved: 'معتمدة',
    rejected: 'مرفوضة',
    gone: 'سُحبت مع استيرادها',
  },
  approvalRequestWithdrawn: (requestId) => `${requestId}: سُحب الطلب، ولم يعد رابطه يعرض شيئًا.`,
};
