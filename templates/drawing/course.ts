import { khatam, n, polygon, rosette, starPolygon, svg } from './ornaments.ts';

const [W, H] = [841.89, 595.28];
const INDIGO = '#1c2a52';
const LINE = '#384a80';
const DEEP = '#141f40';
const COPPER = '#b87a3d';
const PALE = '#e4c9a8';

/** A panel of stars and crosses on the left, and a quiet page beside it. */
export function drawCourse(): string {
  const pitch = H / 19;
  const columns = 6;
  const panel = columns * pitch;
  const stars: string[] = [];
  for (let row = 0; row < 19; row++) {
    for (let column = 0; column < columns; column++) {
      stars.push(`<use href="#star" x="${n((column + 0.5) * pitch)}" y="${n((row + 0.5) * pitch)}"/>`);
    }
  }
  const middle = panel / 2;
  return svg(
    W,
    H,
    [
      `<symbol id="star"><path d="${khatam(pitch / 2)}"/><path d="${starPolygon(pitch * 0.27, 8, pitch * 0.13)}"/></symbol>`,
      `<path fill="${INDIGO}" d="M0 0H${n(panel)}V${n(H)}H0Z"/>`,
      `<g stroke="${LINE}" stroke-width="0.5">${stars.join('')}</g>`,
      `<path fill="${DEEP}" d="M0 36H${n(panel)}V218H0ZM0 408H${n(panel)}V560H0Z"/>`,
      `<path stroke="${COPPER}" stroke-width="0.9" d="M0 36H${n(panel)}M0 218H${n(panel)}M0 408H${n(panel)}M0 560H${n(panel)}"/>`,
      `<path fill="${COPPER}" d="M${n(panel)} 0h3.2v${n(H)}h-3.2Z"/>`,
      `<path fill="${PALE}" d="M${n(panel + 4.6)} 0h0.7v${n(H)}h-0.7Z"/>`,
      `<g transform="translate(${n(middle)} 98)">`,
      `<path fill="#ffffff" d="${khatam(52)}"/><path stroke="${COPPER}" stroke-width="0.9" d="${khatam(48.5)}"/>`,
      '</g>',
      `<g transform="translate(${n(middle)} 313)">`,
      `<circle r="66" fill="${DEEP}" stroke="${COPPER}" stroke-width="1"/>`,
      `<g stroke="${COPPER}" stroke-width="0.35">${rosette(61, 30, 0.18, 6)}</g>`,
      `<g stroke="${PALE}" stroke-width="0.4">${rosette(34, 16, 0.3, 6)}</g>`,
      `<path fill="${COPPER}" d="${khatam(12)}"/><path fill="${DEEP}" d="${polygon(5, 8, 22.5)}"/>`,
      '</g>',
      `<g stroke="#eff1f7" stroke-width="0.5" transform="translate(610 322)">${rosette(168, 20, 0.2, 7)}</g>`,
      rule(222, 800, 128),
      rule(222, 800, 548),
    ].join('\n'),
  );
}

function rule(from: number, to: number, y: number): string {
  return `<path stroke="${COPPER}" stroke-width="0.7" d="M${from} ${y}H${to}"/><g transform="translate(${to} ${y})"><path fill="${INDIGO}" d="${khatam(4.6)}"/><path fill="#ffffff" d="${khatam(1.8)}"/></g>`;
}
