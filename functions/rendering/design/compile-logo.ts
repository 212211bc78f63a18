import type { LogoArt } from '../document/logo-art.ts';
import { rounded } from '../text/operands.ts';
import { PDFContext, type PDFRef } from '../text/pdf-core.ts';
import { compileVectorArt } from './vector-art.ts';

/** A logo as a PDF document of one page, as large as the drawing. */
export interface LogoDocument {
  readonly context: PDFContext;
  readonly catalog: PDFRef;
  readonly art: LogoArt;
}

/**
 * Compiles the SVG of a logo. The bytes are the same on every machine, because the deflate of pdf-lib is JavaScript.
 */
export function compileLogo(svg: string, file: string): LogoDocument {
  const { width, height, operators } = compileVectorArt(svg, file);
  const context = PDFContext.create();
  const [catalog, pages, page] = [context.nextRef(), context.nextRef(), context.nextRef()];
  const stream = context.flateStream(operators);
  const contents = context.register(stream);
  context.assign(catalog, context.obj({ Type: 'Catalog', Pages: pages }));
  context.assign(pages, context.obj({ Type: 'Pages', Kids: [page], Count: 1 }));
  context.assign(
    page,
    context.obj({
      Type: 'Page',
      Parent: pages,
      MediaBox: [0, 0, rounded(width), rounded(height)],
      Contents: contents,
      Resources: {},
    }),
  );
  return {
    context,
    catalog,
    art: { width, height, deflated: stream.contents },
  };
}
