import type { Track } from '../../../functions/domain/hours/opportunity.ts';

/** A name in Arabic and English. The people made of them are invented. */
export type Pair = readonly [ar: string, en: string];

const pairs = (text: string): Pair[] =>
  text.split('؛').map((pair) => {
    const [ar = '', en = ''] = pair.trim().split('/');
    return [ar, en];
  });

export const MEN = pairs(
  'عبدالله/Abdullah؛محمد/Mohammed؛فهد/Fahad؛سلطان/Sultan؛تركي/Turki؛ياسر/Yasser؛خالد/Khalid؛ماجد/Majed؛بندر/Bandar؛نواف/Nawaf؛عبدالرحمن/Abdulrahman؛سعود/Saud؛أحمد/Ahmed؛إبراهيم/Ibrahim؛حسن/Hassan؛علي/Ali؛عمر/Omar؛يوسف/Yousef؛صالح/Saleh؛ناصر/Nasser؛مشاري/Mishari؛رائد/Raed؛طارق/Tariq؛زياد/Ziyad؛هشام/Hisham؛عادل/Adel؛منصور/Mansour؛سامي/Sami؛وليد/Waleed؛حمد/Hamad؛عبدالعزيز/Abdulaziz؛فيصل/Faisal',
);
export const WOMEN = pairs(
  'نورة/Noura؛سارة/Sarah؛ريم/Reem؛هند/Hind؛منيرة/Munirah؛لطيفة/Latifah؛أمل/Amal؛عهود/Ohoud؛شهد/Shahad؛جواهر/Jawaher؛بدور/Budoor؛غادة/Ghadah؛مها/Maha؛رغد/Raghad؛فاطمة/Fatimah؛عائشة/Aishah؛دلال/Dalal؛وجدان/Wijdan؛خلود/Kholoud؛أسماء/Asma؛مريم/Maryam؛حصة/Hessah؛العنود/Alanoud؛لمياء/Lamya؛نجود/Nujoud؛أروى/Arwa؛رنا/Rana؛هيفاء/Haifa؛ابتسام/Ebtisam؛جوهرة/Jawharah؛تهاني/Tahani؛رهف/Rahaf',
);
export const FAMILIES = pairs(
  'الحازمي/Alhazmi؛المدخلي/Almadkhali؛العقيلي/Aloqaili؛الشهري/Alshehri؛القحطاني/Alqahtani؛البيشي/Albishi؛الزهراني/Alzahrani؛الغامدي/Alghamdi؛العتيبي/Alotaibi؛الحربي/Alharbi؛الدوسري/Aldossari؛السبيعي/Alsubaie؛الرشيدي/Alrashidi؛اليامي/Alyami؛الفيفي/Alfaifi؛النجعي/Alnajei؛حكمي/Hakami؛مباركي/Mubaraki؛الثبيتي/Althubaiti؛العمري/Alamri؛الأسمري/Alasmari؛الخالدي/Alkhaldi؛التميمي/Altamimi؛العنزي/Alanazi؛الشمري/Alshammari؛المطيري/Almutairi؛البلوي/Albalawi؛الجهني/Aljohani؛السالم/Alsalem؛الحمدان/Alhamdan؛العيد/Aleid؛المهنا/Almuhanna',
);

/** Activities of opportunities by track; a title joins one with a district. */
export const ACTIVITIES: Readonly<Record<Track, readonly Pair[]>> = {
  therapeutic: pairs(
    'عيادة الأسنان المتنقلة/Mobile Dental Clinic؛العلاج الطبيعي المنزلي/Home Physiotherapy؛مساندة أقسام الطوارئ/Emergency Department Support؛عيادة العيون المجانية/Free Eye Clinic؛رعاية القدم السكرية/Diabetic Foot Care؛تضميد الجروح المنزلي/Home Wound Care',
  ),
  preventive: pairs(
    'فحص القلب السليم/Healthy Heart Screening؛حملة التطعيم الموسمي/Seasonal Vaccination Drive؛فحص السكري/Diabetes Screening؛التوعية بسرطان الثدي/Breast Cancer Awareness؛المشي لصحة أفضل/Walking for Health؛التوعية بالصحة النفسية/Mental Health Awareness',
  ),
  support: pairs(
    'إرشاد المراجعين/Patient Guides؛أصدقاء المرضى/Friends of Patients؛تنظيم العيادات/Clinic Reception Support؛مكتبة المريض/Patients’ Library؛خدمة كبار السن/Service to Older Adults؛استقبال الزوار/Visitor Reception',
  ),
  research: pairs(
    'دراسة أنماط الحياة/Lifestyles Study؛استبيان رضا المرضى/Patient Satisfaction Survey؛سجل الأمراض المزمنة/Chronic Disease Register؛دراسة التغذية المدرسية/School Nutrition Study',
  ),
};
export const DISTRICTS = pairs(
  'حي النسيم/Alnaseem District؛حي الورود/Alworood District؛حي المنار/Almanar District؛حي الربيع/Alrabie District؛حي السلام/Alsalam District؛حي الواحة/Alwaha District؛حي الياسمين/Alyasmin District؛حي الفيحاء/Alfayha District؛حي الريان/Alrayyan District؛حي الأندلس/Alandalus District؛حي الشاطئ/Alshati District؛حي الخزامى/Alkhuzama District',
);
