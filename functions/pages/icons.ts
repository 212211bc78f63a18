import type { Html } from './html.ts';
import { html } from './html.ts';

/** Renders an icon of strokes on a grid of 24 × 24. Icons always have a text beside them, so they are hidden from screen readers. */
const icon = (strokes: Html): Html =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${strokes}</svg>`;

const check = icon(html`<path d="M4.5 12.5l5 5 10-11"/>`);
const cross = icon(html`<path d="M6 6l12 12M18 6L6 18"/>`);
const dash = icon(html`<path d="M6 12h12"/>`);

/** The icon of each verification result. */
export const STATUS_ICONS = {
  valid: check,
  revoked: cross,
  superseded: icon(html`<path d="M4 9h13l-4-4M20 15H7l4 4"/>`),
  expired: icon(html`<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.5l3.5 2"/>`),
  suspended: icon(html`<path d="M9 6v12M15 6v12"/>`),
  unknown: icon(
    html`<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21M8.3 8.3l4.4 4.4M12.7 8.3l-4.4 4.4"/>`,
  ),
  malformed: icon(html`<path d="M5 19l1-4L16 5l3 3L9 18l-4 1zM13.5 7.5l3 3"/>`),
  unavailable: icon(html`<path d="M12 4.5L21.5 20h-19L12 4.5zM12 10.5v4.5M12 17.3v.2"/>`),
} as const;

/** The icon of each outcome of a check. */
export const CHECK_ICONS = { passed: check, failed: cross, notPossible: dash } as const;

/** The product's logo: a tick in an eight-pointed star, as in the region's tiles. */
export const MARK = html`<svg class="mark" viewBox="0 0 48 48" aria-hidden="true" focusable="false"><path class="star" d="M24 2l6.44 6.44h9.12v9.12L46 24l-6.44 6.44v9.12h-9.12L24 46l-6.44-6.44H8.44v-9.12L2 24l6.44-6.44V8.44h9.12z"/><path class="tick" d="M15.5 24.5l6 6 11.5-13"/></svg>`;

/** An outline of a certificate that shows the positions of the QR symbol and the ID. */
export const PAPER = html`<svg class="paper" viewBox="0 0 280 180" aria-hidden="true" focusable="false"><rect class="page" x="1" y="1" width="278" height="178" rx="8"/><path class="text" d="M90 32h100M70 54h140M100 70h80M60 96h160M80 110h120"/><path class="rule" d="M150 150h70"/><g class="code"><rect x="22" y="124" width="36" height="36" rx="2"/><path d="M28 130h8v8h-8zM44 130h8v8h-8zM28 146h8v8h-8zM44 146h3v3h-3zM49 151h3v3h-3z"/></g><g class="number"><rect x="66" y="136" width="66" height="14" rx="7"/><path d="M74 143h50"/></g></svg>`;
