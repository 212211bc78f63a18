import { Buffer } from 'node:buffer';
import { PDFContext } from 'pdf-lib';
import type { LogoArt } from './logo-art.ts';
import { compileVectorArt } from './vector-art.ts';

/** Compiles a logo's SVG; the bytes are the same on every machine (pdf-lib's deflate is JavaScript). */
export function compileLogo(svg: string, file: string): LogoArt {
  const { width, height, operators } = compileVectorArt(svg, file);
  const { contents } = PDFContext.create().flateStream(Buffer.from(operators, 'latin1'));
  return { width, height, deflated: contents };
}
