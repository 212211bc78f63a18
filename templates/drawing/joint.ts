import { bandRow, curve, khatam, n, rosette, starPolygon, svg } from './ornaments.ts';

const [W, H] = [841.89, 595.28];
const TEAL = '#0d5560';
const CLAY = '#b3552c';
const SAND = '#d8b892';
const VEIL = '#edf2f1';
const VEIL_CLAY = '#f6ece5';

/** Two strands that cross all round the page, two veils that meet behind the name. */
export function drawJoint(): string {
  const [edge, corner] = [32, 22];
  const [across, down] = [W - 2 * edge - 2 * corner, H - 2 * edge - 2 * corner];
  const [countX, countY] = [30, 20];
  const [waveX, waveY] = [across / countX, down / countY];
  const rows = (id: string) =>
    [
      bandRow(id, edge + corner, edge, waveX, countX),
      bandRow(id, edge + corner, H - edge, waveX, countX),
      bandRow(id, edge, edge + corner, waveX, countY, 90, waveY / waveX),
      bandRow(id, W - edge, edge + corner, waveX, countY, 90, waveY / waveX),
    ].join('');
  const corners = [
    [edge, edge],
    [W - edge, edge],
    [edge, H - edge],
    [W - edge, H - edge],
  ].map(([x = 0, y = 0]) => `<use href="#corner" x="${n(x)}" y="${n(y)}"/>`);
  return svg(
    W,
    H,
    [
      `<symbol id="one">${strand(waveX, 0)}</symbol><symbol id="two">${strand(waveX, Math.PI)}</symbol>`,
      `<symbol id="corner"><path fill="#ffffff" stroke="${TEAL}" stroke-width="1.1" d="${khatam(19)}"/><path fill="${TEAL}" d="${starPolygon(14, 8, 7.4)}"/><path fill="${CLAY}" d="${khatam(5.4)}"/><path fill="#ffffff" d="${khatam(2)}"/></symbol>`,
      `<g stroke="${VEIL}" stroke-width="0.5" transform="translate(${n(W / 2 - 86)} 272)">${rosette(150, 18, 0.2, 7)}</g>`,
      `<g stroke="${VEIL_CLAY}" stroke-width="0.5" transform="translate(${n(W / 2 + 86)} 272)">${rosette(150, 18, 0.2, 7)}</g>`,
      `<path stroke="${SAND}" stroke-width="0.5" d="${frame(edge - 10, corner)}${frame(edge + 10, corner)}"/>`,
      `<g stroke="${TEAL}" stroke-width="0.8">${rows('one')}</g>`,
      `<g stroke="${CLAY}" stroke-width="0.8">${rows('two')}</g>`,
      corners.join(''),
      knot(W / 2, 331),
    ].join('\n'),
  );
}

/** One wavelength of a strand with two fainter ones beside it. */
function strand(wavelength: number, phase: number): string {
  return [6.4, 4.6, 2.8]
    .map((amplitude) => {
      const d = curve((t) => [t * wavelength, amplitude * Math.sin(2 * Math.PI * t + phase)], 0, 1, 8);
      return `<path d="${d}"/>`;
    })
    .join('');
}

function frame(inset: number, corner: number): string {
  const from = 32 + corner - 3;
  return `M${from} ${n(inset)}H${n(W - from)}M${from} ${n(H - inset)}H${n(W - from)}M${n(inset)} ${from}V${n(H - from)}M${n(W - inset)} ${from}V${n(H - from)}`;
}

/** Two interlaced squares, one of each colour. */
function knot(x: number, y: number): string {
  return `<g transform="translate(${n(x)} ${y})"><path stroke="${SAND}" stroke-width="0.6" d="M-120 0H-14M14 0H120"/><path stroke="${TEAL}" stroke-width="1.3" d="M-6 -6H6V6H-6Z"/><path stroke="${CLAY}" stroke-width="1.3" d="M0 -8.5L8.5 0L0 8.5L-8.5 0Z"/></g>`;
}
