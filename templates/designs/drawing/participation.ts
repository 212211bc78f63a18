import { bandRow, bandSymbol, khatam, n, polygon, rosette, starPolygon, svg } from './ornaments.ts';

const [W, H] = [841.89, 595.28];
const GREEN = '#0e5a45';
const GOLD = '#ab8748';
const PALE_GOLD = '#d9c69d';
const MIST = '#eef1ec';
/**
 * Points from the edge to the middle of the border; office printers don't print within 6 mm (17 points) of the edge.
 */
const MARGIN = 38;

/**
 * Returns the art of `participation`: a woven border with stars at its corners, pale rosettes behind the name, the
 * background of a seal at the lower right.
 */
export function drawParticipation(): string {
  const [left, top, corner] = [MARGIN, MARGIN, 20];
  const across = W - 2 * left - 2 * corner;
  const down = H - 2 * top - 2 * corner;
  const [countX, countY] = [28, 19];
  const [waveX, waveY] = [across / countX, down / countY];
  const band = [
    bandRow('w', left + corner, top, waveX, countX),
    bandRow('w', left + corner, H - top, waveX, countX),
    bandRow('w', left, top + corner, waveX, countY, 90, waveY / waveX),
    bandRow('w', W - left, top + corner, waveX, countY, 90, waveY / waveX),
  ];
  const corners = [
    [left, top],
    [W - left, top],
    [left, H - top],
    [W - left, H - top],
  ].map(([x = 0, y = 0]) => `<use href="#corner" x="${n(x)}" y="${n(y)}"/>`);
  return svg(
    W,
    H,
    [
      `<defs>${bandSymbol('w', waveX, 5.2, 5)}</defs>`,
      `<symbol id="corner">${cornerStar()}</symbol>`,
      `<g stroke="${MIST}" stroke-width="0.45" transform="translate(${n(W / 2)} 248)">${rosette(176, 24, 0.16, 8)}${rosette(127, 18, 0.22, 8)}</g>`,
      `<g stroke="${GREEN}" stroke-width="0.32">${band.join('')}</g>`,
      frame(left, corner),
      corners.join(''),
      divider(W / 2, 298.5),
      seal(W - 124, 449),
    ].join('\n'),
  );
}

/** Draws thin lines on both sides of the border, interrupted at the corners. */
function frame(left: number, corner: number): string {
  const lines = [
    { inset: left - 8.8, width: 1, colour: GOLD },
    { inset: left - 6.8, width: 0.3, colour: GREEN },
    { inset: left + 6.8, width: 0.3, colour: GREEN },
    { inset: left + 8.8, width: 0.7, colour: GOLD },
  ];
  const c = left + corner - 4.5;
  return lines
    .map(({ inset: i, width, colour }) => {
      const d = `M${n(c)} ${n(i)}H${n(W - c)}M${n(c)} ${n(H - i)}H${n(W - c)}M${n(i)} ${n(c)}V${n(H - c)}M${n(W - i)} ${n(c)}V${n(H - c)}`;
      return `<path stroke="${colour}" stroke-width="${width}" d="${d}"/>`;
    })
    .join('\n');
}

/** Draws the star of a corner. */
function cornerStar(): string {
  return [
    `<path fill="#ffffff" stroke="${GOLD}" stroke-width="0.9" d="${khatam(17)}"/>`,
    `<path stroke="${GREEN}" stroke-width="0.3" d="${khatam(15.2)}"/>`,
    `<path fill="${GREEN}" d="${khatam(12.4)}"/>`,
    `<path stroke="${PALE_GOLD}" stroke-width="0.45" d="${starPolygon(10.4, 8, 4.4)}"/>`,
    `<path stroke="${PALE_GOLD}" stroke-width="0.35" d="${polygon(7, 8, 22.5)}"/>`,
    `<path fill="${PALE_GOLD}" d="${khatam(2.5)}"/>`,
  ].join('');
}

/** Draws two tapering lines that meet in a star, between the languages. */
function divider(x: number, y: number): string {
  const half = 118;
  return `<g transform="translate(${n(x)} ${y})"><path fill="${GOLD}" d="M-${half} 0L-14 -0.5V0.5ZM${half} 0L14 -0.5V0.5Z"/><path fill="${GREEN}" d="${khatam(5)}"/><path fill="#ffffff" d="${khatam(2)}"/><path fill="${GOLD}" d="M-13 0L-10 -1.8L-7 0L-10 1.8ZM13 0L10 -1.8L7 0L10 1.8Z"/></g>`;
}

/** Draws the background of the seal, with room for the logo of the issuer in the middle. */
function seal(x: number, y: number): string {
  return [
    `<g transform="translate(${n(x)} ${y})">`,
    `<g stroke="${GOLD}" stroke-width="0.3">${rosette(36, 40, 0.1, 6)}</g>`,
    `<circle r="28" fill="#ffffff" stroke="${GOLD}" stroke-width="0.9"/>`,
    `<circle r="26.2" stroke="${GREEN}" stroke-width="0.3"/>`,
    '</g>',
  ].join('');
}
