import { APPROVALS_AR } from './approvals-ar.ts';
import { LOGIN_AR } from './login-ar.ts';
import { PARTNERS_AR } from './partners-ar.ts';
import type { STAFF_EN } from './staff-en.ts';

/** The messages about staff and partners: kill switches, the journal, joint opportunities, in Arabic. */
export const STAFF_AR: typeof STAFF_EN = {
  ...PARTNERS_AR,
  ...APPROVALS_AR,
  ...LOGIN_AR,
  halts: {
    issuing: {
      none: 'الإصدار مستمر.',
      ofEveryone: 'الإصدار موقوف لدى جميع الجهات. لاستئنافه: npx tawtheeq issuing resume --everyone',
      ofIssuer: (issuerId) =>
        `الإصدار موقوف لدى الجهة ${issuerId}. لاستئنافه: npx tawtheeq issuing resume --issuer ${issuerId}`,
    },
    notifications: {
      none: 'إرسال البريد الإلكتروني مستمر.',
      ofEveryone:
        'إرسال البريد الإلكتروني موقوف لدى جميع الجهات. لاستئنافه: npx tawtheeq issuing resume --notifications --everyone',
      ofIssuer: (issuerId) =>
        `إرسال البريد الإلكتروني موقوف لدى الجهة ${issuerId}. لاستئنافه: npx tawtheeq issuing resume --notifications --issuer ${issuerId}`,
    },
  },
  everyoneOrOne: (everyone, one) => `اكتب ${everyone} أو ${one}، لا كليهما.`,
  journalHeadings: ['الوقت', 'المنفّذ', 'الإجراء', 'الجهات', 'موضوعه', 'النتيجة'],
  journalEmpty: (day) => `لا إجراءات مسجلة في يوم ${day} (بالتوقيت العالمي). لعرض يوم آخر: --day YYYY-MM-DD`,
  peopleHeadings: ['المنسوب', 'الاسم', 'البريد الإلكتروني', 'الأدوار', 'الحالة', 'الجهة'],
  peopleEmpty:
    'لا منسوبين مسجلين بعد. يعيّن مشغّل الخدمة المدير الأول: npx tawtheeq people invite EMAIL --name NAME --role administrator --issuer ISSUER --operator',
  personAdded: (name) => `${name}: الأدوار سارية الآن.`,
  personEmailed: (email) => `أُرسل إلى ${email} ما ينبغي عمله.`,
  personNotEmailed: (email) => `تعذّر تسليم الرسالة إلى ${email}: أخبره بنفسك أن يسجّل الدخول بهذا العنوان.`,
  byLinkMark: 'برابط',
  personRemoved: (name) => `${name}: أُنهيت جميع الأدوار.`,
  invitationWaits: (name, id) =>
    `أدوار ${name} بانتظار موافقة مدير ثانٍ، أو مشغّل الخدمة إن لم يوجد إلا مدير واحد: npx tawtheeq people approve ${id}`,
  operatorAppoints: (role, issuer) => `يعيّن مشغّل الخدمة المدير الأول للجهة: اكتب ${role} و${issuer}.`,
  operatorNeedsTable: (option) => `اذكر اسم الجدول بالخيار ${option}، وهو المُخرَج TableName من النشر.`,
  noSuchIssuer: (issuerId) => `لا توجد جهة مُعدّة بالمعرّف ${issuerId}.`,
  hasAdministrator: (issuerId) => `للجهة ${issuerId} مدير يدعو غيره، أو لهذا الشخص فيها دور الشخص الثاني.`,
  policyOf: (issuerId, makerAndChecker) =>
    makerAndChecker
      ? `${issuerId}: تُعتمد الساعات من شخص آخر غير من سجّلها.`
      : `${issuerId}: يجوز لمن سجّل الساعات أن يعتمدها، ويُذكر ذلك في كل شهادة.`,
  policyWaits: (makerAndChecker, issuerId) =>
    `  المطلوب: ${makerAndChecker ? 'on' : 'off'}، وهو بانتظار موافقة شخص ثانٍ: npx tawtheeq policy approve --issuer ${issuerId}`,
  journalOutcomes: { done: 'تم', FAULT: 'عطل', unknown: 'لم تُسجَّل نهايته' },
  acts: {
    search_volunteers: 'البحث في المتطوعين',
    read_volunteer: 'الاطلاع على سجل متطوع',
    list_volunteers: 'عرض قائمة المتطوعين',
    list_pending_hours: 'الاطلاع على ساعات معلّقة',
    decide_hours: 'البت في ساعات',
    list_supervisors: 'عرض قائمة من يعتمد برابط',
    ask_approval: 'طلب اعتماد برابط',
    list_approval_requests: 'عرض قائمة طلبات الاعتماد',
    read_approval_request: 'الاطلاع على طلب اعتماد',
    withdraw_approval_request: 'سحب طلب اعتماد',
    open_approval_link: 'فتح رابط اعتماد',
    decide_by_link: 'البت في ساعات برابط',
    begin_import: 'بدء استيراد',
    release_import: 'اعتماد استيراد',
    take_back_release: 'سحب اعتماد استيراد',
    withdraw_import: 'سحب استيراد',
    read_import_problems: 'تنزيل مشكلات استيراد',
    search_certificates: 'البحث في الشهادات',
    list_certificates: 'عرض قائمة الشهادات',
    read_certificate: 'الاطلاع على شهادة',
    download_document: 'تنزيل وثيقة شهادة',
    download_credential: 'تنزيل شهادة رقمية',
    accept_partnership: 'قبول فرصة مشتركة',
    withdraw_acceptance: 'سحب قبول فرصة مشتركة',
    list_partner_certificates: 'عرض الشهادات التي تحمل اسم جهة شريكة',
    create_batch: 'إنشاء دفعة',
    list_batch_items: 'عرض بنود دفعة',
    pause_batch: 'إيقاف دفعة مؤقتًا',
    resume_batch: 'استئناف دفعة',
    cancel_batch: 'إلغاء دفعة',
    retry_batch: 'إعادة محاولة دفعة',
    approve_batch: 'الموافقة على دفعة',
    download_archive: 'تنزيل وثائق دفعة',
    download_batch_report: 'تنزيل تقرير دفعة',
    revoke_certificate: 'إلغاء شهادة',
    suspend_certificate: 'إيقاف شهادة مؤقتًا',
    reinstate_certificate: 'إعادة شهادة إلى السريان',
    erase_certificate: 'محو البيانات الشخصية لشهادة',
    replace_certificate: 'استبدال شهادة',
    list_name_requests: 'عرض طلبات تصحيح الأسماء',
    decide_name_request: 'البت في اسم',
    hand_out_link: 'تسليم رابط شهادة',
    withdraw_links: 'سحب روابط شهادة',
    list_corrections: 'عرض طلبات التصحيح',
    decide_correction: 'البت في طلب تصحيح',
    halt_issuing: 'إيقاف الإصدار',
    resume_issuing: 'استئناف الإصدار',
    halt_notifications: 'إيقاف الإشعارات',
    resume_notifications: 'استئناف الإشعارات',
    read_audit: 'الاطلاع على أحداث التدقيق',
    read_journal: 'الاطلاع على سجل الإجراءات',
    list_people: 'عرض قائمة المنسوبين',
    invite_person: 'دعوة منسوب',
    approve_invitation: 'الموافقة على دعوة',
    remove_person: 'إنهاء صلاحيات منسوب',
    propose_policy: 'طلب تغيير السياسة',
    approve_policy: 'الموافقة على تغيير السياسة',
  },
};
