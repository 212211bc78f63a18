import { Buffer } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PUBLISHED_FOLDER } from '../runtime-files.ts';
import type { Box } from '../text/text-placement.ts';
import type { DocumentWriter } from './document-writer.ts';
import { pdfNumbers } from './pdf-syntax.ts';

/** The logo of an issuer as the operators of a form, compressed when it is published. */
export interface LogoArt {
  readonly width: number;
  readonly height: number;
  readonly deflated: Uint8Array;
}

/** Returns the logo of a name. */
export type FindLogo = (name: string) => LogoArt;

/** Returns a published logo file: width and height as doubles, then the compressed operators. */
export function writeLogoArt({ width, height, deflated }: LogoArt): Buffer {
  const size = Buffer.alloc(16);
  size.writeDoubleBE(width, 0);
  size.writeDoubleBE(height, 8);
  return Buffer.concat([size, deflated]);
}

/** Reads the published logos of a templates folder, each once. */
export function publishedLogos(templatesDir: string): FindLogo {
  const logos = new Map<string, LogoArt>();
  return (name) => {
    let art = logos.get(name);
    if (!art) {
      const file = join(templatesDir, PUBLISHED_FOLDER, `${name}.logo`);
      if (!existsSync(file)) throw new Error(`there is no published logo ${name}`);
      art = readLogoArt(readFileSync(file));
      logos.set(name, art);
    }
    return art;
  };
}

function readLogoArt(file: Buffer): LogoArt {
  return { width: file.readDoubleBE(0), height: file.readDoubleBE(8), deflated: file.subarray(16) };
}

/** The logos of a document, each written once as a form XObject. */
export class DocumentLogos {
  private readonly writer: DocumentWriter;
  private readonly logos = new Map<LogoArt, { readonly resource: string; readonly object: number }>();

  constructor(writer: DocumentWriter) {
    this.writer = writer;
  }

  /** Writes the form of a logo that is new in the document and returns its resource name. */
  resource(art: LogoArt): string {
    let logo = this.logos.get(art);
    if (!logo) {
      logo = { resource: `L${this.logos.size}`, object: this.writer.allot() };
      this.logos.set(art, logo);
      this.writer.stream(
        logo.object,
        `/Type/XObject/Subtype/Form/BBox[0 0 ${pdfNumbers([art.width, art.height])}]/Resources<<>>/Filter/FlateDecode`,
        art.deflated,
      );
    }
    return logo.resource;
  }

  /** Returns the entries of the page's XObject resources. */
  entries(): string {
    return [...this.logos.values()].map(({ resource, object }) => `/${resource} ${object} 0 R`).join('');
  }
}

/** Returns the operators that draw a logo in the middle of a box, as large as the box allows. */
export function logoOperators(art: LogoArt, resource: string, [left, bottom, right, top]: Box): string {
  const scale = Math.min((right - left) / art.width, (top - bottom) / art.height);
  const x = (left + right - art.width * scale) / 2;
  const y = (bottom + top - art.height * scale) / 2;
  return `q ${scale.toFixed(5)} 0 0 ${scale.toFixed(5)} ${pdfNumbers([x, y])} cm /${resource} Do Q\n`;
}
