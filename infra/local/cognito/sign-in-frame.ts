import { type Html, html, markupOf } from '../../../functions/pages/html.ts';

const STYLE = `:root{color-scheme:light dark;--line:#6b756f;--quiet:#56615b;--good:#0f5132}
@media (prefers-color-scheme:dark){:root{--line:#8a958e;--quiet:#a9b5ad}}
*{box-sizing:border-box}
body{font:1rem/1.6 system-ui,"Noto Sans Arabic",sans-serif;max-width:36rem;margin:1.5rem auto;padding:0 1rem}
h1,h2{line-height:1.35;margin-block:1.5rem .5rem}h1{font-size:1.5rem}h2{font-size:1.125rem}
.en{display:block;font-size:.875em;font-weight:400;color:var(--quiet);text-align:start}
.note{padding:.75rem 1rem;border-inline-start:.375rem solid var(--line);border-radius:.5rem;background:#8882}
label{font-weight:600}p{margin:0}
input,button{font:inherit;min-block-size:2.75rem;inline-size:100%;padding:.5rem .75rem;border-radius:.5rem;border:1px solid var(--line)}
button{background:var(--good);color:#fff;font-weight:600;border:0;margin-block-start:.5rem;cursor:pointer}
ul{list-style:none;padding:0;margin:0;display:grid;gap:.5rem}
.person{margin:0;background:none;color:inherit;border:1px solid var(--line);text-align:start;font-weight:400;line-height:1.5}
.person:hover{background:#8882}.person strong{display:block;overflow-wrap:anywhere}
small{display:block;color:var(--quiet)}
.english{display:block;direction:ltr;text-align:left}
[role=alert]{color:#b3261e;font-weight:600;margin-block:1rem}
@media (prefers-color-scheme:dark){[role=alert]{color:#ffb4ab}}`;

/** Renders a page of the embedded cloud's sign-in. */
export const signInFrame = (content: Html): string =>
  `<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>تسجيل الدخول · Sign in</title>
<style>${STYLE}</style></head>
${markupOf(html`<body><main><h1>${both('تسجيل الدخول', 'Sign in')}</h1>${content}</main></body>`)}</html>`;

/** A text in both languages. */
export const both = (arabic: string, english: string): Html =>
  html`${arabic} <span class="en" lang="en" dir="ltr">${english}</span>`;
