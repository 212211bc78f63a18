import { khatam, n, polygon, rosette, starPolygon, svg } from './ornaments.ts';

const [W, H] = [841.89, 595.28];
const INDIGO = '#1c2a52';
const LINE = '#384a80';
const DEEP = '#141f40';
const COPPER = '#b87a3d';
const PALE = '#e4c9a8';
/** In points; office printers don't print within 6 mm (17 points) of the edge. */
const MARGIN = 22;
const [ROWS, COLUMNS] = [18, 6];
const PITCH = (H - 2 * MARGIN) / ROWS;
const PANEL = MARGIN + COLUMNS * PITCH;

/**
 * Returns the art of `course`: a panel of stars and crosses on the left, a plain page with a pale rosette beside it.
 */
export function drawCourse(): string {
  const stars: string[] = [];
  for (const row of [0, 7, 8, 9, 10, ROWS - 1]) {
    for (let column = 0; column < COLUMNS; column++) {
      const x = MARGIN + (column + 0.5) * PITCH;
      stars.push(`<use href="#star" x="${n(x)}" y="${n(down(row + 0.5))}"/>`);
    }
  }
  const middle = (MARGIN + PANEL) / 2;
  const across = (row: number) => `M${MARGIN} ${n(down(row))}H${n(PANEL)}`;
  return svg(
    W,
    H,
    [
      `<symbol id="star"><path d="${khatam(PITCH / 2 - 0.3)}"/><path d="${starPolygon(PITCH * 0.27, 8, PITCH * 0.13)}"/></symbol>`,
      `<path fill="${INDIGO}" d="M${MARGIN} ${MARGIN}H${n(PANEL)}V${n(H - MARGIN)}H${MARGIN}Z"/>`,
      `<g stroke="${LINE}" stroke-width="0.5">${stars.join('')}</g>`,
      `<path fill="${DEEP}" d="${field(1, 7)}${field(11, ROWS - 1)}"/>`,
      `<path stroke="${COPPER}" stroke-width="0.9" d="${[1, 7, 11, ROWS - 1].map(across).join('')}"/>`,
      `<path stroke="${COPPER}" stroke-width="0.9" d="M${n(PANEL)} ${n(MARGIN + 0.45)}H${n(MARGIN + 0.45)}V${n(H - MARGIN - 0.45)}H${n(PANEL)}"/>`,
      `<path fill="${COPPER}" d="M${n(PANEL)} ${MARGIN}h3.2V${n(H - MARGIN)}h-3.2Z"/>`,
      `<path stroke="${PALE}" stroke-width="0.7" d="M${n(PANEL + 5)} ${n(MARGIN + 0.35)}H${n(W - MARGIN - 0.35)}V${n(H - MARGIN - 0.35)}H${n(PANEL + 5)}Z"/>`,
      `<g transform="translate(${n(middle)} 100)">`,
      `<path fill="#ffffff" d="${khatam(42)}"/><path stroke="${COPPER}" stroke-width="0.9" d="${khatam(39)}"/>`,
      '</g>',
      `<g transform="translate(${n(middle)} ${n(down(9))})">`,
      `<circle r="53" fill="${DEEP}" stroke="${COPPER}" stroke-width="1"/>`,
      `<g stroke="${COPPER}" stroke-width="0.35">${rosette(49, 30, 0.16, 6)}</g>`,
      `<g stroke="${PALE}" stroke-width="0.4">${rosette(32, 18, 0.22, 6)}</g>`,
      `<path stroke="${COPPER}" stroke-width="0.6" d="${polygon(19, 8, 22.5)}"/>`,
      // Faint, because the seal of a sealed document covers it.
      `<path stroke="${LINE}" stroke-width="0.8" d="${khatam(9)}"/>`,
      '</g>',
      `<g stroke="#eff1f7" stroke-width="0.5" transform="translate(600 300)">${rosette(150, 20, 0.2, 7)}</g>`,
      rule(240, 788, 119),
      table(240, 788, [397, 415, 443, 461]),
    ].join('\n'),
  );
}

/** Returns the top of a row of the panel's pattern. */
function down(row: number): number {
  return MARGIN + row * PITCH;
}

/** Returns a field of the panel between two rows. */
function field(from: number, to: number): string {
  return `M${MARGIN} ${n(down(from))}H${n(PANEL)}V${n(down(to))}H${MARGIN}Z`;
}

/** Draws a line that ends in a star. */
function rule(from: number, to: number, y: number): string {
  return `<path stroke="${COPPER}" stroke-width="0.7" d="M${from} ${y}H${to}"/><g transform="translate(${to} ${y})"><path fill="${INDIGO}" d="${khatam(4.6)}"/><path fill="#ffffff" d="${khatam(1.8)}"/></g>`;
}

/** Draws the lines above, between and below the three facts. */
function table(left: number, right: number, tops: readonly number[]): string {
  const lines = tops.map((top) => `M${left} ${n(top)}H${right}`);
  return `<path stroke="${PALE}" stroke-width="0.5" d="${lines.join('')}"/>`;
}
