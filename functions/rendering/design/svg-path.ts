import { pdfNumbers } from '../text/operands.ts';

/** Numbers that each command takes. */
const ARGUMENTS: Record<string, number> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };

/**
 * Returns the PDF operators for the `d` of an SVG path.
 *
 * @throws RangeError that names the first part of `d` that is no path data.
 */
export function svgPathOperators(d: string): string {
  const out: string[] = [];
  let x = 0;
  let y = 0;
  let startX = 0;
  let startY = 0;
  // The last control point, which a smooth curve reflects.
  let controlX = 0;
  let controlY = 0;
  let previous = '';
  const curve = (x1: number, y1: number, x2: number, y2: number, endX: number, endY: number) => {
    out.push(`${pdfNumbers([x1, y1, x2, y2, endX, endY].map(hundredth))} c`);
    controlX = x2;
    controlY = y2;
    x = endX;
    y = endY;
  };
  for (const { command, values } of commandsOf(d)) {
    const relative = command === command.toLowerCase();
    const kind = command.toUpperCase();
    const [dx, dy] = relative ? [x, y] : [0, 0];
    const v = (i: number) => values[i] ?? 0;
    const px = (i: number) => v(i) + dx;
    const py = (i: number) => v(i) + dy;
    if (kind === 'M' || kind === 'L' || kind === 'H' || kind === 'V') {
      x = kind === 'V' ? x : px(0);
      y = kind === 'H' ? y : kind === 'V' ? py(0) : py(1);
      out.push(`${pdfNumbers([x, y].map(hundredth))} ${kind === 'M' ? 'm' : 'l'}`);
      if (kind === 'M') [startX, startY] = [x, y];
    } else if (kind === 'C') {
      curve(px(0), py(1), px(2), py(3), px(4), py(5));
    } else if (kind === 'S') {
      const smooth = previous === 'C' || previous === 'S';
      curve(smooth ? 2 * x - controlX : x, smooth ? 2 * y - controlY : y, px(0), py(1), px(2), py(3));
    } else if (kind === 'Q' || kind === 'T') {
      const smooth = previous === 'Q' || previous === 'T';
      const qx = kind === 'Q' ? px(0) : smooth ? 2 * x - controlX : x;
      const qy = kind === 'Q' ? py(1) : smooth ? 2 * y - controlY : y;
      const [endX, endY] = kind === 'Q' ? [px(2), py(3)] : [px(0), py(1)];
      curve(
        x + (2 / 3) * (qx - x),
        y + (2 / 3) * (qy - y),
        endX + (2 / 3) * (qx - endX),
        endY + (2 / 3) * (qy - endY),
        endX,
        endY,
      );
      [controlX, controlY] = [qx, qy];
    } else if (kind === 'A') {
      for (const c of arcCurves(x, y, v(0), v(1), v(2), v(3) !== 0, v(4) !== 0, px(5), py(6))) curve(...c);
    } else {
      out.push('h');
      [x, y] = [startX, startY];
    }
    previous = kind;
  }
  return out.join('\n');
}

/** Yields the commands of a path, repeated commands spelled out. */
function* commandsOf(d: string): Generator<{ command: string; values: number[] }> {
  const unreadable = d.replace(/[MLHVCSQTAZmlhvcsqtaz]|[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|[\s,]+/g, '');
  if (unreadable) throw new RangeError(`"${unreadable[0]}" is not part of a path`);
  for (const match of d.matchAll(/([MLHVCSQTAZmlhvcsqtaz])([^MLHVCSQTAZmlhvcsqtaz]*)/g)) {
    const command = match[1] ?? '';
    const count = ARGUMENTS[command.toUpperCase()] ?? 0;
    const values = readNumbers(match[2] ?? '', command);
    if (count === 0 ? values.length : values.length === 0 || values.length % count) {
      throw new RangeError(`${command} takes ${count} numbers, not ${values.length}`);
    }
    if (count === 0) yield { command, values };
    for (let i = 0; i < values.length; i += count) {
      // Further pairs after a move are lines (SVG 1.1, 8.3.2).
      const following = i > 0 && command === 'M' ? 'L' : i > 0 && command === 'm' ? 'l' : command;
      yield { command: following, values: values.slice(i, i + count) };
    }
  }
}

const NUMBER = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/y;
const FLAG = /[01]/y;
const SEPARATORS = /[\s,]*/y;

/** Returns the numbers of a command. The two flags of an arc are one digit each and need no separator after them. */
function readNumbers(text: string, command: string): number[] {
  const values: number[] = [];
  const arc = command.toUpperCase() === 'A';
  for (let at = 0; at < text.length; ) {
    SEPARATORS.lastIndex = at;
    SEPARATORS.exec(text);
    at = SEPARATORS.lastIndex;
    if (at >= text.length) break;
    const index = values.length % 7;
    const pattern = arc && (index === 3 || index === 4) ? FLAG : NUMBER;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) throw new RangeError(`"${text.slice(at, at + 10)}" is not a number`);
    values.push(Number(match[0]));
    at = pattern.lastIndex;
  }
  return values;
}

/** Two control points and the end point of a cubic curve: x, y each. */
type Curve = [number, number, number, number, number, number];

/** Returns an elliptical arc as cubic curves of a quarter turn at most (SVG 1.1, appendix F.6). */
function arcCurves(
  fromX: number,
  fromY: number,
  radiusX: number,
  radiusY: number,
  rotation: number,
  large: boolean,
  sweep: boolean,
  toX: number,
  toY: number,
): Curve[] {
  const phi = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(phi), Math.sin(phi)];
  const [hx, hy] = [(fromX - toX) / 2, (fromY - toY) / 2];
  const [ux, uy] = [cos * hx + sin * hy, cos * hy - sin * hx];
  let [rx, ry] = [Math.abs(radiusX), Math.abs(radiusY)];
  if (!rx || !ry) return [[fromX, fromY, toX, toY, toX, toY]];
  const stretch = (ux / rx) ** 2 + (uy / ry) ** 2;
  if (stretch > 1) [rx, ry] = [rx * Math.sqrt(stretch), ry * Math.sqrt(stretch)];
  const spread = (rx * uy) ** 2 + (ry * ux) ** 2;
  const factor = (large === sweep ? -1 : 1) * Math.sqrt(Math.max(0, (rx * ry) ** 2 - spread) / spread || 0);
  const [kx, ky] = [(factor * rx * uy) / ry, (-factor * ry * ux) / rx];
  const [cx, cy] = [cos * kx - sin * ky + (fromX + toX) / 2, sin * kx + cos * ky + (fromY + toY) / 2];
  const start = Math.atan2((uy - ky) / ry, (ux - kx) / rx);
  let turn = Math.atan2((-uy - ky) / ry, (-ux - kx) / rx) - start;
  if (sweep && turn < 0) turn += 2 * Math.PI;
  if (!sweep && turn > 0) turn -= 2 * Math.PI;
  const pieces = Math.max(1, Math.ceil(Math.abs(turn) / (Math.PI / 2) - 1e-9));
  const step = turn / pieces;
  const handle = (4 / 3) * Math.tan(step / 4);
  const at = (a: number, b: number): [number, number] => [
    cx + cos * rx * a - sin * ry * b,
    cy + sin * rx * a + cos * ry * b,
  ];
  return Array.from({ length: pieces }, (_, i): Curve => {
    const a = start + i * step;
    const b = a + step;
    const [x1, y1] = at(Math.cos(a) - handle * Math.sin(a), Math.sin(a) + handle * Math.cos(a));
    const [x2, y2] = at(Math.cos(b) + handle * Math.sin(b), Math.sin(b) - handle * Math.cos(b));
    const [x, y] = i + 1 === pieces ? [toX, toY] : at(Math.cos(b), Math.sin(b));
    return [x1, y1, x2, y2, x, y];
  });
}

function hundredth(value: number): number {
  return Math.round(value * 100) / 100;
}
