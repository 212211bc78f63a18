import { Buffer } from 'node:buffer';
import { PDFContext } from 'pdf-lib';
import type { LogoArt } from '../document/logo-art.ts';
import { compileVectorArt } from './vector-art.ts';

/**
 * Compiles the SVG of a logo. The bytes are the same on every machine, because the deflate of pdf-lib is JavaScript.
 */
export function compileLogo(svg: string, file: string): LogoArt {
  const { width, height, operators } = compileVectorArt(svg, file);
  const { contents } = PDFContext.create().flateStream(Buffer.from(operators, 'latin1'));
  return { width, height, deflated: contents };
}
