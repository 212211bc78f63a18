import type { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import { ContentBuffer } from '../document/content-buffer.ts';
import { xmpPacket } from '../document/document-metadata.ts';
import { DocumentWriter } from '../document/document-writer.ts';
import { embedFile } from '../document/embedded-files.ts';
import { pdfNumbers, pdfText } from '../document/pdf-syntax.ts';
import { qrSymbol } from '../document/qr-code.ts';
import { type SealField, writeSignature } from '../document/seal-field.ts';
import { LINK_PARENT } from '../document/structure-tree.ts';
import { DocumentFonts, fontTag } from '../fonts/document-fonts.ts';
import { type Box, fitPlacement, layoutText } from '../text/layout-text.ts';
import { attachedRecord } from './attached-record.ts';
import { LINK_WORDS, type OwnSymbol, type OwnText } from './layout-elements.ts';
import { sharedFactsOf } from './shared-facts.ts';
import { type RenderContext, type SharedPage, sharedPageOf } from './shared-page.ts';
import { complete, qrAddress, verificationUrl } from './wording.ts';

export interface Attachments {
  /** A signed credential, attached beside the data. */
  readonly credentialJwt?: string;
}

/** A stamped document; its signature's placeholder is to be filled when it is to be sealed. */
export interface RenderedDocument {
  readonly bytes: Buffer;
  readonly seal: SealField | null;
}

const sharedContent = new ContentBuffer();

/** Completes an edition with one certificate. Same arguments, same bytes. */
export function renderPage(
  context: RenderContext,
  snapshot: CertificateSnapshot,
  { credentialJwt }: Attachments,
  toBeSealed: boolean,
): RenderedDocument {
  const { objects } = context.design;
  const sharedPage = sharedPageOf(context, sharedFactsOf(snapshot), {
    credential: credentialJwt !== undefined,
    seal: toBeSealed,
  });
  const writer = new DocumentWriter(sharedPage.start);
  sharedContent.clear();
  const sheet: Sheet = {
    context,
    sharedPage,
    snapshot,
    writer,
    fonts: new DocumentFonts('D'),
    content: sharedContent,
  };
  for (const text of sharedPage.texts) drawText(sheet, text);
  for (const symbol of sharedPage.symbols) drawSymbol(sheet, symbol);
  writer.deflatedStream(objects.content, '', sheet.content.view());
  const record = attachedRecord(snapshot);
  const id = createHash('sha256')
    .update(record)
    .update(credentialJwt ?? '')
    .digest('hex')
    .slice(0, 32);
  const { before, after } = sharedPage.page;
  writer.object(objects.page, before + sheet.fonts.write(writer, fontTag(id)) + after);
  const [recordFile, credentialFile] = sharedPage.files;
  if (recordFile) embedFile(writer, recordFile, record, snapshot.issuedAt);
  if (credentialFile) embedFile(writer, credentialFile, credentialJwt ?? '', snapshot.issuedAt);
  writer.stream(
    objects.metadata,
    '/Type/Metadata/Subtype/XML',
    xmpPacket(sharedPage.title, snapshot.issuedAt),
  );
  const seal = sharedPage.seal && writeSignature(writer, sharedPage.seal, snapshot);
  return { bytes: writer.finish(objects.catalog, id), seal };
}

/** A page while a certificate's own parts are drawn. */
interface Sheet {
  readonly context: RenderContext;
  readonly sharedPage: SharedPage;
  readonly snapshot: CertificateSnapshot;
  readonly writer: DocumentWriter;
  readonly fonts: DocumentFonts;
  readonly content: ContentBuffer;
}

/** More than the hours of one opportunity differ. */
const MOST_REMEMBERED = 512;

function drawText(sheet: Sheet, text: OwnText): void {
  const { content, sharedPage } = sheet;
  const said = complete(text.sentence, sheet.snapshot, text.language);
  const known = text.drawn?.get(said);
  if (known) {
    content.operators(known);
    return;
  }
  const fitted = fitPlacement(sheet.context.library, text.placement, said);
  // All of a text comes from one font: two extractors cut a line where its font changes.
  const prepared = fitted.lines.every((line) => sharedPage.fonts.holds(line));
  const start = content.length;
  content.forgetColour();
  content.openMark(text.tag, text.mark);
  const box = layoutText(content, text.placement, fitted, prepared ? sharedPage.fonts : sheet.fonts);
  content.closeMark();
  if (text.annotation !== null) writeLink(sheet, text.annotation, text.language, box);
  else if (text.drawn && prepared) {
    if (text.drawn.size >= MOST_REMEMBERED) text.drawn.clear();
    text.drawn.set(said, Uint8Array.from(content.view().subarray(start)));
  }
}

function writeLink(
  { writer, snapshot }: Sheet,
  annotation: number,
  language: OwnText['language'],
  box: Box,
): void {
  writer.object(
    annotation,
    `<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[${pdfNumbers(box)}]/StructParent ${LINK_PARENT}/Contents${pdfText(LINK_WORDS[language])}/A<</S/URI/URI${pdfText(verificationUrl(snapshot))}>>>>`,
  );
}

const QUIET_ZONE_MODULES = 3;

function drawSymbol({ snapshot, content }: Sheet, { mark, box, colour }: OwnSymbol): void {
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
