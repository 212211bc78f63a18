import type { SMOKE_EN } from './smoke-en.ts';

/** The messages about the check of a deployment by one certificate, in Arabic. */
export const SMOKE_AR: typeof SMOKE_EN = {
  steps: {
    signIn: 'تسجيل الدخول',
    import: 'الاستيراد',
    release: 'الاعتماد',
    issue: 'الإصدار',
    verify: 'التحقق',
    verifyFile: 'التحقق من الملف',
    revoke: 'الإلغاء',
    verifyRevoked: 'التحقق بعد الإلغاء',
    tidy: 'الترتيب',
    alarm: 'إطلاق تنبيه',
  },
  outcomes: { ok: 'تم', failed: 'تعذّر', unchecked: 'لم يُنفَّذ' },
  seconds: (seconds) => `${seconds} ث`,
  signedIn: (issuerId, url) => `بصفة منسق لدى ${issuerId} في ${url}`,
  imported: (opportunityId) => `فرصة واحدة (${opportunityId}) ومتطوع واحد وساعة واحدة`,
  notImported: (importId, why) => `الاستيراد ${importId}: ${why}`,
  askToRelease: (importId, url) =>
    `على شخص آخر أن يعتمد الاستيراد الآن، خلال 15 دقيقة: npx tawtheeq release ${importId} --url ${url}`,
  released: 'من شخص ثانٍ',
  notIssued: (batchId, why) => `الدفعة ${batchId}: ${why}`,
  answered: (id, result) => `كان الجواب عن ${id}: ${result}`,
  fileChecked: (result, bytes) => `${result} (ملف PDF حجمه ${bytes} بايت، وفُحص كله في هذا الجهاز)`,
  note: 'فحص للخدمة بعد نشرها: لم تكن هذه الشهادة لأحد',
  withdrawn: 'سُحبت الساعات',
  notWithdrawn: (importId) => `لم يُسحب الاستيراد ${importId}`,
  tooLong: (seconds) => `لم يكتمل ذلك خلال ${seconds} ثانية`,
  seenTooLate: (seconds) => `لم يُظهر التحقق إلغاء الشهادة خلال ${seconds} ثانية`,
  rung: (alarm, readers) =>
    `${alarm}: أبلغت CloudWatch قناة التنبيه، وعدد العناوين المؤكَّدة التي يصلها ${readers}؛ فتأكد من وصول الرسالة`,
  notRung: (why) => `لم يُطلق التنبيه: ${why}`,
  noAlarms: (region) => `لا تنبيهات لحزمة Tawtheeq-Alarms في المنطقة ${region}`,
  allRinging: 'جميع التنبيهات قائمة الآن',
  nobodyConfirmed: (alarm, topic) => `لن يصل ${alarm} إلى أحد: لا عنوان مؤكَّدًا في ${topic}`,
  notDelivered: (alarm, reason) => `لم يُبلَّغ أحد بالتنبيه ${alarm}: ${reason}`,
  confirmAddress:
    'افتح رسالة SNS المرسلة إلى alarmEmail وأكّد العنوان؛ فقد تكون في مجلد البريد غير المرغوب فيه',
  remedies: {
    signIn:
      'سجّل الدخول بصفة منسق لدى الجهة (npx tawtheeq login)، ومدير الجهة هو من يمنح الدور (npx tawtheeq people invite)',
    import: 'راجع التنبيهين Waits وDeadLetters لطابور LedgerImports، وسجله (docs/runbook.md)',
    release: 'يعتمد الاستيرادَ مشرفٌ لدى الجهة غيرُ المنسق الذي سجّله',
    issue: 'هل الإصدار موقوف (npx tawtheeq issuing)؟ وإلا فراجع Errors وThrottles وWaits في docs/runbook.md',
    verify: 'راجع ApiFaults في docs/runbook.md؛ وهل يقود العنوان إلى نقطة التوزيع؟',
    verifyFile:
      'هل تجيب مجموعة المفاتيح (‎/.well-known/jwks.json) وقوائم الحالات (‎/status/)؟ راجع Errors في docs/runbook.md',
    revoke: 'ألغِها بنفسك (npx tawtheeq revoke ID --reason issued_in_error)',
    verifyRevoked: 'يُحتفظ بالأجوبة أكثر من عشر ثوانٍ: في نقطة التوزيع أو في وسيط قبلها',
    tidy: 'ألغِ واسحب بنفسك ما يُذكر أدناه (npx tawtheeq withdraw IMPORT)',
    alarm: 'اضبط AWS_REGION وبيانات اعتماد الحساب، وراجع تنبيهات Tawtheeq-Alarms',
  },
  left: 'ما يبقى في السجلات:',
  leftCertificate: (id, isRevoked) =>
    isRevoked ? `الشهادة ${id} ملغاةً، وتُحسب في التقارير صادرةً وملغاة` : `الشهادة ${id} وهي سارية: فألغِها`,
  leftRecords: (opportunityId, volunteerId) => `الفرصة ${opportunityId} والمتطوع ${volunteerId} بلا ساعات`,
  leftImports: (importIds) => `ما سجّلته عمليات الاستيراد هذه: ${importIds}`,
  leftNothing: 'لا شيء سوى ما دُوِّن في سجل الإجراءات',
  oneIssuer: (issuers) => `حدّد الجهة بالخيار ‎--issuer: ${issuers}`,
};
