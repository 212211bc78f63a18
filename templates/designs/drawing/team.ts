import { khatam, n, rosette, starPolygon, svg } from './ornaments.ts';

const [W, H] = [595.28, 841.89];
const WINE = '#6a1c34';
const GOLD = '#a98341';
const PALE = '#e3cf9f';
const VEIL = '#f5eeea';
/** In points; office printers don't print within 6 mm (17 points) of the edge. */
const MARGIN = 22;
/** Points from the gold line to the thin line inside it, at the sides. */
const INSET = 4.4;
const STARS = 18;
const PITCH = (W - 2 * MARGIN) / STARS;

/** Returns the art of `team`, in portrait: a row of stars above and below, and two pale rosettes. */
export function drawTeam(): string {
  const sides = `V${n(H - MARGIN)}`;
  return svg(
    W,
    H,
    [
      `<symbol id="star"><path d="${khatam(PITCH / 2)}"/><path d="${starPolygon(PITCH * 0.3, 8, PITCH * 0.15)}"/></symbol>`,
      `<g stroke="${VEIL}" stroke-width="0.55" transform="translate(${n(W / 2)} 390)">${rosette(214, 30, 0.13, 7)}${rosette(156, 18, 0.24, 7)}</g>`,
      crown(MARGIN),
      crown(H - MARGIN - PITCH),
      `<path stroke="${GOLD}" stroke-width="0.9" d="M${n(MARGIN + 0.45)} ${MARGIN}${sides}M${n(W - MARGIN - 0.45)} ${MARGIN}${sides}"/>`,
      `<path stroke="${WINE}" stroke-width="0.3" d="M${n(MARGIN + INSET)} ${n(MARGIN + PITCH + 4)}V${n(H - MARGIN - PITCH - 4)}M${n(W - MARGIN - INSET)} ${n(MARGIN + PITCH + 4)}V${n(H - MARGIN - PITCH - 4)}"/>`,
      medallion(W / 2, 98),
      divider(W / 2, 426.5),
      table(52, 543.28, [537, 555, 583, 601]),
    ].join('\n'),
  );
}

/** Draws a row of stars and crosses, with gold lines towards the page. */
function crown(top: number): string {
  const stars: string[] = [];
  for (let column = 0; column < STARS; column++) {
    stars.push(`<use href="#star" x="${n(MARGIN + (column + 0.5) * PITCH)}" y="${n(top + 0.5 * PITCH)}"/>`);
  }
  const bottom = top + PITCH;
  const [inner, sign] = top === MARGIN ? [bottom, 1] : [top, -1];
  const across = (y: number, inset: number) => `M${n(MARGIN + inset)} ${n(y)}H${n(W - MARGIN - inset)}`;
  return [
    `<path fill="${WINE}" d="M${MARGIN} ${n(top)}H${n(W - MARGIN)}V${n(bottom)}H${MARGIN}Z"/>`,
    `<g stroke="${PALE}" stroke-width="0.45">${stars.join('')}</g>`,
    `<path stroke="${GOLD}" stroke-width="2" d="${across(inner + sign, 0)}"/>`,
    `<path stroke="${WINE}" stroke-width="0.3" d="${across(inner + sign * 4, INSET)}"/>`,
  ].join('');
}

/** Draws the background of the logo, which touches the row of stars. */
function medallion(x: number, y: number): string {
  return `<g transform="translate(${n(x)} ${y})"><circle r="49" fill="#ffffff"/><g stroke="${GOLD}" stroke-width="0.4">${rosette(48, 36, 0.09, 6)}</g><circle r="40" fill="#ffffff" stroke="${GOLD}" stroke-width="1"/><circle r="37.6" stroke="${WINE}" stroke-width="0.35"/></g>`;
}

/** Draws two tapering lines that meet in a star, between the languages. */
function divider(x: number, y: number): string {
  return `<g transform="translate(${n(x)} ${y})"><path fill="${GOLD}" d="M-130 0L-16 -0.6V0.6ZM130 0L16 -0.6V0.6Z"/><path fill="${WINE}" d="${khatam(6)}"/><path fill="#ffffff" d="${khatam(2.4)}"/><path fill="${GOLD}" d="M-14 0L-11 -2L-8 0L-11 2ZM14 0L11 -2L8 0L11 2Z"/></g>`;
}

/** Draws the lines above, between and below the three facts. */
function table(left: number, right: number, tops: readonly number[]): string {
  const lines = tops.map((top) => `M${left} ${n(top)}H${right}`);
  return `<path stroke="${PALE}" stroke-width="0.5" d="${lines.join('')}"/>`;
}
