import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PUBLISHED_FOLDER } from '../runtime-files.ts';
import { pdfNumbers, rounded } from '../text/operands.ts';
import type { PDFContext, PDFRef } from '../text/pdf-core.ts';
import type { Box } from '../text/text-placement.ts';

/** The logo of an issuer as the operators of a form, compressed when it is published. */
export interface LogoArt {
  readonly width: number;
  readonly height: number;
  readonly deflated: Uint8Array;
}

/** Returns the logo of a name. */
export type FindLogo = (name: string) => LogoArt;

/** The data beside a published logo, which is a PDF page: its size, and the range of its compressed operators. */
export interface LogoData {
  readonly width: number;
  readonly height: number;
  readonly operators: readonly [from: number, to: number];
}

/** Reads the published logos of a templates folder, each once. */
export function publishedLogos(templatesDir: string): FindLogo {
  const logos = new Map<string, LogoArt>();
  return (name) => {
    let art = logos.get(name);
    if (!art) {
      const file = join(templatesDir, PUBLISHED_FOLDER, `${name}.pdf`);
      if (!existsSync(file)) throw new Error(`there is no published logo ${name}`);
      const { width, height, operators } = JSON.parse(
        readFileSync(file.replace(/pdf$/, 'json'), 'utf8'),
      ) as LogoData;
      art = { width, height, deflated: readFileSync(file).subarray(...operators) };
      logos.set(name, art);
    }
    return art;
  };
}

/** The logos of a document, each written once as a form XObject. */
export class DocumentLogos {
  private readonly context: PDFContext;
  private readonly logos = new Map<LogoArt, { readonly resource: string; readonly form: PDFRef }>();

  constructor(context: PDFContext) {
    this.context = context;
  }

  /** Writes the form of a logo that is new in the document and returns its resource name. */
  resource(art: LogoArt): string {
    let logo = this.logos.get(art);
    if (!logo) {
      const form = this.context.stream(art.deflated, {
        Type: 'XObject',
        Subtype: 'Form',
        BBox: [0, 0, rounded(art.width), rounded(art.height)],
        Resources: {},
        Filter: 'FlateDecode',
      });
      logo = { resource: `L${this.logos.size}`, form: this.context.register(form) };
      this.logos.set(art, logo);
    }
    return logo.resource;
  }

  /** Returns the page's XObject resources. */
  resources(): Record<string, PDFRef> {
    return Object.fromEntries([...this.logos.values()].map(({ resource, form }) => [resource, form]));
  }
}

/** Returns the operators that draw a logo in the middle of a box, as large as the box allows. */
export function logoOperators(art: LogoArt, resource: string, [left, bottom, right, top]: Box): string {
  const scale = Math.min((right - left) / art.width, (top - bottom) / art.height);
  const x = (left + right - art.width * scale) / 2;
  const y = (bottom + top - art.height * scale) / 2;
  return `q ${scale.toFixed(5)} 0 0 ${scale.toFixed(5)} ${pdfNumbers([x, y])} cm /${resource} Do Q\n`;
}
