import { bandRow, curve, khatam, n, rosette, starPolygon, svg } from './ornaments.ts';

const [W, H] = [841.89, 595.28];
const TEAL = '#0d5560';
const CLAY = '#b3552c';
const SAND = '#d8b892';
const VEIL = '#edf2f1';
const VEIL_CLAY = '#f6ece5';
/**
 * Points from the edge to the middle of the border; office printers don't print within 6 mm (17 points) of the edge.
 */
const EDGE = 38;

/** Returns the art of `joint`: a border of two interlaced strands, and two pale rosettes behind the name. */
export function drawJoint(): string {
  const [edge, corner] = [EDGE, 19];
  const [across, down] = [W - 2 * edge - 2 * corner, H - 2 * edge - 2 * corner];
  const [countX, countY] = [32, 21];
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
      `<symbol id="corner"><path fill="#ffffff" stroke="${TEAL}" stroke-width="1.1" d="${khatam(17)}"/><path fill="${TEAL}" d="${starPolygon(12.4, 8, 6.6)}"/><path fill="${CLAY}" d="${khatam(4.8)}"/><path fill="#ffffff" d="${khatam(1.8)}"/></symbol>`,
      `<g stroke="${VEIL}" stroke-width="0.5" transform="translate(${n(W / 2 - 86)} 236)">${rosette(138, 18, 0.2, 7)}</g>`,
      `<g stroke="${VEIL_CLAY}" stroke-width="0.5" transform="translate(${n(W / 2 + 86)} 236)">${rosette(138, 18, 0.2, 7)}</g>`,
      `<path stroke="${SAND}" stroke-width="0.5" d="${frame(edge - 8.8, corner)}${frame(edge + 8.8, corner)}"/>`,
      `<g stroke="${TEAL}" stroke-width="0.8">${rows('one')}</g>`,
      `<g stroke="${CLAY}" stroke-width="0.8">${rows('two')}</g>`,
      corners.join(''),
    ].join('\n'),
  );
}

/** Draws one wavelength of a strand of three lines. */
function strand(wavelength: number, phase: number): string {
  return [5.6, 4, 2.4]
    .map((amplitude) => {
      const d = curve((t) => [t * wavelength, amplitude * Math.sin(2 * Math.PI * t + phase)], 0, 1, 8);
      return `<path d="${d}"/>`;
    })
    .join('');
}

/** Returns the lines along the border, `inset` points from the edge. */
function frame(inset: number, corner: number): string {
  const from = EDGE + corner - 3;
  return `M${from} ${n(inset)}H${n(W - from)}M${from} ${n(H - inset)}H${n(W - from)}M${n(inset)} ${from}V${n(H - from)}M${n(W - inset)} ${from}V${n(H - from)}`;
}
