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

function mergedRectangles(rows: readonly (readonly boolean[])[]): Uint8Array {
  const size = rows.length;
  const dark = new Uint8Array(size * size);
  for (let y = 0; y < size; y++) {
    const row = rows[y] ?? [];
    for (let x = 0; x < size; x++) dark[y * size + x] = row[x] ? 1 : 0;
  }
  if (found.length < size * size * 2) found = new Uint8Array(size * size * 2);
  let count = 0;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; ) {
      if (!dark[y * size + x]) {
        x++;
        continue;
      }
      let right = x + 1;
      while (right < size && dark[y * size + right]) right++;
      let below = y + 1;
      while (below < size && isDark(dark, below * size + x, below * size + right)) below++;
      for (let row = y; row < below; row++) dark.fill(0, row * size + x, row * size + right);
      found[count++] = x;
      found[count++] = size - below;
      found[count++] = right - x;
      found[count++] = below - y;
      x = right;
    }
  }
  return found.subarray(0, count);
}

function isDark(modules: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!modules[i]) return false;
  return true;
}
