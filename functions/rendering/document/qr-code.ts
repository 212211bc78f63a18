import encodeQr from 'qr';

/** A QR symbol: its modules to a side, and rectangles (x, y, width, height) in modules, y upwards. */
export interface QrSymbol {
  readonly modules: number;
  /** Four numbers for each rectangle; valid until the next symbol. */
  readonly rectangles: Uint8Array;
}

/** What alphanumeric mode holds; anything else would need a larger symbol. */
const ALPHANUMERIC = /^[0-9A-Z $%*+\-./:]+$/;

/**
 * A symbol of error correction level M for an upper-case address. Neighbouring dark modules are merged into
 * rectangles of one path, so that no viewer shows seams between them.
 */
export function qrSymbol(address: string): QrSymbol {
  if (!ALPHANUMERIC.test(address))
    throw new RangeError('a QR address is upper-case letters, digits and $%*+-./:');
  // The mask is fixed: choosing among eight costs more than the rest, and level M reads well with any.
  const rows = encodeQr(address, 'raw', { ecc: 'medium', encoding: 'alphanumeric', border: 1, mask: 2 });
  // The package always draws a border; the quiet zone is the page's affair.
  const symbol = rows.slice(1, -1).map((row) => row.slice(1, -1));
  return { modules: symbol.length, rectangles: mergedRectangles(symbol) };
}

let found = new Uint8Array(4096);
/** By left edge, the rectangle that the row above ended with. */
const open = new Int16Array(177);

/** One rectangle for each run of dark modules, taller where the next row has the same run. */
function mergedRectangles(rows: readonly (readonly boolean[])[]): Uint8Array {
  const size = rows.length;
  if (found.length < size * size * 2) found = new Uint8Array(size * size * 2);
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
      if (above >= 0 && found[above + 2] === width) {
        found[above + 1] = size - y - 1;
        found[above + 3] = (found[above + 3] ?? 0) + 1;
        continue;
      }
      open[left] = count;
      found[count++] = left;
      found[count++] = size - y - 1;
      found[count++] = width;
      found[count++] = 1;
    }
  }
  return found.subarray(0, count);
}
