import type { Language } from '../../../../functions/domain/wording/language.ts';
import type { Check, CheckReason, CheckRow } from '../../../../functions/proof/examination.ts';
import type { UnreadableReason } from '../../../../functions/proof/reading/read-file.ts';

interface ExaminationWords {
  readonly headings: readonly string[];
  /** The heading above the service's record. The file may be altered while the certificate is valid. */
  readonly record: string;
  readonly checks: Readonly<Record<Check, string>>;
  readonly outcomes: Readonly<Record<CheckRow['outcome'], string>>;
  readonly reasons: Readonly<Record<CheckReason, string>>;
  /** Why a file could not be checked, and what to do. */
  readonly unchecked: Readonly<Record<UnreadableReason, string>>;
  /** Beside "altered": copies that differ without a forgery. */
  readonly copies: string;
  /** Instead of "altered" for a picture with a code. */
  readonly picture: string;
  /** Beside it: what a picture can prove. */
  readonly pictures: string;
  /** Before the IDs of a file that names several. */
  readonly several: string;
  /** Where a page prints one ID and its QR code leads to another. */
  readonly disagree: (printed: string, code: string) => string;
  /** Where links or QR codes lead to other services than the one that was asked. */
  readonly elsewhere: (origins: readonly string[], baseUrl: string) => string;
}

const ENGLISH: ExaminationWords = {
  headings: ['check', 'outcome', 'why'],
  record: 'The certificate that the file names:',
  checks: {
    content_unchanged: 'byte for byte the issued file',
    one_revision: 'nothing appended',
    seal_covers_file: 'seal covers the whole file',
    seal_signature: 'seal signed over these bytes',
    seal_key: "seal made with the issuer's key",
    seal_chain: 'seal leads to a trusted authority',
    credential_signature: 'attached credential signed by the issuer',
    credential_status: 'credential not revoked',
    credential_term: 'credential within its validity period',
  },
  outcomes: { passed: 'passed', failed: 'FAILED', not_possible: 'not possible' },
  reasons: {
    not_a_document: 'the file is not a PDF that can be read',
    too_large: 'the file is far larger than any certificate',
    cut_off: 'the end of the file is missing',
    protected: 'the file opens only with a password',
    names_none: 'no certificate ID could be read in the file',
    archive: 'the file is an archive',
    message: 'the file is a saved email',
    web_page: 'the file is a saved web page',
    no_code: 'no QR code of a certificate could be read in the picture',
    picture_unknown: 'the picture cannot be read here',
    too_slow: 'reading the file took too long',
    too_costly: 'reading the file would take far more memory than any certificate',
    is_a_picture: 'the file is a picture',
    objects_unreadable: 'the file was changed so that it cannot be read',
    sha256_differs: 'its SHA-256 is not the recorded one',
    record_not_asked: 'there is no record to compare it with',
    bytes_after_the_end: 'there are bytes after the end of the document',
    several_revisions: 'the file was changed after it was made',
    not_sealed: 'the file carries no seal',
    several_seals: 'the file carries several seals',
    part_not_covered: 'a part of the file is outside the seal',
    seal_unreadable: 'the seal cannot be read',
    seal_of_other_bytes: 'the seal belongs to other bytes',
    keys_not_known: "the issuer's keys are not known here",
    key_not_published: "the key is not one of the issuer's keys",
    key_compromised: 'the key is known to be compromised',
    chain_broken: 'the certificates of the seal do not fit together',
    no_authority_given: 'no trusted authority was given',
    authority_not_trusted: 'the authority is not one that is trusted here',
    no_credential: 'the file carries no credential',
    several_credentials: 'the file carries several credentials',
    credential_unreadable: 'the credential cannot be read',
    credential_of_other_kind: 'the credential is not that of a volunteering certificate',
    credential_signature_wrong: 'the signature is wrong',
    credential_contradicts_itself: 'the credential contradicts itself',
    outside_key_window: 'it was signed outside the validity period of its key',
    status_list_not_asked: 'the status list could not be read',
    status_list_not_proven: 'the status list could not be verified',
    revoked: 'it was revoked',
    expired: 'it has expired',
  },
  unchecked: {
    not_a_document:
      'COULD NOT BE CHECKED, because the file is neither a PDF nor a picture. Verify the ID that is printed on the certificate, or scan its QR code.',
    archive: 'COULD NOT BE CHECKED, because the file is an archive. Take the files out of it and check each.',
    message:
      'COULD NOT BE CHECKED, because the file is a saved email. Save the file that is attached to it and check that, or verify the printed ID.',
    web_page:
      'COULD NOT BE CHECKED, because the file is a saved web page, which anybody can change. Verify the ID of the certificate to see its answer of today.',
    no_code:
      'COULD NOT BE CHECKED, because no QR code of a certificate could be read in the picture. Take a sharper picture of the whole code, or verify the printed ID.',
    picture_unknown:
      'COULD NOT BE CHECKED, because the picture cannot be read here. Save it as PNG or JPEG, or verify the printed ID.',
    too_slow:
      'COULD NOT BE CHECKED, because reading the file took too long. Verify the ID that is printed on the certificate.',
    too_costly:
      'COULD NOT BE CHECKED, because reading the file would take far more memory than any certificate. Verify the ID that is printed on the certificate.',
    too_large:
      'COULD NOT BE CHECKED, because the file is far larger than any certificate. Verify the ID that is printed on the certificate.',
    cut_off:
      'COULD NOT BE CHECKED, because the end of the file is missing. Get the file again, or verify the printed ID.',
    protected:
      'COULD NOT BE CHECKED, because the file opens only with a password. Ask for the file as it was issued, or verify the printed ID.',
    names_none:
      'COULD NOT BE CHECKED, because no certificate ID could be read in the file. Ask for the file as it was issued, or verify the printed ID.',
  },
  copies:
    'A copy that was saved again or printed to a file differs too: this says nothing about the certificate itself. Ask for the file as it was issued.',
  picture: 'A PICTURE, not the issued file: compare it with the record',
  pictures:
    'A picture cannot be checked by itself: anybody can draw one around a genuine code. Name, hours, dates and entity must be those of the record below. To be sure, ask for the file as it was issued.',
  several: 'The file names several certificates. Verify each by its ID.',
  disagree: (printed, code) =>
    `A page prints the ID ${printed}, but its QR code leads to ${code}. An issued certificate never does: rely on neither.`,
  elsewhere: (origins, baseUrl) =>
    `The file leads to another service: ${origins.join(', ')}. Only ${baseUrl} was asked.`,
};

const ARABIC: ExaminationWords = {
  headings: ['الفحص', 'النتيجة', 'السبب'],
  record: 'الشهادة المذكورة في الملف:',
  checks: {
    content_unchanged: 'مطابقة الملف الصادر بايتًا ببايت',
    one_revision: 'عدم الإضافة إلى الملف',
    seal_covers_file: 'شمول الختم للملف كله',
    seal_signature: 'توقيع الختم على هذه البايتات',
    seal_key: 'مفتاح الختم من مفاتيح الجهة',
    seal_chain: 'سلسلة الختم إلى سلطة موثوقة',
    credential_signature: 'توقيع الجهة على الوثيقة الرقمية المرفقة',
    credential_status: 'عدم إلغاء الوثيقة الرقمية',
    credential_term: 'سريان مدة الوثيقة الرقمية',
  },
  outcomes: { passed: 'سليم', failed: 'فشل', not_possible: 'غير ممكن' },
  reasons: {
    not_a_document: 'الملف ليس PDF مقروءًا',
    too_large: 'الملف أكبر بكثير من أي شهادة',
    cut_off: 'نهاية الملف ناقصة',
    protected: 'الملف لا يُفتح إلا بكلمة مرور',
    names_none: 'لم يُقرأ في الملف رقم شهادة',
    archive: 'الملف أرشيف مضغوط',
    message: 'الملف رسالة بريد محفوظة',
    web_page: 'الملف صفحة ويب محفوظة',
    no_code: 'لم يُقرأ في الصورة رمز QR لشهادة',
    picture_unknown: 'تتعذّر قراءة الصورة هنا',
    too_slow: 'طالت قراءة الملف أكثر مما ينبغي',
    too_costly: 'تحتاج قراءة الملف إلى ذاكرة أكبر بكثير مما تحتاج إليه أي شهادة',
    is_a_picture: 'الملف صورة',
    objects_unreadable: 'غُيّر الملف حتى تعذّرت قراءته',
    sha256_differs: 'بصمة الملف غير البصمة المسجلة',
    record_not_asked: 'لا سجلّ يُقارَن به الملف',
    bytes_after_the_end: 'بعد نهاية المستند محتوى زائد',
    several_revisions: 'عُدّل الملف بعد إنشائه',
    not_sealed: 'لا ختم في الملف',
    several_seals: 'في الملف أكثر من ختم',
    part_not_covered: 'جزء من الملف خارج الختم',
    seal_unreadable: 'تتعذّر قراءة الختم',
    seal_of_other_bytes: 'الختم لبايتات أخرى',
    keys_not_known: 'مفاتيح الجهة غير معروفة هنا',
    key_not_published: 'المفتاح ليس من مفاتيح الجهة',
    key_compromised: 'المفتاح معروف بأنه مخترق',
    chain_broken: 'شهادات الختم غير مترابطة',
    no_authority_given: 'لم تُحدَّد سلطة موثوقة',
    authority_not_trusted: 'السلطة غير موثوقة هنا',
    no_credential: 'لا وثيقة رقمية في الملف',
    several_credentials: 'في الملف أكثر من وثيقة رقمية',
    credential_unreadable: 'تتعذّر قراءة الوثيقة الرقمية',
    credential_of_other_kind: 'الوثيقة الرقمية ليست لشهادة تطوع',
    credential_signature_wrong: 'التوقيع خاطئ',
    credential_contradicts_itself: 'الوثيقة الرقمية تناقض نفسها',
    outside_key_window: 'وُقّعت خارج مدة مفتاحها',
    status_list_not_asked: 'تعذّرت قراءة قائمة الحالة',
    status_list_not_proven: 'تعذّر التحقق من قائمة الحالة',
    revoked: 'أُلغيت',
    expired: 'انتهت مدتها',
  },
  unchecked: {
    not_a_document:
      'تعذّر التحقق لأن الملف ليس PDF ولا صورة. تحقق من الرقم المطبوع على الشهادة، أو امسح رمز QR المطبوع عليها.',
    archive: 'تعذّر التحقق لأن الملف أرشيف مضغوط. استخرج ما فيه من ملفات، وتحقق من كل منها.',
    message:
      'تعذّر التحقق لأن الملف رسالة بريد محفوظة. احفظ الملف المرفق بها وتحقق منه، أو تحقق من الرقم المطبوع.',
    web_page:
      'تعذّر التحقق لأن الملف صفحة ويب محفوظة، ويستطيع أي أحد تعديلها. تحقق من رقم الشهادة لتظهر نتيجتها الآن.',
    no_code:
      'تعذّر التحقق لأنه لم يُقرأ في الصورة رمز QR لشهادة. التقط صورة أوضح للرمز كاملًا، أو تحقق من الرقم المطبوع.',
    picture_unknown:
      'تعذّر التحقق لأن الصورة لا تُقرأ هنا. احفظها بصيغة PNG أو JPEG، أو تحقق من الرقم المطبوع.',
    too_slow: 'تعذّر التحقق لأن قراءة الملف طالت أكثر مما ينبغي. تحقق من الرقم المطبوع على الشهادة.',
    too_costly:
      'تعذّر التحقق لأن قراءة الملف تحتاج إلى ذاكرة أكبر بكثير مما تحتاج إليه أي شهادة. تحقق من الرقم المطبوع على الشهادة.',
    too_large: 'تعذّر التحقق لأن الملف أكبر بكثير من أي شهادة. تحقق من الرقم المطبوع على الشهادة.',
    cut_off: 'تعذّر التحقق لأن نهاية الملف ناقصة. احصل على الملف من جديد، أو تحقق من الرقم المطبوع.',
    protected: 'تعذّر التحقق لأن الملف لا يُفتح إلا بكلمة مرور. اطلب الملف كما صدر، أو تحقق من الرقم المطبوع.',
    names_none: 'تعذّر التحقق لأنه لم يُقرأ في الملف رقم شهادة. اطلب الملف كما صدر، أو تحقق من الرقم المطبوع.',
  },
  copies:
    'تختلف أيضًا كل نسخة أُعيد حفظها أو طُبعت إلى ملف: لا يدل هذا على شيء في الشهادة نفسها. اطلب الملف كما صدر.',
  picture: 'صورة وليست الملف الصادر: قارنها بالسجل',
  pictures:
    'لا يمكن التحقق من الصورة بذاتها، إذ يستطيع أي أحد أن يرسمها حول رمز صحيح. يجب أن يطابق الاسم والساعات والتواريخ والجهة ما في السجل أدناه. وللتيقن اطلب الملف كما صدر.',
  several: 'في الملف أرقام شهادات عدة. تحقق من كل منها برقمها.',
  disagree: (printed, code) =>
    `الرقم المطبوع في الصفحة ${printed}، أما رمز QR فيها فيقود إلى ${code}. لا يحدث هذا في شهادة صادرة: لا تعتمد على أي منهما.`,
  elsewhere: (origins, baseUrl) => `يقود الملف إلى خدمة أخرى: ${origins.join('، ')}. لم تُسأل إلا ${baseUrl}.`,
};

/** Returns the texts for the examination of a file, in a language. */
export function examinationWordsIn(language: Language): ExaminationWords {
  return language === 'ar' ? ARABIC : ENGLISH;
}
