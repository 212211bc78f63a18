import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CanonicalValue, canonicalJson } from '../../domain/canonical-json.ts';
import type { TranscriptSnapshot } from '../../domain/hours/transcript.ts';
import type { Language } from '../../domain/wording/language.ts';
import { outputIntent, writeCatalog } from '../document/catalog.ts';
import { srgbProfile } from '../document/colour-profile.ts';
import { writeMetadata } from '../document/document-metadata.ts';
import { writeDocument } from '../document/document-writer.ts';
import { publishedLogos } from '../document/logo-art.ts';
import { deflatedStream } from '../document/streams.ts';
import { TextPages } from '../document/text-pages.ts';
import type { FontLibrary } from '../text/font-library.ts';
import { fontTag } from '../text/font-subsets.ts';
import { PDFContext } from '../text/pdf-core.ts';
import type { Wording } from '../wording.ts';
import { TranscriptDrawing, type TranscriptRenderContext } from './draw-transcript.ts';

/** Opens the transcript wording and the published logos of a templates folder. */
export function openTranscriptContext(templatesDir: string, library: FontLibrary): TranscriptRenderContext {
  const wording = (language: Language) =>
    JSON.parse(readFileSync(join(templatesDir, 'transcript', `wording.${language}.json`), 'utf8')) as Wording;
  return {
    library,
    wording: { ar: wording('ar'), en: wording('en') },
    logo: publishedLogos(templatesDir),
  };
}

/** Renders a transcript as PDF/A-3a and PDF/UA-1. The same transcript gives the same bytes. */
export function renderTranscript(
  transcript: TranscriptSnapshot,
  rendering: TranscriptRenderContext,
): Promise<Uint8Array> {
  const context = PDFContext.create();
  const [catalog, pages, metadata] = [context.nextRef(), context.nextRef(), context.nextRef()];
  const drawing = new TranscriptDrawing(transcript, rendering, new TextPages(context, rendering.library));
  drawing.draw();
  const id = createHash('sha256')
    .update(canonicalJson(transcript as unknown as CanonicalValue))
    .digest('hex')
    .slice(0, 32);
  const structure = drawing.pages.write(pages, fontTag(id));
  const profile = context.register(deflatedStream(context, srgbProfile(), { N: 3 }));
  writeMetadata(context, metadata, {
    title: drawing.title(),
    creators: transcript.parts.map(({ issuer }) => issuer.nameEn),
    issuedAt: transcript.issuedAt,
  });
  writeCatalog(context, {
    catalog,
    pages,
    structure,
    metadata,
    outputIntent: outputIntent(context, profile),
  });
  return writeDocument(context, catalog, id);
}
