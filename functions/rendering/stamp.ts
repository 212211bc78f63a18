import type { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { CertificateSnapshot, PrintedIssuer } from '../domain/certificate.ts';
import { attachedRecord, CREDENTIAL_FILE, RECORD_FILE } from './attached-record.ts';
import { cleanText } from './clean-text.ts';
import type { CompiledDesign, CompiledElement } from './compiled-design.ts';
import { ContentBuffer } from './content-buffer.ts';
import { DocumentFonts } from './document-fonts.ts';
import { xmpPacket } from './document-metadata.ts';
import { DocumentWriter } from './document-writer.ts';
import { embedFiles } from './embedded-files.ts';
import type { FittedText } from './fit-text.ts';
import type { FontLibrary } from './font-library.ts';
import type { LogoArt } from './logo-art.ts';
import { pdfNumber, pdfNumbers, pdfText } from './pdf-syntax.ts';
import { fitPlacement, placeText, type TextPlacement } from './place-text.ts';
import { qrSymbol } from './qr-code.ts';
import { placeSealField, type SealField, writeSignature } from './seal-field.ts';
import { signatoryColumns } from './signatory-columns.ts';
import { LINK_PARENT, StructureTree } from './structure-tree.ts';
import { qrAddress, verificationUrl, wordFor } from './wording.ts';

/** What stamping needs besides the snapshot; opened once, at cold start. */
export interface Press {
  readonly library: FontLibrary;
  readonly design: CompiledDesign;
  logo(name: string): LogoArt;
  /** Fitted texts that certificates of a batch have in common. */
  readonly fitted: Map<TextPlacement, Map<string, FittedText>>;
}

export interface Attachments {
  /** A signed credential, attached beside the data. */
  readonly credentialJwt?: string;
}

/** A stamped document; `contentsAt` is the offset of the signature's placeholder when it is to be sealed. */
export interface StampedDocument {
  readonly bytes: Buffer;
  readonly seal: SealField | null;
}

const sharedContent = new ContentBuffer();

/** Completes a design's prepared start with one certificate. Same arguments, same bytes. */
export function stamp(
  press: Press,
  snapshot: CertificateSnapshot,
  attachments: Attachments,
  toBeSealed: boolean,
): StampedDocument {
  const { design } = press;
  const { objects } = design;
  const writer = new DocumentWriter(design.start);
  sharedContent.clear();
  const sheet: Sheet = {
    press,
    snapshot,
    writer,
    tree: new StructureTree(writer, objects, design.fixedMarks),
    fonts: new DocumentFonts('D'),
    annotations: [],
    logos: new Map(),
    sealField: null,
    content: sharedContent,
  };
  for (const element of design.elements) drawElement(sheet, element, toBeSealed);
  sheet.tree.write();
  const record = attachedRecord(snapshot);
  const id = createHash('sha256')
    .update(record)
    .update(attachments.credentialJwt ?? '')
    .digest('hex')
    .slice(0, 32);
  const fontResources = sheet.fonts.write(writer, fontTag(id));
  writer.deflatedStream(objects.content, '', sheet.content.view());
  writePage(sheet, fontResources);
  const files = embedFiles(
    writer,
    [
      { name: RECORD_FILE, mediaType: 'application/json', description: 'Certificate data', body: record },
      ...(attachments.credentialJwt
        ? [
            {
              name: CREDENTIAL_FILE,
              mediaType: 'application/vc+jwt',
              description: 'Signed credential',
              body: attachments.credentialJwt,
            },
          ]
        : []),
    ],
    snapshot.issuedAt,
  );
  writer.stream(
    objects.metadata,
    '/Type/Metadata/Subtype/XML',
    xmpPacket(documentTitle(snapshot), snapshot.issuedAt),
  );
  const signature = sheet.sealField && writeSignature(writer, sheet.sealField, snapshot);
  writer.object(
    objects.catalog,
    `<</Type/Catalog/Pages ${objects.pages} 0 R/Lang(ar)/MarkInfo<</Marked true>>/StructTreeRoot ${objects.structure} 0 R/ViewerPreferences<</DisplayDocTitle true>>/Metadata ${objects.metadata} 0 R/OutputIntents[${objects.outputIntent} 0 R]${files}${signature?.catalogEntries ?? ''}>>`,
  );
  return { bytes: writer.finish(objects.catalog, id), seal: signature?.field ?? null };
}

/** A page while it is drawn. */
export interface Sheet {
  readonly press: Press;
  readonly snapshot: CertificateSnapshot;
  readonly writer: DocumentWriter;
  readonly tree: StructureTree;
  readonly fonts: DocumentFonts;
  readonly annotations: number[];
  readonly logos: Map<string, { resource: string; object: number }>;
  sealField: { readonly widget: number; readonly signature: number } | null;
  readonly content: ContentBuffer;
}

function drawElement(sheet: Sheet, element: CompiledElement, toBeSealed: boolean): void {
  switch (element.kind) {
    case 'fixed':
      sheet.tree.fixed(element.language, element.object);
      break;
    case 'text':
      drawText(sheet, element);
      break;
    case 'qr':
      drawQr(sheet, element);
      break;
    case 'logo':
      drawLogo(sheet, element);
      break;
    case 'signatories':
      drawSignatories(sheet, element);
      break;
    case 'seal':
      if (toBeSealed) sheet.sealField = placeSealField(sheet, element.box, element.colour);
  }
}

type ElementOf<Kind extends CompiledElement['kind']> = Extract<CompiledElement, { kind: Kind }>;

function drawText(sheet: Sheet, element: ElementOf<'text'>): void {
  const { snapshot, tree, writer } = sheet;
  const text = wordFor(element.wording, snapshot, element.language);
  if (text === null) return;
  const fitted = fitFor(sheet.press, element.placement, text, element.personal);
  if (!element.link) {
    openMark(sheet, element.tag, tree.text(element.language, element.tag));
    placeText(sheet.content, element.placement, fitted, sheet.fonts);
    closeMark(sheet);
    return;
  }
  const annotation = writer.allot();
  const alternative = LINK_WORDS[element.language];
  openMark(sheet, 'Link', tree.link(element.language, annotation, alternative));
  const box = placeText(sheet.content, element.placement, fitted, sheet.fonts);
  closeMark(sheet);
  writer.object(
    annotation,
    `<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[${pdfNumbers(box)}]/StructParent ${LINK_PARENT}/Contents${pdfText(alternative)}/A<</S/URI/URI${pdfText(verificationUrl(snapshot))}>>>>`,
  );
  sheet.annotations.push(annotation);
}

const LINK_WORDS = { ar: 'صفحة التحقق من هذه الشهادة', en: 'Verification page of this certificate' };

const MOST_REMEMBERED = 512;

function fitFor(press: Press, placement: TextPlacement, text: string, personal: boolean): FittedText {
  if (personal) return fitPlacement(press.library, placement, text);
  let known = press.fitted.get(placement);
  if (!known || known.size > MOST_REMEMBERED) {
    known = new Map();
    press.fitted.set(placement, known);
  }
  let fitted = known.get(text);
  if (!fitted) {
    fitted = fitPlacement(press.library, placement, text);
    known.set(text, fitted);
  }
  return fitted;
}

function openMark(sheet: Sheet, tag: string, mark: number): void {
  sheet.content.text(`/${tag}<</MCID ${mark}>>BDC\n`);
}

function closeMark(sheet: Sheet): void {
  sheet.content.text('EMC\n');
}

function drawFigure(sheet: Sheet, mark: number, operators: string): void {
  openMark(sheet, 'Figure', mark);
  sheet.content.text(operators);
  closeMark(sheet);
}

const QUIET_ZONE_MODULES = 3;
const QR_WORDS = {
  ar: 'رمز استجابة سريعة يفتح صفحة التحقق من الشهادة',
  en: 'QR code that opens the verification page of the certificate',
};

function drawQr(sheet: Sheet, { language, box, colour }: ElementOf<'qr'>): void {
  const [left, bottom, right] = box;
  const symbol = qrSymbol(qrAddress(sheet.snapshot));
  const scale = (right - left) / (symbol.modules + 2 * QUIET_ZONE_MODULES);
  const inset = QUIET_ZONE_MODULES * scale;
  const alternative = `${QR_WORDS[language]}: ${verificationUrl(sheet.snapshot)}`;
  const { content } = sheet;
  openMark(sheet, 'Figure', sheet.tree.figure(language, alternative, box));
  content.text(
    `q 1 1 1 rg ${pdfNumbers([left, bottom, right - left, right - left])} re f ${colour} rg ${scale.toFixed(5)} 0 0 ${scale.toFixed(5)} ${pdfNumbers([left + inset, bottom + inset])} cm\n`,
  );
  content.rectangles(symbol.rectangles);
  content.text('f Q\n');
  closeMark(sheet);
}

const LOGO_WORDS = { ar: 'شعار', en: 'Logo of' };

function drawLogo(sheet: Sheet, { language, issuer: index, box, decorative }: ElementOf<'logo'>): void {
  const issuer = sheet.snapshot.issuers[index];
  if (!issuer?.logo) return;
  const art = sheet.press.logo(issuer.logo);
  let logo = sheet.logos.get(issuer.logo);
  if (!logo) {
    logo = { resource: `L${sheet.logos.size}`, object: sheet.writer.allot() };
    sheet.logos.set(issuer.logo, logo);
    sheet.writer.stream(
      logo.object,
      `/Type/XObject/Subtype/Form/BBox[0 0 ${pdfNumbers([art.width, art.height])}]/Resources<<>>/Filter/FlateDecode`,
      art.deflated,
    );
  }
  const [left, bottom, right, top] = box;
  const scale = Math.min((right - left) / art.width, (top - bottom) / art.height);
  const x = (left + right - art.width * scale) / 2;
  const y = (bottom + top - art.height * scale) / 2;
  const operators = `q ${scale.toFixed(5)} 0 0 ${scale.toFixed(5)} ${pdfNumbers([x, y])} cm /${logo.resource} Do Q\n`;
  if (decorative) {
    sheet.content.text(`/Artifact BMC\n${operators}EMC\n`);
    return;
  }
  const name = language === 'ar' ? issuer.nameAr : issuer.nameEn;
  drawFigure(
    sheet,
    sheet.tree.figure(language, `${LOGO_WORDS[language]} ${cleanText(name)}`, box),
    operators,
  );
}

function drawSignatories(sheet: Sheet, element: ElementOf<'signatories'>): void {
  const { issuers } = sheet.snapshot;
  const whose: readonly (PrintedIssuer | undefined)[] =
    element.issuer === 'all' ? issuers : [issuers[element.issuer]];
  const people = whose.flatMap((issuer) => issuer?.signatories ?? []);
  for (const column of signatoryColumns(element, people)) {
    if (element.rule) {
      const [fromX, fromY, toX, toY] = column.rule.map(pdfNumber);
      sheet.content.text(
        `/Artifact BMC\nq ${element.rule} RG 0.5 w ${fromX} ${fromY} m ${toX} ${toY} l S Q\nEMC\n`,
      );
    }
    for (const { placement, text } of [column.name, column.title]) {
      const fitted = fitFor(sheet.press, placement, text, false);
      openMark(sheet, 'P', sheet.tree.text(element.language, 'P'));
      placeText(sheet.content, placement, fitted, sheet.fonts);
      closeMark(sheet);
    }
  }
}

function writePage(sheet: Sheet, fontResources: string): void {
  const { objects, page, fontResources: fixedFonts, formResources } = sheet.press.design;
  const logos = [...sheet.logos.values()]
    .map(({ resource, object }) => `/${resource} ${object} 0 R`)
    .join('');
  const annotations = sheet.annotations.map((object) => `${object} 0 R`).join(' ');
  sheet.writer.object(
    objects.page,
    `<</Type/Page/Parent ${objects.pages} 0 R/MediaBox[0 0 ${pdfNumber(page.width)} ${pdfNumber(page.height)}]/Contents[${objects.fixedContent} 0 R ${objects.content} 0 R]/Resources<</Font<<${fixedFonts}${fontResources}>>/XObject<<${formResources}${logos}>>>>/StructParents 0/Tabs/S${annotations && `/Annots[${annotations}]`}>>`,
  );
}

/** The title a viewer's window shows. */
function documentTitle({ titleAr, titleEn }: CertificateSnapshot): string {
  return `${cleanText(titleAr)} — ${cleanText(titleEn)}`;
}

/** Six letters that name the document's own slices of its fonts. */
export function fontTag(id: string): string {
  let tag = '';
  for (let i = 0; i < 6; i++)
    tag += String.fromCharCode(65 + (Number.parseInt(id.slice(2 * i, 2 * i + 2), 16) % 26));
  return tag;
}
