import { html } from '../../../functions/pages/html.ts';
import { both, signInFrame } from './sign-in-frame.ts';

const FAULTS = {
  wrongCode: ['هذا الرمز غير صحيح.', 'This is not the code that the app shows now.'],
  usedCode: [
    'استُعمل هذا الرمز من قبل؛ انتظر الرمز التالي.',
    'This code was used before: wait for the next one.',
  ],
} as const;

/** Renders the page that asks for the code of somebody's authenticator app. */
export function codePage(email: string, fault?: keyof typeof FAULTS): string {
  return signInFrame(html`
<p class="note">${both('تطلب مجموعة المستخدمين في AWS كلمة المرور أيضًا قبل هذا الرمز.', 'On AWS the user pool asks for the password as well, before this code.')}</p>
${fault === undefined ? null : html`<p role="alert">${both(FAULTS[fault][0], FAULTS[fault][1])}</p>`}
<form method="post"><input type="hidden" name="email" value="${email}">
<label for="code">${both('الرمز الذي يظهر في تطبيق المصادقة', 'The code in your authenticator app')} <bdi dir="ltr">${email}</bdi></label>
<input id="code" name="code" dir="ltr" required maxlength="6" inputmode="numeric" autocomplete="one-time-code" autofocus>
<button>متابعة <span lang="en">· Continue</span></button></form>`);
}
