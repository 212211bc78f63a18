import { Buffer } from 'node:buffer';

/** An issuer's logo as a form's operators, compressed already so that no certificate pays for it. */
export interface LogoArt {
  readonly width: number;
  readonly height: number;
  readonly deflated: Uint8Array;
}

/** One file: width and height as floats, then the compressed operators. */
export function writeLogoArt({ width, height, deflated }: LogoArt): Buffer {
  const size = Buffer.alloc(16);
  size.writeDoubleBE(width, 0);
  size.writeDoubleBE(height, 8);
  return Buffer.concat([size, deflated]);
}

export function readLogoArt(file: Buffer): LogoArt {
  return { width: file.readDoubleBE(0), height: file.readDoubleBE(8), deflated: file.subarray(16) };
}
