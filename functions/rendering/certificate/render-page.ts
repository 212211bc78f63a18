import type { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import { qrAddress, verificationUrl } from '../../domain/certificate/verification-address.ts';
import type { Attachments } from '../../domain/ports/document-renderer.ts';
import { ContentBuffer } from '../document/content-buffer.ts';
import { DocumentFonts, fontTag } from '../document/document-fonts.ts';
import { xmpPacket } from '../document/document-metadata.ts';
import { DocumentWriter } from '../document/document-writer.ts';
import { drawText } from '../document/draw-text.ts';
import { embedFile } from '../document/embedded-files.ts';
import { pdfNumbers, pdfText } from '../document/pdf-syntax.ts';
import { qrSymbol } from '../document/qr-code.ts';
import { type SealField, writeSignature } from '../document/seal-field.ts';
import { LINK_PARENT } from '../document/structure-tree.ts';
import { cleanText } from '../text/clean-text.ts';
import { type Box, fitPlacement } from '../text/text-placement.ts';
import type { Language } from '../text/wording.ts';
import { attachedRecord } from './attached-record.ts';
import { completeSentence } from './certificate-wording.ts';
import { type CertificateText, LINK_WORDS, type QrPlacement } from './layout-elements.ts';
import { sharedFactsOf } from './shared-facts.ts';
import { type RenderContext, type SharedPage, sharedPageOf } from './shared-page.ts';

/** A document, and the placeholders of its signature when it is to be sealed. */
export interface RenderedDocument {
  readonly bytes: Buffer;
  readonly seal: SealField | null;
}

/** Content of the page that is being rendered. Rendering is synchronous, so one buffer serves all documents. */
const pageContent = new ContentBuffer();

/** Renders a certificate onto its shared page. The same arguments give the same bytes. */
export function renderPage(
  context: RenderContext,
  snapshot: CertificateSnapshot,
  { credentialJwt }: Attachments,
  withSeal: boolean,
): RenderedDocument {
  const { objects } = context.design;
  const sharedPage = sharedPageOf(context, sharedFactsOf(snapshot), {
    credential: credentialJwt !== undefined,
    seal: withSeal,
  });
  const writer = new DocumentWriter(sharedPage.start);
  pageContent.clear();
  const page: CertificatePage = {
    context,
    sharedPage,
    snapshot,
    writer,
    fonts: new DocumentFonts('D'),
    content: pageContent,
  };
  for (const text of sharedPage.texts) drawCertificateText(page, text);
  for (const symbol of sharedPage.symbols) drawSymbol(page, symbol);
  writer.deflatedStream(objects.content, '', page.content.view());
  const record = attachedRecord(snapshot);
  const id = createHash('sha256')
    .update(record)
    .update(credentialJwt ?? '')
    .digest('hex')
    .slice(0, 32);
  const { before, after } = sharedPage.page;
  writer.object(objects.page, before + page.fonts.write(writer, fontTag(id)) + after);
  const [recordFile, credentialFile] = sharedPage.files;
  if (recordFile) embedFile(writer, recordFile, record, snapshot.issuedAt);
  if (credentialFile) embedFile(writer, credentialFile, credentialJwt ?? '', snapshot.issuedAt);
  writer.stream(
    objects.metadata,
    '/Type/Metadata/Subtype/XML',
    xmpPacket(sharedPage.title, snapshot.issuedAt),
  );
  const seal =
    sharedPage.seal &&
    writeSignature(writer, sharedPage.seal, {
      sealedAt: snapshot.issuedAt,
      sealer: cleanText(snapshot.issuers[0].nameEn),
    });
  return { bytes: writer.finish(objects.catalog, id), seal };
}

/** The page of one certificate that is being drawn. */
interface CertificatePage {
  readonly context: RenderContext;
  readonly sharedPage: SharedPage;
  readonly snapshot: CertificateSnapshot;
  readonly writer: DocumentWriter;
  readonly fonts: DocumentFonts;
  readonly content: ContentBuffer;
}

/** Drawn texts kept per recurring sentence. */
const MAX_DRAWN_TEXTS = 512;

function drawCertificateText(page: CertificatePage, text: CertificateText): void {
  const { content, sharedPage } = page;
  const completed = completeSentence(text.sentence, page.snapshot, text.language);
  const drawn = text.drawn?.get(completed);
  if (drawn) {
    content.operators(drawn);
    return;
  }
  const fitted = fitPlacement(page.context.library, text.placement, completed);
  // A text takes all its characters from one font, because text extractors split a line where its font changes.
  const inSharedFonts = fitted.lines.every((line) => sharedPage.fonts.holds(line));
  const start = content.length;
  content.forgetColour();
  content.openMark(text.tag, text.mark);
  const box = drawText(content, text.placement, fitted, inSharedFonts ? sharedPage.fonts : page.fonts);
  content.closeMark();
  if (text.annotation !== null) writeLink(page, text.annotation, text.language, box);
  else if (text.drawn && inSharedFonts) {
    if (text.drawn.size >= MAX_DRAWN_TEXTS) text.drawn.clear();
    text.drawn.set(completed, Uint8Array.from(content.view().subarray(start)));
  }
}

/** Writes the annotation of the link to the verification page. */
function writeLink(
  { writer, snapshot }: CertificatePage,
  annotation: number,
  language: Language,
  box: Box,
): void {
  writer.object(
    annotation,
    `<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[${pdfNumbers(box)}]/StructParent ${LINK_PARENT}/Contents${pdfText(LINK_WORDS[language])}/A<</S/URI/URI${pdfText(verificationUrl(snapshot))}>>>>`,
  );
}

/** White modules on each side of a QR symbol. ISO/IEC 18004 asks for 4; the page around the symbol is white as well. */
const QUIET_ZONE_MODULES = 3;

function drawSymbol({ snapshot, content }: CertificatePage, { mark, box, colour }: QrPlacement): void {
  const [left, bottom, right] = box;
  const symbol = qrSymbol(qrAddress(snapshot));
  const scale = (right - left) / (symbol.modules + 2 * QUIET_ZONE_MODULES);
  const inset = QUIET_ZONE_MODULES * scale;
  content.openMark('Figure', mark);
  content.text(
    `q 1 1 1 rg ${pdfNumbers([left, bottom, right - left, right - left])} re f ${colour} rg ${scale.toFixed(5)} 0 0 ${scale.toFixed(5)} ${pdfNumbers([left + inset, bottom + inset])} cm\n`,
  );
  content.rectangles(symbol.rectangles);
  content.text('f Q\n');
  content.closeMark();
}
