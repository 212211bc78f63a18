import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CanonicalValue, canonicalJson } from '../../domain/canonical-json.ts';
import type { TranscriptSnapshot } from '../../domain/hours/transcript.ts';
import { srgbProfile } from '../document/colour-profile.ts';
import { fontTag } from '../document/document-fonts.ts';
import { xmpPacket } from '../document/document-metadata.ts';
import { bareStart, DocumentWriter } from '../document/document-writer.ts';
import { publishedLogos } from '../document/logo-art.ts';
import type { FontLibrary } from '../fonts/font-library.ts';
import type { Language, Wording } from '../text/wording.ts';
import { TranscriptDrawing, type TranscriptRenderContext } from './draw-transcript.ts';
import { TranscriptPages } from './transcript-pages.ts';

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
  context: TranscriptRenderContext,
): Uint8Array {
  const writer = new DocumentWriter(bareStart());
  const [catalog, pages] = [writer.allot(), writer.allot()];
  const drawing = new TranscriptDrawing(transcript, context, new TranscriptPages(writer, context.library));
  drawing.draw();
  const id = createHash('sha256')
    .update(canonicalJson(transcript as unknown as CanonicalValue))
    .digest('hex')
    .slice(0, 32);
  const structure = drawing.pages.write(pages, fontTag(id));
  const [profile, metadata] = [writer.allot(), writer.allot()];
  writer.deflatedStream(profile, '/N 3', srgbProfile());
  writer.stream(metadata, '/Type/Metadata/Subtype/XML', xmpPacket(drawing.title(), transcript.issuedAt));
  writer.object(
    catalog,
    `<</Type/Catalog/Pages ${pages} 0 R/Lang(ar)/MarkInfo<</Marked true>>/StructTreeRoot ${structure} 0 R/ViewerPreferences<</DisplayDocTitle true>>/Metadata ${metadata} 0 R/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile ${profile} 0 R>>]>>`,
  );
  return writer.finish(catalog, id);
}
