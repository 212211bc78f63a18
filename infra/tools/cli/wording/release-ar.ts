import type { RELEASE_EN } from './release-en.ts';

/** The messages about the release of an import, in Arabic. */
export const RELEASE_AR: typeof RELEASE_EN = {
  howToRelease: (importId) =>
    `لا تُحتسب الساعات التي يذكر الملف أنها معتمدة، ولا الأسماء وعناوين البريد التي يغيّرها، حتى يعتمدها شخص آخر: npx tawtheeq release ${importId}`,
  releaseByAnother:
    'الخيار ‎--release للبيانات التجريبية في السحابة المضمّنة، ففيها شخص ثانٍ. أما مع رمز دخول فيعتمد الاستيراد شخص آخر: npx tawtheeq release IMPORT',
  releaseLabels: {
    recordedBy: 'سجّله',
    entries: 'قيود يذكر الملف أنها معتمدة',
    hours: 'الساعات',
    volunteers: 'المتطوعون',
    opportunities: 'الفرص',
    names: 'متطوعون تتغيّر أسماؤهم',
    addresses: 'متطوعون يتغيّر بريدهم الإلكتروني',
    period: 'الأيام',
    notes: 'الملاحظات',
  },
  confirmRelease:
    'تُحتسب هذه الساعات والأسماء وعناوين البريد بعد اعتمادها، وتكون أنت المسؤول عن اعتمادها.\nاعتمادها؟ [ن/ل] ',
  releasing: (importId) => `اعتماد الاستيراد ${importId}`,
  released: (importId, entries) => `${importId}: اعتُمد، وعدد قيود الساعات المحتسبة ${entries}`,
  releasedBySecondPerson: (importId, entries) =>
    `${importId}: اعتمده الشخص الثاني في البيانات التجريبية (مشرف)، وعدد قيود الساعات المحتسبة ${entries}`,
  takingBack: (importId) => `سحب اعتماد الاستيراد ${importId}`,
  takenBack: (importId) => `${importId}: سُحب اعتماده، وساعاته بانتظار الاعتماد من جديد`,
  notTakenBack: (importId, count) =>
    `${importId}: بقي معتمدًا ولم يتغير شيء، وعدد ما يمنع سحب اعتماده ${count}`,
};
