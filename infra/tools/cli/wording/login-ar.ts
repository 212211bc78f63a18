import type { LOGIN_EN } from './login-en.ts';

/** The messages about signing in, in Arabic. */
export const LOGIN_AR: typeof LOGIN_EN = {
  signInAt: (address) => `سجّل الدخول في المتصفح:\n${address}`,
  signedIn: (name, url) => `سُجّل الدخول باسم ${name} في ${url}`,
  signInFailed: (reason) => `لم يكتمل تسجيل الدخول${reason === '' ? '' : `: ${reason}`}`,
  signInTooLong: 'لم يسجّل أحد الدخول خلال عشر دقائق: أعد المحاولة',
  portsTaken: 'المنافذ من 18551 إلى 18553 في هذا الجهاز، وإليها يعود تسجيل الدخول، مشغولة',
  notSignedIn: (url) => `لم تسجّل الدخول في ${url}`,
  signedOut: (url) => `سُجّل الخروج من ${url}`,
  signedOutHere: (url) =>
    `سُجّل الخروج من هذا الجهاز، وتعذّر إبلاغ ${url} بذلك، فتنتهي الجلسة هناك خلال اثنتي عشرة ساعة`,
  sessionEnded: (url) => `انتهت جلستك في ${url}: سجّل الدخول من جديد بالأمر "tawtheeq login"`,
};
