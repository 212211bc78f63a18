import type { Facts, ImportProblem, ProblemCode } from '../domain/import-problem.ts';

export type Language = 'ar' | 'en';

/** What is wrong, and what to do; `{name}` stands for a fact. */
type Words = readonly [message: string, fix: string];

const WORDS: Readonly<Record<ProblemCode, Readonly<Record<Language, Words>>>> = {
  FILE_TYPE: {
    en: [
      'The file is neither CSV nor XLSX but {found}.',
      'Save it as CSV (UTF-8) or as XLSX, and import that.',
    ],
    ar: ['الملف ليس CSV ولا XLSX، بل {found}.', 'احفظه بصيغة CSV (UTF-8) أو XLSX ثم استورده.'],
  },
  FILE_TOO_LARGE: {
    en: ['The file is larger than {limit} {unit}.', 'Split it, or save it as CSV, which may be larger.'],
    ar: ['الملف أكبر من الحد المسموح: {limit} {unit}.', 'قسّمه، أو احفظه بصيغة CSV التي تتسع لأكثر.'],
  },
  WORKBOOK_TOO_LARGE: {
    en: [
      'Unpacked, the workbook is larger than {limit} MB, or has more than {parts} parts.',
      'Save the rows alone in a new workbook, or as CSV.',
    ],
    ar: [
      'حجم ملف Excel بعد فك ضغطه أكبر من {limit} م.ب، أو أجزاؤه أكثر من {parts}.',
      'احفظ الصفوف وحدها في ملف جديد، أو بصيغة CSV.',
    ],
  },
  FILE_EMPTY: {
    en: ['There is no row of data in the file.', 'Check that the right file was chosen.'],
    ar: ['لا يوجد في الملف أي صف بيانات.', 'تأكد من اختيار الملف الصحيح.'],
  },
  FILE_CHANGED: {
    en: ['The file was replaced while it was being checked.', 'Start the import again.'],
    ar: ['استُبدل الملف في أثناء فحصه.', 'ابدأ الاستيراد من جديد.'],
  },
  FILE_DAMAGED: {
    en: [
      'The workbook is damaged and can’t be read.',
      'Open it in Excel, save it again as XLSX, and import that.',
    ],
    ar: ['ملف Excel تالف ولا يمكن قراءته.', 'افتحه في Excel واحفظه من جديد بصيغة XLSX ثم استورده.'],
  },
  FILE_ENCODING: {
    en: ['The text of the file is partly not UTF-8.', 'Save it as “CSV UTF-8” and import that.'],
    ar: ['جزء من نص الملف ليس بترميز UTF-8.', 'احفظه بصيغة «CSV UTF-8» ثم استورده.'],
  },
  FILE_PROTECTED: {
    en: [
      'The workbook is protected by a password, or is in the old .xls form.',
      'Save it without a password as XLSX.',
    ],
    ar: ['ملف Excel محمي بكلمة مرور، أو بصيغة ‎.xls القديمة.', 'احفظه بلا كلمة مرور بصيغة XLSX.'],
  },
  TOO_MANY_ROWS: {
    en: ['There are more than {limit} rows.', 'Split the file, or use CSV, which may hold more.'],
    ar: ['عدد الصفوف أكثر من {limit}.', 'قسّم الملف، أو استعمل CSV فهو يتسع لأكثر.'],
  },
  TOO_MANY_COLUMNS: {
    en: ['There are more than {limit} columns.', 'Remove the columns that are not needed.'],
    ar: ['عدد الأعمدة أكثر من {limit}.', 'احذف الأعمدة غير المطلوبة.'],
  },
  CELL_TOO_LONG: {
    en: [
      'The cell holds more than {limit} characters.',
      'Shorten it; a quotation mark may be missing before it.',
    ],
    ar: ['في الخلية أكثر من {limit} حرف.', 'اختصرها؛ وقد تكون علامة تنصيص ناقصة قبلها.'],
  },
  QUOTE_OPEN: {
    en: [
      'A quotation mark is opened and never closed.',
      'Close it, or write two of them inside a quoted cell.',
    ],
    ar: ['علامة تنصيص مفتوحة لم تُغلق.', 'أغلقها، أو اكتبها مرتين داخل الخلية المقتبسة.'],
  },
  HEADINGS_NOT_FOUND: {
    en: [
      'No row of headings was found.',
      'Write the headings of opportunities, volunteers or hours in the first row, as in the guide.',
    ],
    ar: [
      'لم يُعثر على صف العناوين.',
      'اكتب في الصف الأول عناوين الفرص أو المتطوعين أو الساعات كما في الدليل.',
    ],
  },
  HEADING_MISSING: {
    en: ['The column “{column}” is missing.', 'Add it with this heading.'],
    ar: ['العمود «{column}» غير موجود.', 'أضفه بهذا العنوان.'],
  },
  HEADING_UNKNOWN: {
    en: [
      'The heading is not known; “{column}” may be meant.',
      'Correct the heading to “{column}”, or remove the column.',
    ],
    ar: ['العنوان غير معروف، ولعل المقصود «{column}».', 'صحّح العنوان إلى «{column}» أو احذف العمود.'],
  },
  HEADING_TWICE: {
    en: ['Two columns both give “{column}”.', 'Keep one of them.'],
    ar: ['عمودان كلاهما «{column}».', 'أبقِ أحدهما فقط.'],
  },
  CELL_MISSING: {
    en: ['The cell is empty.', 'Fill it in.'],
    ar: ['الخلية فارغة.', 'املأها.'],
  },
  CELL_FORMULA: {
    en: ['The cell holds a formula.', 'Replace it by its value (copy, paste as values).'],
    ar: ['في الخلية معادلة.', 'استبدل بها قيمتها (نسخ ثم لصق كقيم).'],
  },
  CELL_ERROR: {
    en: ['The cell holds a spreadsheet error.', 'Write the value itself.'],
    ar: ['في الخلية خطأ من برنامج الجداول.', 'اكتب القيمة نفسها.'],
  },
  ROW_TOO_LONG: {
    en: [
      'The row has more cells than there are headings.',
      'Put a text that contains a comma in quotation marks.',
    ],
    ar: ['في الصف خلايا أكثر من العناوين.', 'ضع النص الذي فيه فاصلة بين علامتي تنصيص.'],
  },
  ID_FORM: {
    en: [
      'An identifier is 1 to 64 Latin letters, digits, and . _ : - between them.',
      'Correct it; it must not be a name or a national ID.',
    ],
    ar: ['المعرّف من 1 إلى 64 حرفًا لاتينيًا أو رقمًا، وبينها . _ : -', 'صحّحه، ولا تستعمل اسمًا ولا رقم هوية.'],
  },
  ID_SCIENTIFIC: {
    en: [
      'Excel has turned the identifier into a rounded number.',
      'Format the column as text and enter it again.',
    ],
    ar: ['حوّل Excel المعرّف إلى رقم مقرّب.', 'اجعل تنسيق العمود نصًا وأدخل المعرّف من جديد.'],
  },
  ID_TWICE: {
    en: [
      'Row {row} has the same identifier and says something else.',
      'Keep one of the two rows, or correct the identifier.',
    ],
    ar: ['الصف {row} له المعرّف نفسه بمحتوى مختلف.', 'أبقِ أحد الصفين، أو صحّح المعرّف.'],
  },
  DATE_FORM: {
    en: ['This is not a date as it is read here.', 'Write 2025-07-01, or 01/07/2025 with the day first.'],
    ar: ['ليس هذا تاريخًا بصيغة مقروءة.', 'اكتب 2025-07-01، أو 01/07/2025 واليوم أولًا.'],
  },
  DATE_UNKNOWN: {
    en: ['There is no such day in the calendar.', 'Check day and month; the day comes first in 01/07/2025.'],
    ar: ['لا يوجد هذا اليوم في التقويم.', 'تحقق من اليوم والشهر؛ اليوم أولًا في 01/07/2025.'],
  },
  DATE_HIJRI: {
    en: ['The date is Hijri, the column is not.', 'Head the column “… (hijri)” if all its dates are Hijri.'],
    ar: ['التاريخ هجري والعمود ليس كذلك.', 'اجعل عنوان العمود «… (هجري)» إن كانت تواريخه كلها هجرية.'],
  },
  DATE_GREGORIAN: {
    en: [
      'The date is Gregorian, but the column says Hijri.',
      'Write the Hijri date, or take “hijri” out of the heading.',
    ],
    ar: ['التاريخ ميلادي وعنوان العمود يقول هجري.', 'اكتب التاريخ الهجري، أو احذف «هجري» من العنوان.'],
  },
  DATES_REVERSED: {
    en: ['The last day is before the first.', 'Exchange or correct the two dates.'],
    ar: ['تاريخ النهاية قبل تاريخ البداية.', 'بدّل التاريخين أو صحّحهما.'],
  },
  DATE_IN_FUTURE: {
    en: [
      'The date is in the future; hours are recorded once they are worked.',
      'Correct the date, or import the row later.',
    ],
    ar: ['التاريخ في المستقبل، والساعات تُسجل بعد أدائها.', 'صحّح التاريخ، أو استورد الصف لاحقًا.'],
  },
  DATE_OUTSIDE_OPPORTUNITY: {
    en: [
      'The opportunity runs from {startsOn} to {endsOn}.',
      'Correct the date, the opportunity, or the opportunity’s dates.',
    ],
    ar: ['الفرصة من {startsOn} إلى {endsOn}.', 'صحّح التاريخ أو الفرصة أو تاريخي الفرصة.'],
  },
  TIME_FORM: {
    en: ['This is not a time of day.', 'Write it as 08:30 or 16:00.'],
    ar: ['ليس هذا وقتًا من اليوم.', 'اكتبه مثل 08:30 أو 16:00.'],
  },
  HOURS_FORM: {
    en: ['This is not a number of hours.', 'Write it as 7.5 or 7:30.'],
    ar: ['ليس هذا عدد ساعات.', 'اكتبه مثل 7.5 أو 7:30.'],
  },
  HOURS_NOT_POSITIVE: {
    en: [
      'The time worked is zero or negative.',
      'Correct it, or remove the row of somebody who did not come.',
    ],
    ar: ['الوقت صفر أو سالب.', 'صحّحه، أو احذف صف من لم يحضر.'],
  },
  HOURS_TOO_MANY: {
    en: ['More than {limit} hours in one entry.', 'Correct the hours, or split them by day.'],
    ar: ['أكثر من {limit} ساعة في قيد واحد.', 'صحّح الساعات، أو وزّعها على الأيام.'],
  },
  HOURS_OR_TIMES: {
    en: ['The row gives both hours and start or end.', 'Keep either the hours or start and end.'],
    ar: ['في الصف ساعات ووقت بداية أو نهاية معًا.', 'أبقِ الساعات أو وقتي البداية والنهاية.'],
  },
  NUMBER_FORM: {
    en: ['This is not a whole number from zero up.', 'Write it in digits, without letters and fractions.'],
    ar: ['ليس هذا عددًا صحيحًا موجبًا أو صفرًا.', 'اكتبه بالأرقام بلا حروف ولا كسور.'],
  },
  CHOICE_UNKNOWN: {
    en: ['The value is none of those known.', 'Write one of: {choices}.'],
    ar: ['القيمة ليست من القيم المعروفة.', 'اكتب إحدى هذه القيم: {choices}.'],
  },
  EMAIL_FORM: {
    en: ['This is not an e-mail address.', 'Correct it or leave the cell empty.'],
    ar: ['ليس هذا عنوان بريد إلكتروني.', 'صحّحه أو اترك الخلية فارغة.'],
  },
  TEXT_FORM: {
    en: [
      'The text has no letter, is too long, or holds a character that can’t be printed. {codePoint}',
      'Type it anew.',
    ],
    ar: ['النص بلا حروف، أو طويل جدًا، أو فيه حرف لا يُطبع. {codePoint}', 'اكتبه من جديد.'],
  },
  NAME_SCRIPT: {
    en: [
      'Character {position} ({codePoint}) does not belong in a name in this script.',
      'Type the name in the column’s own script.',
    ],
    ar: ['الحرف رقم {position} ({codePoint}) ليس من حروف هذا الاسم.', 'اكتب الاسم بحروف لغة العمود.'],
  },
  NAME_CONTROL: {
    en: [
      'Character {position} ({codePoint}) is invisible or changes the direction of the line.',
      'Delete it, or type the name anew.',
    ],
    ar: ['الحرف رقم {position} ({codePoint}) غير مرئي أو يغيّر اتجاه السطر.', 'احذفه أو اكتب الاسم من جديد.'],
  },
  NAME_DIGIT: {
    en: [
      'Character {position} ({codePoint}) is a digit; a person’s name has none.',
      'Delete it, or give the kind as institution.',
    ],
    ar: [
      'الحرف رقم {position} ({codePoint}) رقم، واسم الشخص لا أرقام فيه.',
      'احذفه، أو اجعل النوع «فريق» إن كان فريقًا.',
    ],
  },
  NAME_MARKS: {
    en: ['Too many marks are stacked on one letter ({codePoint}).', 'Type the name anew.'],
    ar: ['علامات كثيرة متراكمة على حرف واحد ({codePoint}).', 'اكتب الاسم من جديد.'],
  },
  NAME_JOINER: {
    en: [
      'An invisible joiner ({codePoint}) stands where it joins nothing.',
      'Delete it, or type the name anew.',
    ],
    ar: ['فاصل غير مرئي ({codePoint}) في غير موضعه.', 'احذفه أو اكتب الاسم من جديد.'],
  },
  NAME_LENGTH: {
    en: ['A name has 2 to 120 characters.', 'Correct it.'],
    ar: ['الاسم من حرفين إلى 120 حرفًا.', 'صحّحه.'],
  },
  NAME_NO_LETTER: {
    en: ['There is no letter in the name.', 'Type the name, or leave the cell empty.'],
    ar: ['لا يوجد حرف في الاسم.', 'اكتب الاسم، أو اترك الخلية فارغة.'],
  },
  APPROVER_MISSING: {
    en: ['The hours are approved, but by nobody.', 'Say who approved them.'],
    ar: ['الساعات معتمدة ولم يُذكر من اعتمدها.', 'اذكر من اعتمدها.'],
  },
  ISSUER_UNKNOWN: {
    en: ['No issuer has this identifier.', 'Use one of: {known}.'],
    ar: ['لا توجد جهة بهذا المعرّف.', 'استعمل أحد هذه المعرّفات: {known}.'],
  },
  ISSUER_NOT_YOURS: {
    en: ['You may not record for the issuer {issuerId}.', 'Ask that issuer’s coordinator to import the row.'],
    ar: ['ليس لك أن تسجّل للجهة {issuerId}.', 'اطلب من منسق تلك الجهة استيراد الصف.'],
  },
  ISSUER_FIXED: {
    en: [
      'The opportunity belongs to the issuer {issuerId}.',
      'Use another identifier for a new opportunity.',
    ],
    ar: ['الفرصة تتبع الجهة {issuerId}.', 'استعمل معرّفًا آخر للفرصة الجديدة.'],
  },
  OPPORTUNITY_UNKNOWN: {
    en: ['No opportunity has this identifier.', 'Import the opportunity first, or correct the identifier.'],
    ar: ['لا توجد فرصة بهذا المعرّف.', 'استورد الفرصة أولًا، أو صحّح المعرّف.'],
  },
  VOLUNTEER_ELSEWHERE: {
    en: [
      'The volunteer also has hours with the issuer {issuerId}, so the record is not yours alone to change.',
      'Leave the record as it is, or ask that issuer’s coordinator to change it.',
    ],
    ar: [
      'للمتطوع ساعات لدى الجهة {issuerId} أيضًا، فليس لك وحدك تعديل بياناته.',
      'اترك البيانات كما هي، أو اطلب من منسق تلك الجهة تعديلها.',
    ],
  },
  VOLUNTEER_UNKNOWN: {
    en: ['No volunteer has this identifier.', 'Import the volunteer first, or correct the identifier.'],
    ar: ['لا يوجد متطوع بهذا المعرّف.', 'استورد المتطوع أولًا، أو صحّح المعرّف.'],
  },
  ENTRY_ELSEWHERE: {
    en: [
      'The entry is recorded for volunteer {volunteerId} and opportunity {opportunityId}.',
      'Give the row an identifier of its own; record the entry there as rejected if it is wrong.',
    ],
    ar: [
      'القيد مسجّل للمتطوع {volunteerId} في الفرصة {opportunityId}.',
      'أعطِ الصف معرّفًا خاصًا به، وسجّل القيد هناك مرفوضًا إن كان خطأ.',
    ],
  },
  ENTRY_CERTIFIED: {
    en: [
      'The entry is part of certificate {certificateId} and doesn’t change.',
      'Revoke the certificate for corrected hours first.',
    ],
    ar: ['القيد جزء من الشهادة {certificateId} ولا يتغير.', 'ألغِ الشهادة أولًا بسبب تصحيح الساعات.'],
  },
  SHEET_FULL: {
    en: ['One volunteer has more than {limit} entries for one opportunity.', 'Sum up the entries of a day.'],
    ar: ['لمتطوع واحد أكثر من {limit} قيد في فرصة واحدة.', 'اجمع قيود اليوم الواحد.'],
  },
  COLUMN_IGNORED: {
    en: ['The column is not one of this kind of file.', 'Nothing to do: it was left out.'],
    ar: ['العمود ليس من أعمدة هذا النوع من الملفات.', 'لا يلزم شيء: لم يُقرأ العمود.'],
  },
  SHEET_IGNORED: {
    en: [
      'The sheet has no headings of opportunities, volunteers or hours.',
      'Nothing to do: it was left out.',
    ],
    ar: ['الورقة بلا عناوين فرص أو متطوعين أو ساعات.', 'لا يلزم شيء: لم تُقرأ الورقة.'],
  },
  TOTAL_ROW_SKIPPED: {
    en: ['The row sums up others.', 'Nothing to do: it was left out.'],
    ar: ['الصف مجموع صفوف أخرى.', 'لا يلزم شيء: لم يُقرأ الصف.'],
  },
  ENTRY_OVERLAP: {
    en: [
      'The shift overlaps another of this volunteer: {entryIds}.',
      'Correct one of them; until then no certificate is issued.',
    ],
    ar: ['الفترة تتداخل مع فترة أخرى للمتطوع نفسه: {entryIds}.', 'صحّح إحداهما؛ ولا تصدر شهادة قبل ذلك.'],
  },
  ENTRY_DAY_OVER_24_HOURS: {
    en: [
      'This volunteer has more than 24 hours on {date}: {entryIds}.',
      'Correct the entries; until then no certificate is issued.',
    ],
    ar: ['للمتطوع أكثر من 24 ساعة في {date}: {entryIds}.', 'صحّح القيود؛ ولا تصدر شهادة قبل ذلك.'],
  },
  ENTRY_OVER_DAILY_CAP: {
    en: ['More than {limit} hours of one person on {date}: {entryIds}.', 'Check whether that is right.'],
    ar: ['أكثر من {limit} ساعة لشخص واحد في {date}: {entryIds}.', 'تحقق من صحة ذلك.'],
  },
  ENTRY_OVERTAKEN: {
    en: [
      'A certificate was issued with this entry while the file was being written; the row was left out.',
      'Revoke the certificate for corrected hours, then import the row again.',
    ],
    ar: [
      'صدرت شهادة بهذا القيد في أثناء كتابة الملف، فتُرك الصف.',
      'ألغِ الشهادة بسبب تصحيح الساعات، ثم استورد الصف من جديد.',
    ],
  },
  ENTRY_DUPLICATE_CONTENT: {
    en: ['Another entry says the same: {entryIds}.', 'Remove one if the shift was recorded twice.'],
    ar: ['قيد آخر بالمحتوى نفسه: {entryIds}.', 'احذف أحدهما إن سُجّلت الفترة مرتين.'],
  },
};

/** A problem's message and fix in a reader's language. */
export function wordingOf(
  { code, facts }: ImportProblem,
  language: Language,
): { message: string; fix: string } {
  const [message, fix] = WORDS[code][language];
  return { message: filled(message, facts), fix: filled(fix, facts) };
}

const filled = (text: string, facts: Facts) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '')).trim();
