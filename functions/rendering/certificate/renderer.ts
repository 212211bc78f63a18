import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import { readCompiledDesign } from './compiled-design.ts';
import { type LogoArt, readLogoArt } from '../document/logo-art.ts';
import { CONTENTS_LENGTH, fillByteRange } from '../document/seal-field.ts';
import { type FontLibrary, openFontLibrary } from '../fonts/font-library.ts';
import { type Attachments, renderPage } from './render-page.ts';
import { sharedFactsOf } from './shared-facts.ts';
import { type RenderContext, sharedPageOf } from './shared-page.ts';
import { warmingSnapshot } from './warming-snapshot.ts';

/** A document with room for its seal: hash the two ranges, write the CMS in hexadecimal at `contentsOffset`. */
export interface DocumentForSeal {
  readonly bytes: Uint8Array;
  /** Offset and length of the bytes before, and of those after, `<…>`; written in the document already. */
  readonly byteRange: [number, number, number, number];
  /** Offset of the first of the digits, all zero, that the signature replaces from the left. */
  readonly contentsOffset: number;
  /** How many digits there are. */
  readonly contentsLength: number;
}

/** Renders frozen certificates; a pure function of its arguments. */
export interface Renderer {
  /** Designs there are, as `participation@1`. */
  readonly designs: readonly string[];
  /** Sets what a document shares with others of its opportunity, day and profile; drawing it finds that done. */
  prepare(snapshot: CertificateSnapshot): Promise<void>;
  render(snapshot: CertificateSnapshot, attachments?: Attachments): Uint8Array;
  /** As `render`, with a signature field whose placeholder is to be filled. */
  renderForSeal(snapshot: CertificateSnapshot, attachments?: Attachments): DocumentForSeal;
}

/** The folder of published designs and logos in the templates' folder. */
export const PUBLISHED_FOLDER = 'published';

/**
 * Opens the published designs of a templates folder. Synchronous, for a Lambda's init phase; the design `warm` is
 * stamped once with nobody's certificate, so that the first real one finds everything warm.
 */
export function loadRenderer(
  templatesDir: string,
  {
    warm,
    library = openFontLibrary(templatesDir),
  }: { warm?: string | undefined; library?: FontLibrary } = {},
): Renderer {
  const designs = publishedDesigns(templatesDir);
  const logo = logoReader(join(templatesDir, PUBLISHED_FOLDER));
  const contexts = new Map<string, RenderContext>();
  const renderer = rendererOf(designs, (design) => {
    let context = contexts.get(design);
    if (!context) {
      context = openRenderContext(templatesDir, design, library, logo);
      contexts.set(design, context);
    }
    return context;
  });
  if (warm !== undefined) renderer.render(warmingSnapshot(warm));
  return renderer;
}

/** A renderer over any presses; a preview gives it designs that aren't published yet. */
export function rendererOf(
  designs: readonly string[],
  contextOf: (design: string) => RenderContext,
): Renderer {
  const known = (design: string): RenderContext => {
    if (!designs.includes(design))
      throw new Error(`there is no design ${design}; there are ${designs.join(', ')}`);
    return contextOf(design);
  };
  return {
    designs,
    async prepare(snapshot) {
      // A request that was just made leaves first: layout blocks the thread.
      await setImmediate();
      const { credentialKeyId, sealKeyId } = snapshot;
      const profile = { credential: credentialKeyId !== null, seal: sealKeyId !== null };
      sharedPageOf(known(snapshot.design), sharedFactsOf(snapshot), profile);
    },
    render: (snapshot, attachments = {}) =>
      renderPage(known(snapshot.design), snapshot, attachments, false).bytes,
    renderForSeal(snapshot, attachments = {}) {
      const { bytes, seal } = renderPage(known(snapshot.design), snapshot, attachments, true);
      if (!seal) throw new Error(`design ${snapshot.design} has no seal element`);
      return {
        bytes,
        byteRange: fillByteRange(bytes, seal),
        contentsOffset: seal.contentsAt,
        contentsLength: CONTENTS_LENGTH,
      };
    },
  };
}

/** The designs of a templates' folder that are published, in all their versions, as `participation@1`. */
export function publishedDesigns(templatesDir: string): string[] {
  return readdirSync(join(templatesDir, PUBLISHED_FOLDER))
    .filter((file) => file.endsWith('.design'))
    .map((file) => file.slice(0, -'.design'.length))
    .sort();
}

/** Opens a published design to draw with. */
export function openRenderContext(
  templatesDir: string,
  published: string,
  library: FontLibrary,
  logo: RenderContext['logo'],
): RenderContext {
  const design = readCompiledDesign(
    readFileSync(join(templatesDir, PUBLISHED_FOLDER, `${published}.design`)),
  );
  return { library, design, logo, sharedPages: new Map() };
}

/** Reads the published logos of a folder, each once. */
export function logoReader(folder: string): RenderContext['logo'] {
  const logos = new Map<string, LogoArt>();
  return (name) => {
    let art = logos.get(name);
    if (!art) {
      const file = join(folder, `${name}.logo`);
      if (!existsSync(file)) throw new Error(`there is no published logo ${name}`);
      art = readLogoArt(readFileSync(file));
      logos.set(name, art);
    }
    return art;
  };
}
