import deliveries from '../../../../templates/pages/console/deliveries.ar.json' with { type: 'json' };
import type { CERTIFICATE_STEPS_EN } from './certificate-steps-en.ts';

/** The messages about steps of certificates, links to them, emails about them and searches for them, in Arabic. */
export const CERTIFICATE_STEPS_AR: typeof CERTIFICATE_STEPS_EN = {
  correctionWaits: (id, correctionId) =>
    `${id}: اسم غير الذي تحمله؛ ينتظر معتمِدًا\nللموافقة: npx tawtheeq corrections approve ${correctionId}`,
  revoked: (id) => `${id}: أُلغيت`,
  suspended: (id) => `${id}: أُوقفت مؤقتًا`,
  reinstated: (id) => `${id}: عادت سارية`,
  erased: (id) => `${id}: مُحيت بياناتها، وجواب التحقق العام عنها من الآن «غير موجودة»`,
  linkHint: (end) => `يفتح هذه الشهادة وحدها من غير حساب حتى ${end}. ولا يُسلَّم إلا إلى صاحب الشهادة.`,
  linkAsks: (facts) => `ويُطلب ممن يفتحه كتابة ${facts}.`,
  linkFacts: {
    volunteerId: 'رقم المتطوع',
    birthYear: 'سنة الميلاد',
    familyName: 'اسم العائلة',
  },
  linksWithdrawn: (id, count) => `${id}: الروابط المسحوبة: ${count}`,
  deliveries,
  emailHeadings: ['الشهادة', 'المتطوع', 'صاحب الشهادة', 'الحالة', 'السبب', 'منذ'],
  emailsEmpty: 'وصلت كل الرسائل عن الشهادات، أو هي في الطريق.',
  emailAgain: (id) => `${id}: تُرسَل رسالتها من جديد خلال دقائق`,
  foundHeadings: ['المتطوع', 'الجهة', 'الاسم بالعربية', 'الاسم بالإنجليزية'],
  foundMore: (shown, total) => `المعروض ${shown} من ${total}؛ والخيار ‎--limit N‎ يعرض أكثر.`,
};
