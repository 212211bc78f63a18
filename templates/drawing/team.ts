import { khatam, n, rosette, starPolygon, svg } from './ornaments.ts';

const [W, H] = [595.28, 841.89];
const WINE = '#6a1c34';
const DEEP = '#551428';
const GOLD = '#a98341';
const PALE = '#e3cf9f';
const VEIL = '#f5eeea';

/** Upright, with a crown of stars above and below, and a great rosette for many hands. */
export function drawTeam(): string {
  return svg(
    W,
    H,
    [
      `<symbol id="star"><path d="${khatam(PITCH / 2)}"/><path d="${starPolygon(PITCH * 0.3, 8, PITCH * 0.15)}"/></symbol>`,
      `<g stroke="${VEIL}" stroke-width="0.55" transform="translate(${n(W / 2)} 420)">${rosette(236, 30, 0.13, 7)}${rosette(172, 18, 0.24, 7)}</g>`,
      crown(0),
      crown(H - 2 * PITCH),
      `<path stroke="${GOLD}" stroke-width="0.8" d="M30 ${n(2 * PITCH + 16)}V${n(H - 2 * PITCH - 16)}M${n(W - 30)} ${n(2 * PITCH + 16)}V${n(H - 2 * PITCH - 16)}"/>`,
      `<path stroke="${WINE}" stroke-width="0.3" d="M33 ${n(2 * PITCH + 16)}V${n(H - 2 * PITCH - 16)}M${n(W - 33)} ${n(2 * PITCH + 16)}V${n(H - 2 * PITCH - 16)}"/>`,
      medallion(W / 2, 112),
      divider(W / 2, 437),
    ].join('\n'),
  );
}

const PITCH = W / 18;

/** Two rows of stars and crosses on wine, between gold lines. */
function crown(top: number): string {
  const stars: string[] = [];
  for (let row = 0; row < 2; row++) {
    for (let column = 0; column < 18; column++) {
      stars.push(`<use href="#star" x="${n((column + 0.5) * PITCH)}" y="${n(top + (row + 0.5) * PITCH)}"/>`);
    }
  }
  const bottom = top + 2 * PITCH;
  const outer = top === 0 ? bottom : top;
  const sign = top === 0 ? 1 : -1;
  return [
    `<path fill="${WINE}" d="M0 ${n(top)}H${n(W)}V${n(bottom)}H0Z"/>`,
    `<g stroke="${PALE}" stroke-width="0.45">${stars.join('')}</g>`,
    `<path stroke="${GOLD}" stroke-width="2.2" d="M0 ${n(outer + sign * 1.1)}H${n(W)}"/>`,
    `<path stroke="${DEEP}" stroke-width="0.5" d="M0 ${n(outer + sign * 4.4)}H${n(W)}"/>`,
  ].join('');
}

/** Ground of the emblem, hanging from the crown. */
function medallion(x: number, y: number): string {
  return `<g transform="translate(${n(x)} ${y})"><g stroke="${GOLD}" stroke-width="0.4">${rosette(54, 36, 0.09, 6)}</g><circle r="45" fill="#ffffff" stroke="${GOLD}" stroke-width="1.1"/><circle r="42.4" stroke="${WINE}" stroke-width="0.35"/></g>`;
}

function divider(x: number, y: number): string {
  return `<g transform="translate(${n(x)} ${y})"><path fill="${GOLD}" d="M-130 0L-16 -0.6V0.6ZM130 0L16 -0.6V0.6Z"/><path fill="${WINE}" d="${khatam(6)}"/><path fill="#ffffff" d="${khatam(2.4)}"/><path fill="${GOLD}" d="M-14 0L-11 -2L-8 0L-11 2ZM14 0L11 -2L8 0L11 2Z"/></g>`;
}
