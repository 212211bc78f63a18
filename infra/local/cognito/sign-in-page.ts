import { html, markupOf } from '../../../functions/pages/html.ts';
import type { SamplePerson } from './sample-people.ts';

const FAULTS = {
  noAddress: 'هذا ليس عنوان بريد إلكتروني. · This is no email address.',
  expired:
    'انتهت صلاحية هذه الصفحة؛ ارجع إلى الموقع وابدأ من جديد. · This page has expired; go back to the site and start again.',
} as const;

/** Renders the sign-in page of the embedded cloud: an address to type, or a sample person to choose. */
export function signInPage(people: readonly SamplePerson[], fault?: keyof typeof FAULTS): string {
  return `<!doctype html>${markupOf(html`<html lang="ar" dir="rtl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>تسجيل الدخول · Sign in</title>
<style>:root{color-scheme:light dark}body{font:1rem/1.6 system-ui,"Noto Sans Arabic",sans-serif;max-width:28rem;margin:2rem auto;padding:0 1rem}h1{font-size:1.5rem}input,button{font:inherit;box-sizing:border-box;min-block-size:2.75rem;inline-size:100%;padding:.5rem .75rem;border-radius:.5rem;border:1px solid #6b756f}button{background:#0f5132;color:#fff;font-weight:600;border:0;margin-block-start:.5rem;cursor:pointer}.person{background:none;color:inherit;border:1px solid #6b756f;text-align:start;font-weight:400}.note,small{color:#56615b;display:block}@media (prefers-color-scheme:dark){.note,small{color:#a9b5ad}}[role=alert]{color:#b3261e;font-weight:600}ul{list-style:none;padding:0}</style></head>
<body><main><h1>تسجيل الدخول <span lang="en" dir="ltr">· Sign in</span></h1>
<p class="note">هذه صفحة السحابة المحلية للتجربة، ولا تُرسل رمزًا. <span lang="en" dir="ltr">This page belongs to the embedded cloud, for trying the product. It sends no code.</span></p>
${fault === undefined ? null : html`<p role="alert">${FAULTS[fault]}</p>`}
${
  fault === 'expired'
    ? null
    : html`<form method="post"><label for="email">البريد الإلكتروني <span lang="en" dir="ltr">· Email address</span></label>
<input id="email" name="email" type="email" dir="ltr" required autocomplete="email" autofocus>
<button>متابعة <span lang="en">· Continue</span></button></form>
<h2>أو اختر من العيّنة <span lang="en" dir="ltr">· Or choose somebody of the sample</span></h2>
<ul>${people.map(
        ({ email, description }) =>
          html`<li><form method="post"><input type="hidden" name="email" value="${email}"><button class="person"><bdi dir="ltr">${email}</bdi><small lang="en" dir="ltr">${description}</small></button></form></li>`,
      )}</ul>`
}
</main></body></html>`)}`;
}
