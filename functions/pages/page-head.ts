import { type Html, html } from './html.ts';

/** Renders what begins the head of every page: no page is for search engines. */
export const pageHead = (title: string): Html => html`<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${title}</title>`;
