import { hash } from 'node:crypto';
import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import { displayId } from '../../domain/certificate/certificate-id.ts';
import { qrAddress, verificationUrl } from '../../domain/certificate/verification-address.ts';
import type { Attachments } from '../../domain/ports/document-renderer.ts';
import { writeMetadata } from '../document/document-metadata.ts';
import { writeDocument } from '../document/document-writer.ts';
import { embedFile } from '../document/embedded-files.ts';
import { qrSymbol } from '../document/qr-code.ts';
import { writeSignature } from '../document/seal-field.ts';
import { contextWith } from '../document/shared-objects.ts';
import { deflatedStream } from '../document/streams.ts';
import { cleanText } from '../text/clean-text.ts';
import { ContentBuffer } from '../text/content-buffer.ts';
import { storedSegment } from '../text/deflate.ts';
import { drawText } from '../text/draw-text.ts';
import { FontSubsets, fontTag, noObject } from '../text/font-subsets.ts';
import { pdfNumbers } from '../text/operands.ts';
import { type PDFContext, PDFString } from '../text/pdf-core.ts';
import { fitPlacement } from '../text/text-placement.ts';
import { attachedRecord } from './attached-record.ts';
import { completeSentence, RECURRING_FACTS } from './certificate-wording.ts';
import { documentTitle } from './document-title.ts';
import type { CertificateText, QrPlacement } from './layout-elements.ts';
import { sharedFactsOf } from './shared-facts.ts';
import { type RenderContext, type SharedPage, sharedPageOf } from './shared-page.ts';

/** Content of the page that is being drawn. Drawing is synchronous, so one buffer serves all documents. */
const pageContent = new ContentBuffer();

/** Renders a certificate onto its shared page. The same arguments give the same bytes. */
export function renderPage(
  context: RenderContext,
  snapshot: CertificateSnapshot,
  { credentialJwt }: Attachments,
  withSeal: boolean,
): Promise<Uint8Array> {
  const sharedPage = sharedPageOf(context, sharedFactsOf(snapshot), {
    credential: credentialJwt !== undefined,
    seal: withSeal,
  });
  const document = contextWith(sharedPage.shared);
  // Letters of names are few: compressing them saves a fifth of them, and takes longer than everything else.
  const fonts = new FontSubsets(noObject, sharedPage.fonts, storedSegment);
  pageContent.clear();
  const page: CertificatePage = { context, sharedPage, snapshot, document, fonts, content: pageContent };
  for (const text of sharedPage.texts) drawCertificateText(page, text);
  for (const symbol of sharedPage.symbols) drawSymbol(page, symbol);
  document.assign(sharedPage.content, deflatedStream(document, page.content.view()));
  const record = attachedRecord(snapshot);
  const id = hash('sha256', record + (credentialJwt ?? ''), 'hex').slice(0, 32);
  fonts.embed(document, fontTag(id));
  const uri = PDFString.of(verificationUrl(snapshot));
  document.assign(sharedPage.action, document.obj({ S: 'URI', URI: uri }));
  const [recordFile, credentialFile] = sharedPage.files;
  if (recordFile) embedFile(document, recordFile, record, snapshot.issuedAt);
  if (credentialFile) embedFile(document, credentialFile, credentialJwt ?? '', snapshot.issuedAt);
  writeMetadata(document, sharedPage.metadata, {
    title: documentTitle(sharedPage.headings, snapshot),
    creators: snapshot.issuers.map(({ nameEn }) => cleanText(nameEn)),
    identifier: displayId(snapshot.certificateId),
    issuedAt: snapshot.issuedAt,
  });
  if (sharedPage.seal) {
    writeSignature(document, sharedPage.seal, {
      sealedAt: snapshot.issuedAt,
      sealer: cleanText(snapshot.issuers[0].nameEn),
    });
  }
  return writeDocument(document, sharedPage.catalog, id, sharedPage.shared);
}

/** The page of one certificate that is being drawn. */
interface CertificatePage {
  readonly context: RenderContext;
  readonly sharedPage: SharedPage;
  readonly snapshot: CertificateSnapshot;
  readonly document: PDFContext;
  readonly fonts: FontSubsets;
  readonly content: ContentBuffer;
}

function drawCertificateText(page: CertificatePage, text: CertificateText): void {
  const { content, context, sharedPage, snapshot, fonts } = page;
  const key = recurrenceOf(text, snapshot);
  // Kept operators set their colour, so every text does: the bytes are the same whichever texts are kept.
  content.forgetColour();
  content.openMark(text.tag, text.mark);
  const drawn = key !== null && sharedPage.drawnTexts.find(key);
  if (drawn) content.operators(drawn);
  else {
    const completed = completeSentence(text.sentence, snapshot, text.language);
    const fitted = fitPlacement(context.library, text.placement, completed);
    const start = content.length;
    fonts.added = false;
    drawText(content, text.placement, fitted, fonts);
    // With letters of the shared page alone, the operators are the same in all its documents.
    if (key !== null && !fonts.added) sharedPage.drawnTexts.keep(key, content.view().slice(start));
  }
  content.closeMark();
}

/** Returns what determines the words of a text that recurs; null when it doesn't. */
function recurrenceOf({ recursAs, sentence }: CertificateText, snapshot: CertificateSnapshot): string | null {
  if (recursAs === null) return null;
  let key = String(recursAs);
  for (const { fact } of sentence.facts) key += `\n${RECURRING_FACTS[fact]?.(snapshot)}`;
  return key;
}

/** White modules on each side of a QR symbol. ISO/IEC 18004 asks for 4; the page around the symbol is white as well. */
const QUIET_ZONE_MODULES = 3;

/** Draws the symbol in pure black: a tint is lost when a page is printed in black and white. */
function drawSymbol({ snapshot, content }: CertificatePage, { mark, box }: QrPlacement): void {
  const [left, bottom, right] = box;
  const symbol = qrSymbol(qrAddress(snapshot));
  const scale = (right - left) / (symbol.modules + 2 * QUIET_ZONE_MODULES);
  const inset = QUIET_ZONE_MODULES * scale;
  content.openMark('Figure', mark);
  content.text(
    `q 1 1 1 rg ${pdfNumbers([left, bottom, right - left, right - left])} re f 0 0 0 rg ${scale.toFixed(5)} 0 0 ${scale.toFixed(5)} ${pdfNumbers([left + inset, bottom + inset])} cm\n`,
  );
  content.rectangles(symbol.rectangles);
  content.text('f Q\n');
  content.closeMark();
}
