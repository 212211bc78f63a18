import encodeQr from 'qr';

/** A QR symbol (ISO/IEC 18004). */
export interface QrSymbol {
  /** Modules per side. */
  readonly modules: number;
  /** x, y, width and height of each rectangle, in modules, y upwards; valid until the next call of `qrSymbol`. */
  readonly rectangles: Uint8Array;
}

/** The characters of alphanumeric mode; any other character needs a larger symbol. */
const ALPHANUMERIC = /^[0-9A-Z $%*+\-./:]+$/;

/**
 * Returns a symbol of error correction level M for an upper-case address. Merges neighbouring dark modules into
 * rectangles, so that no viewer shows seams between them.
 *
 * @throws RangeError when the address has a character outside alphanumeric mode.
 */
export function qrSymbol(address: string): QrSymbol {
  if (!ALPHANUMERIC.test(address))
    throw new RangeError('a QR address is upper-case letters, digits and $%*+-./:');
  // Choosing among the eight masks takes longer than everything else, and readers handle any mask.
  const rows = encodeQr(address, 'raw', { ecc: 'medium', encoding: 'alphanumeric', border: 1, mask: 2 });
  // The package always adds a border; the page draws the quiet zone.
  const symbol = rows.slice(1, -1).map((row) => row.slice(1, -1));
  return { modules: symbol.length, rectangles: mergedRectangles(symbol) };
}

let rectangles = new Uint8Array(4096);
/** For each left edge, offset of the rectangle that the row above has there, or -1. */
const open = new Int16Array(177);

/** Returns a rectangle for each run of dark modules, extended downwards while the next row has the same run. */
function mergedRectangles(rows: readonly (readonly boolean[])[]): Uint8Array {
  const size = rows.length;
  if (rectangles.length < size * size * 2) rectangles = new Uint8Array(size * size * 2);
  open.fill(-1);
  let count = 0;
  for (let y = 0; y < size; y++) {
    const row = rows[y] ?? [];
    for (let x = 0; x < size; x++) {
      if (!row[x]) {
        open[x] = -1;
        continue;
      }
      const left = x;
      while (x + 1 < size && row[x + 1]) open[++x] = -1;
      const width = x + 1 - left;
      const above = open[left] ?? -1;
      if (above >= 0 && rectangles[above + 2] === width) {
        rectangles[above + 1] = size - y - 1;
        rectangles[above + 3] = (rectangles[above + 3] ?? 0) + 1;
        continue;
      }
      open[left] = count;
      rectangles[count++] = left;
      rectangles[count++] = size - y - 1;
      rectangles[count++] = width;
      rectangles[count++] = 1;
    }
  }
  return rectangles.subarray(0, count);
}
