import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import type {
  Attachments,
  DocumentRenderer,
  UnsealedDocument,
} from '../../domain/ports/document-renderer.ts';
import { type FindLogo, publishedLogos } from '../document/logo-art.ts';
import { fillByteRange } from '../document/seal-field.ts';
import { PUBLISHED_FOLDER } from '../runtime-files.ts';
import { openFontLibrary } from '../template-fonts.ts';
import type { FontLibrary } from '../text/font-library.ts';
import { readCompiledDesign } from './compiled-design.ts';
import { renderPage } from './render-page.ts';
import { sharedFactsOf } from './shared-facts.ts';
import { type RenderContext, renderContext, sharedPageOf } from './shared-page.ts';
import { warmingSnapshot } from './warming-snapshot.ts';

/** Renders certificates. Rejects with an Error when a snapshot names a design that doesn't exist. */
export interface Renderer extends DocumentRenderer {
  /** Names and versions of the designs: `participation@1`. */
  readonly designs: readonly string[];
  render(snapshot: CertificateSnapshot, attachments?: Attachments): Promise<Uint8Array>;
  renderForSeal(snapshot: CertificateSnapshot, attachments?: Attachments): Promise<UnsealedDocument>;
}

/**
 * Opens the published designs of a templates folder. Synchronous, so that it can run in the init phase of a Lambda.
 * With `warm`, renders an invented certificate of that design, so that code and data are loaded before the first
 * request.
 */
export function loadRenderer(
  templatesDir: string,
  {
    warm,
    library = openFontLibrary(templatesDir),
  }: { warm?: string | undefined; library?: FontLibrary } = {},
): Renderer {
  const designs = publishedDesigns(templatesDir);
  const logo = publishedLogos(templatesDir);
  const contexts = new Map<string, RenderContext>();
  const renderer = rendererOf(designs, (design) => {
    let context = contexts.get(design);
    if (!context) {
      context = openRenderContext(templatesDir, design, library, logo);
      contexts.set(design, context);
    }
    return context;
  });
  // Drawing is done when the call returns; only the writing of the file, a few microtasks, follows.
  if (warm !== undefined) void renderer.render(warmingSnapshot(warm));
  return renderer;
}

/** Returns a renderer of the given designs; `contextOf` returns the context of one of them. */
export function rendererOf(
  designs: readonly string[],
  contextOf: (design: string) => RenderContext,
): Renderer {
  const checkedContext = (design: string): RenderContext => {
    if (!designs.includes(design))
      throw new Error(`there is no design ${design}; there are ${designs.join(', ')}`);
    return contextOf(design);
  };
  return {
    designs,
    async prepare(snapshot) {
      // Layout blocks the thread: let a request that was just made leave first.
      await setImmediate();
      const { credentialKeyId, sealKeyId } = snapshot;
      const profile = { credential: credentialKeyId !== null, seal: sealKeyId !== null };
      sharedPageOf(checkedContext(snapshot.design), sharedFactsOf(snapshot), profile);
    },
    render: async (snapshot, attachments = {}) =>
      renderPage(checkedContext(snapshot.design), snapshot, attachments, false),
    async renderForSeal(snapshot, attachments = {}) {
      const bytes = await renderPage(checkedContext(snapshot.design), snapshot, attachments, true);
      return { bytes, byteRange: fillByteRange(bytes) };
    },
  };
}

/** Returns the published designs of a templates folder, sorted. */
function publishedDesigns(templatesDir: string): string[] {
  return readdirSync(join(templatesDir, PUBLISHED_FOLDER))
    .filter((file) => /@\d+\.pdf$/.test(file))
    .map((file) => file.slice(0, -'.pdf'.length))
    .sort();
}

/** Opens a published design for rendering. */
export function openRenderContext(
  templatesDir: string,
  published: string,
  library: FontLibrary,
  logo: FindLogo,
): RenderContext {
  const file = (extension: string) => join(templatesDir, PUBLISHED_FOLDER, `${published}.${extension}`);
  const design = readCompiledDesign(readFileSync(file('pdf')), readFileSync(file('json'), 'utf8'), library);
  return renderContext({ library, design, logo });
}
