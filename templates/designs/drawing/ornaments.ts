/**
 * Ornaments of the shipped designs: guilloche and girih patterns as SVG. Only the drawing scripts use them; a designer
 * can make art with any drawing program.
 */

/** Formats a number with two decimals. */
export function n(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(Object.is(rounded, -0) ? 0 : rounded);
}

type Point = readonly [number, number];

/** Approximates a function of t by cubic curves that have its direction at `steps` + 1 points. */
export function curve(at: (t: number) => Point, from: number, to: number, steps: number): string {
  const h = (to - from) / steps;
  const epsilon = h / 1000;
  const slope = (t: number): Point => {
    const [x0, y0] = at(t - epsilon);
    const [x1, y1] = at(t + epsilon);
    return [(x1 - x0) / (2 * epsilon), (y1 - y0) / (2 * epsilon)];
  };
  const [x, y] = at(from);
  let d = `M${n(x)} ${n(y)}`;
  for (let i = 0; i < steps; i++) {
    const [a, b] = [from + i * h, from + (i + 1) * h];
    const [ax, ay] = at(a);
    const [bx, by] = at(b);
    const [adx, ady] = slope(a);
    const [bdx, bdy] = slope(b);
    d += `C${[ax + (adx * h) / 3, ay + (ady * h) / 3, bx - (bdx * h) / 3, by - (bdy * h) / 3, bx, by].map(n).join(' ')}`;
  }
  return d;
}

/** Returns a symbol with one wavelength of a woven band along the x axis: `strands` sine curves, evenly shifted. */
export function bandSymbol(id: string, wavelength: number, amplitude: number, strands: number): string {
  const paths = Array.from({ length: strands }, (_, k) => {
    const phase = (2 * Math.PI * k) / strands;
    const d = curve((t) => [t * wavelength, amplitude * Math.sin(2 * Math.PI * t + phase)], 0, 1, 8);
    return `<path d="${d}"/>`;
  });
  return `<symbol id="${id}">${paths.join('')}</symbol>`;
}

/** Draws `count` wavelengths of a band from (x, y), rotated by `degrees` and scaled along its length. */
export function bandRow(
  id: string,
  x: number,
  y: number,
  wavelength: number,
  count: number,
  degrees = 0,
  stretch = 1,
): string {
  const uses = Array.from({ length: count }, (_, i) => `<use href="#${id}" x="${n(i * wavelength)}"/>`);
  return `<g transform="translate(${n(x)} ${n(y)}) rotate(${degrees})${stretch === 1 ? '' : ` scale(${stretch.toFixed(4)} 1)`}">${uses.join('')}</g>`;
}

/**
 * Draws a rosette: a closed wave around a circle, repeated `turns` times with rotation. It has `petals` waves of a
 * depth that is a share of the radius.
 */
export function rosette(radius: number, petals: number, depth: number, turns: number): string {
  const d = curve(
    (t) => {
      const r = radius * (1 - depth + depth * Math.cos(petals * t));
      return [r * Math.cos(t), r * Math.sin(t)];
    },
    0,
    2 * Math.PI,
    petals * 4,
  );
  const id = `r${n(radius)}-${petals}-${n(depth * 100)}`.replaceAll('.', '_');
  const step = 360 / petals / turns;
  const uses = Array.from(
    { length: turns },
    (_, k) => `<use href="#${id}" transform="rotate(${n(k * step)})"/>`,
  );
  return `<defs><path id="${id}" d="${d}Z"/></defs>${uses.join('')}`;
}

/** Returns a star around the origin as one path; its first point is at `turn` degrees. */
export function starPolygon(radius: number, points: number, inner: number, turn = 0): string {
  const corners = Array.from({ length: 2 * points }, (_, i) => {
    const r = i % 2 ? inner : radius;
    const angle = (Math.PI * i) / points + (turn * Math.PI) / 180;
    return `${n(r * Math.cos(angle))} ${n(r * Math.sin(angle))}`;
  });
  return `M${corners.join('L')}Z`;
}

/** Returns the khatam, the star of two interlaced squares. */
export function khatam(radius: number): string {
  return starPolygon(radius, 8, radius * 0.7654);
}

/** Returns a regular polygon around the origin; its first point is at `turn` degrees. */
export function polygon(radius: number, sides: number, turn = 0): string {
  const corners = Array.from({ length: sides }, (_, i) => {
    const angle = (2 * Math.PI * i) / sides + (turn * Math.PI) / 180;
    return `${n(radius * Math.cos(angle))} ${n(radius * Math.sin(angle))}`;
  });
  return `M${corners.join('L')}Z`;
}

/** Returns an SVG file. */
export function svg(width: number, height: number, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" fill="none" stroke-linejoin="round">\n<title>Ornament of a certificate</title>\n${body}\n</svg>\n`;
}
