import { STAFF_ROLES } from '../../../../functions/domain/staff/roles.ts';
import journal from '../../../../templates/pages/console/journal.ar.json' with { type: 'json' };
import { APPROVALS_AR } from './approvals-ar.ts';
import { DEPLOY_CHECK_AR } from './deployment/deploy-check-ar.ts';
import { SMOKE_AR } from './deployment/smoke-ar.ts';
import { LOGIN_AR } from './login-ar.ts';
import { PARTNERS_AR } from './partners-ar.ts';
import type { STAFF_EN } from './staff-en.ts';

/** The messages about staff and partners: kill switches, the journal, joint opportunities, in Arabic. */
export const STAFF_AR: typeof STAFF_EN = {
  ...PARTNERS_AR,
  ...APPROVALS_AR,
  ...LOGIN_AR,
  smoke: SMOKE_AR,
  deployCheck: DEPLOY_CHECK_AR,
  notARole: (value) => `«${value}» ليس دورًا معروفًا: ${STAFF_ROLES.join(' أو ')} أو volunteer:VOLUNTEER_ID`,
  theService: 'الخدمة آليًا',
  theVolunteer: (volunteerId) => `المتطوع ${volunteerId}`,
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
  accountNeeded: (reason) =>
    `يحتاج هذا إلى حساب AWS (${reason}): حدّد AWS_REGION، ومعه AWS_PROFILE أو AWS_ACCESS_KEY_ID وAWS_SECRET_ACCESS_KEY`,
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
  acts: journal.acts,
};
