import type { Period, Signatory } from '../../domain/issuer.ts';

/** A name that is difficult to print, in both scripts. It is invented, or words that are no name. */
export interface HardName {
  readonly id: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly institution?: true;
}

export const LONGEST_NAME: HardName = {
  id: 'longest',
  nameAr:
    'عبدالمحسن بن عبدالرحمن بن عبدالعزيز بن عبداللطيف بن عبدالوهاب بن عبدالكريم بن عبدالملك آل عبدالمنعم الشريف الحسني الهاشم',
  nameEn:
    'Wilhelmina-Maximiliana Schwarzenberger-Hohenzollern Montgomery-Featherstonehaugh Papadopoulos-Konstantinopolitis Wagner',
};

/** Names that every design is tested with. */
export const HARD_NAMES: readonly HardName[] = [
  { id: 'plain', nameAr: 'نورة بنت عبدالله الشمري', nameEn: 'Norah Abdullah Alshammari' },
  { id: 'full-tashkeel', nameAr: 'مُحَمَّدُ بْنُ سَعِيدٍ الحَرْبِيُّ', nameEn: 'Muḥammad ibn Saʿīd al-Ḥarbī' },
  { id: 'shadda-tanwin', nameAr: 'عَلِيٌّ رَضِيًّا أبِيٍّ', nameEn: 'ʿAlīy Raḍīyan Abīy' },
  { id: 'lam-alef', nameAr: 'لا لأ لإ لآ علاء الآء', nameEn: 'Alaa Lā Laʾ' },
  { id: 'lam-alef-marks', nameAr: 'سَلَامٌ لِلْأَلِفِ إِسْلَامُ', nameEn: 'Salām Islām' },
  { id: 'allah', nameAr: 'عبدالله عبد الله فتح اللّٰه لله', nameEn: 'Abdullah Fatḥ Allāh' },
  { id: 'wasla-superscript', nameAr: 'ٱلرَّحْمٰن هٰذا رحمٰن', nameEn: 'al-Raḥmān' },
  { id: 'hamza-seats', nameAr: 'رؤى وائل مؤيد فأرة سماء آمنة ئؤأإء', nameEn: 'Ruʾā Wāʾil Muʾayyad' },
  { id: 'tatweel', nameAr: 'محـمــد ســعــيد', nameEn: 'Mohammed Saeed' },
  { id: 'presentation-forms', nameAr: 'ﻣﺤﻤﺪ ﺍﻟﻌﺘﻴﺒﻲ', nameEn: 'Mohammed Alotaibi' },
  { id: 'persian-zwnj', nameAr: 'علی‌رضا گل‌محمدی پژوهش', nameEn: 'Ali-Reza Gol-Mohammadi' },
  { id: 'urdu', nameAr: 'ڈاکٹر عائشہ ٹھاکر بڑے', nameEn: 'Dr. Ayesha Thakur' },
  { id: 'sorani', nameAr: 'ڕێبوار ئەحمەد ڤیان گوڵ', nameEn: 'Rêbwar Ehmed Viyan' },
  { id: 'uyghur', nameAr: 'ئابدۇرېھىم ئۆتكۈر', nameEn: 'Abdurëhim Ötkür' },
  { id: 'one-letter', nameAr: 'ع', nameEn: 'A' },
  { id: 'two-letters', nameAr: 'مي', nameEn: 'Mi' },
  {
    id: 'nine-parts',
    nameAr: 'عبدالرحمن بن محمد بن عبدالعزيز بن عبدالله بن سليمان بن إبراهيم القحطاني',
    nameEn: 'Abdulrahman Mohammed Abdulaziz Abdullah Sulaiman Ibrahim Alqahtani Alazdi Alhijazi',
  },
  LONGEST_NAME,
  { id: 'hyphens', nameAr: 'آل-سعد القرشي', nameEn: "Jean-Luc O'Brien-Al‑Farsi J. R. R." },
  { id: 'composed-latin', nameAr: 'أونور ييلماز', nameEn: 'Özgür Çağlar Şenyiğit Ñandú' },
  { id: 'combining-latin', nameAr: 'عثمان', nameEn: 'ʿUthma\u0304n S\u0323a\u0304lih\u0323' },
  { id: 'fi-ligature', nameAr: 'فيفي عفيفي', nameEn: 'Fifi Affifi Elfman' },
  {
    id: 'institution-number',
    nameAr: 'فريق أثر التطوعي 15',
    nameEn: 'Athar Volunteer Team 15',
    institution: true,
  },
  {
    id: 'institution-brackets',
    nameAr: 'جمعية البر (فرع ٣) «الروابي»',
    nameEn: 'Al-Birr Society (Branch 3) & Partners',
    institution: true,
  },
  {
    id: 'latin-in-arabic',
    nameAr: 'فريق CARE التطوعي',
    nameEn: 'Team عطاء of Care',
    institution: true,
  },
  {
    id: 'digits-of-three-kinds',
    nameAr: 'كتيبة 12 و٣٤ و۵۶ للإغاثة، 2024-15',
    nameEn: 'Relief Unit 12, 2024-15 (100%)',
    institution: true,
  },
];

export const LONGEST_TITLE = {
  id: 'longest-title',
  titleAr:
    'المبادرة الوطنية المشتركة للكشف المبكر عن أمراض القلب والأوعية الدموية والسكري والسمنة في المدارس والمراكز التجارية والمساجد والحدائق بجميع محافظات المنطقة كافة',
  titleEn:
    'National Joint Initiative for the Early Detection of Heart and Vascular Disease, Diabetes and Obesity in Schools, Malls, Mosques and Parks of the North Region',
};

/** The longest title in capitals, which are the widest letters. */
const LONGEST_IN_CAPITALS = {
  id: 'longest-in-capitals',
  titleAr: LONGEST_TITLE.titleAr,
  titleEn: LONGEST_TITLE.titleEn.toUpperCase(),
};

/** Titles that are difficult inside a sentence. */
export const HARD_TITLES: readonly {
  readonly id: string;
  readonly titleAr: string;
  readonly titleEn: string;
}[] = [
  {
    id: 'latin-abbreviation',
    titleAr: 'دورة CPR و(AED) للمسعفين',
    titleEn: 'CPR and (AED) for First Responders',
  },
  {
    id: 'dates-and-ranges',
    titleAr: 'حملة 2024-15 ليوم 25/09/2025',
    titleEn: 'Campaign 2024-15 on 25/09/2025',
  },
  {
    id: 'phone-and-percent',
    titleAr: 'خط 937 و100% تغطية، +966 11 000 0000',
    titleEn: 'Line 937, 100% coverage, +966 11 000 0000',
  },
  {
    id: 'decimal-range',
    titleAr: 'جرعات 1.5-2.5 وخطوات 1,000-2,000',
    titleEn: 'Doses 1.5-2.5 and 1,000-2,000 Steps',
  },
  {
    id: 'times-and-dates',
    titleAr: 'دوام 08:30-16:00 أيام 25/09/2025-30/09/2025',
    titleEn: 'Shift 08:30-16:00 on 25/09/2025-30/09/2025',
  },
  {
    id: 'arabic-digit-ranges',
    titleAr: 'دوام ٠٨:٣٠-١٦:٠٠ وجرعات ١٫٥-٢٫٥ فصل ٢٠٢٥/٢٠٢٦-١',
    titleEn: 'Shift 08:30-16:00, Doses 1.5-2.5, Term 2025/2026-1',
  },
  {
    id: 'latin-first',
    titleAr: 'COVID-19: حملة التطعيم',
    titleEn: 'COVID-19: Vaccination Campaign',
  },
  {
    id: 'latin-unit',
    titleAr: 'CPR للمسعفين بعد سباق 5 km',
    titleEn: 'CPR for Responders after a 5 km Run',
  },
  {
    id: 'long',
    titleAr:
      'المبادرة الوطنية المشتركة للكشف المبكر عن أمراض القلب والأوعية الدموية والسكري والسمنة في المدارس والمراكز التجارية والمساجد',
    titleEn:
      'National Joint Initiative for the Early Detection of Heart and Vascular Disease, Diabetes and Obesity in Schools, Malls and Mosques',
  },
  LONGEST_TITLE,
  LONGEST_IN_CAPITALS,
  {
    id: 'signs-in-arabic-digits',
    titleAr: 'ورشة ISO-٩٠٠١:٢٠١٥ لعمر ≥١٨ سنة',
    titleEn: 'ISO 9001:2015 Workshop for Ages ≥18',
  },
];

/** A signatory with a very long name and title. */
export const HARD_SIGNATORY: Signatory = {
  nameAr: 'الأستاذ الدكتور عبدالرحمن بن عبدالعزيز بن عبدالمحسن آل الشيخ',
  nameEn: 'Prof. Dr. Abdulrahman Abdulaziz Abdulmohsen Al-Alsheikh',
  titleAr: 'المدير التنفيذي للإدارة العامة للتطوع الصحي والمشاركة المجتمعية',
  titleEn: 'Executive Director of the General Directorate of Health Volunteering and Participation',
};

/** A signatory whose name and title leave room for fewer people, if any, beside them. */
export const LONGER_SIGNATORY: Signatory = {
  nameAr: 'الأستاذ الدكتور عبدالرحمن بن عبدالعزيز بن عبدالمحسن آل الشيخ المبارك',
  nameEn: 'Prof. Dr. Abdulrahman Abdulaziz Abdulmohsen Al-Alsheikh Almubarak',
  titleAr:
    'المدير التنفيذي للإدارة العامة للتطوع الصحي والمشاركة المجتمعية والمسؤولية الاجتماعية بالمنطقة الشمالية',
  titleEn:
    'Executive Director of the General Directorate of Health Volunteering, Community Participation and Social Responsibility',
};

/** The longest period in words: over the years of both calendars. */
export const LONG_PERIOD: Period = { from: '2024-12-16', to: '2025-12-13' };

/** Names of issuers that are long, or begin in the other script, each a different entity of a joint initiative. */
export const HARD_ISSUERS: readonly { readonly nameAr: string; readonly nameEn: string }[] = [
  {
    nameAr: 'المديرية العامة للشؤون الصحية والتجمع الصحي الثاني بمحافظات ومراكز الروابي الشمالية',
    nameEn: 'General Directorate of Health Affairs and the Second Health Cluster of Northern Rawabi',
  },
  {
    nameAr: 'NMC مدينة النخيل الطبية',
    nameEn: 'NMC Nakheel Medical City',
  },
  {
    nameAr: 'أمانة محافظة الروابي الكبرى للخدمات البلدية والاستدامة البيئية وجودة الحياة',
    nameEn: 'Municipality of Greater Rawabi for Urban Services, Sustainability and Quality of Life',
  },
  {
    nameAr: 'جمعية البر الخيرية (فرع ٣) للإسعاف والإغاثة والتنمية الاجتماعية بالروابي',
    nameEn: 'Al-Birr Charitable Society (Branch 3) for Relief and Social Development in Rawabi',
  },
];

/** The longest name that the configuration of an issuer may have. */
export const LONGEST_ISSUER = {
  nameAr:
    'المديرية العامة للشؤون الصحية والتجمع الصحي الثاني بمحافظات ومراكز الروابي الشمالية والجنوبية وما حولها من القرى والهجر',
  nameEn:
    'General Directorate of Health Affairs and the Second Health Cluster of the Northern and Southern Governorates of Rawabi',
};

/** The longest host of a verification page that is comfortable to type. */
export const LONG_BASE_URL = 'https://certificates.volunteering.northern-rawabi-health-cluster.example';
