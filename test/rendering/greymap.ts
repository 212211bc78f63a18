/** A greyscale picture, one byte per pixel, row by row from the top; 255 is white. */
export interface Greymap {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

/** Parses a binary PGM picture. */
export function pixelsOf(pgm: Uint8Array): Greymap {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(Buffer.from(pgm).toString('latin1', 0, 40));
  if (!head) throw new Error('not a PGM picture');
  return { width: Number(head[1]), height: Number(head[2]), grey: pgm.subarray(head[0].length) };
}

/**
 * Rotates a PGM picture around its centre and adds noise of up to `noise` levels. The same input gives the same result.
 */
export function rotatedWithNoise(pgm: Uint8Array, degrees: number, noise: number): Uint8Array {
  const { width, height, grey: pixels } = pixelsOf(pgm);
  const start = pgm.length - pixels.length;
  const out = new Uint8Array(pgm);
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  let random = 12345;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const fromX = Math.round(cos * dx + sin * dy + width / 2);
      const fromY = Math.round(cos * dy - sin * dx + height / 2);
      const inside = fromX >= 0 && fromX < width && fromY >= 0 && fromY < height;
      const value = inside ? (pixels[fromY * width + fromX] ?? 255) : 255;
      random = (Math.imul(random, 1103515245) + 12345) >>> 0;
      const shift = ((random >>> 16) % (2 * noise + 1)) - noise;
      out[start + y * width + x] = Math.max(0, Math.min(255, value + shift));
    }
  }
  return out;
}
