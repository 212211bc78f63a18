import { ColorSpace, Document, Matrix, type PDFDocument as MupdfDocument } from 'mupdf';
import { PDFDocument, PDFName, type PDFPage, rgb } from 'pdf-lib';
import encodeQR from 'qr';
import { idOf } from '../../certificates.ts';
import { fileOf, has, run } from '../../rendering/tools.ts';
import { createSigningFixture, type SigningFixture } from '../sealed-certificate.ts';
import { DESIGN_ISSUERS, DESIGN_RENDERER } from './designed-certificate.ts';

/** The certificate that is forged, another one, and one that was revoked. */
export const [FORGED_ID, OTHER_ID, REVOKED_ID] = [idOf(1), idOf(3), idOf(5)] as const;

/** Issued documents in their designs, sealed. */
export interface IssuedFiles {
  readonly fixture: SigningFixture;
  readonly genuine: Uint8Array;
  readonly other: Uint8Array;
  readonly revoked: Uint8Array;
}

/** A forged file, and what is answered about it on the command line and on the page of the certificate. */
export interface Forgery {
  readonly name: string;
  readonly make: (issued: IssuedFiles) => Promise<Uint8Array> | Uint8Array;
  readonly result: 'altered' | 'revoked' | 'unchecked';
  readonly page: RegExp;
}

const ALTERED = /^This file was altered/;
const BACKGROUND = rgb(1, 1, 1);
const INK = rgb(0, 0, 0);

/** Issues the documents. */
export async function issuedFiles(): Promise<IssuedFiles> {
  const fixture = await createSigningFixture(DESIGN_RENDERER);
  const issued = (certificateId: string) => fixture.document({ certificateId, issuers: DESIGN_ISSUERS });
  const [genuine, other, revoked] = await Promise.all([FORGED_ID, OTHER_ID, REVOKED_ID].map(issued));
  return { fixture, genuine: genuine as never, other: other as never, revoked: revoked as never };
}

/** Ways to forge a certificate. */
export const FORGERIES: readonly Forgery[] = [
  {
    name: 'incremental update',
    make: ({ genuine }) => withNote(genuine, 'incremental'),
    result: 'altered',
    page: /^This file was altered: something was added/,
  },
  { name: 'overlay', make: ({ genuine }) => overlaid(genuine, false), result: 'altered', page: ALTERED },
  {
    name: 'object streams',
    make: ({ genuine }) => overlaid(genuine, true),
    result: 'altered',
    page: ALTERED,
  },
  ...(has('qpdf') ? [linearised()] : []),
  ...(['rc4-128', 'aes-128', 'aes-256'] as const).map(
    (cipher): Forgery => ({
      name: `encrypted with ${cipher}, opens without a password`,
      make: ({ genuine }) => withNote(genuine, `encrypt=${cipher},owner-password=secret`),
      result: 'altered',
      page: ALTERED,
    }),
  ),
  {
    name: 'encrypted under a password',
    make: ({ genuine }) => withNote(genuine, 'encrypt=aes-256,user-password=open,owner-password=secret'),
    result: 'unchecked',
    page: /^Could not check: this file opens only with a password/,
  },
  {
    name: 'attachment swapped',
    make: ({ genuine, other }) => withAttachmentOf(genuine, other),
    result: 'altered',
    // The page doesn't check signatures, and reads what the paper names.
    page: ALTERED,
  },
  {
    name: 'seal copied',
    make: ({ genuine, other }) => withSealOf(other, genuine),
    result: 'altered',
    page: /^This file names another certificate/,
  },
  {
    name: 'QR code of another genuine certificate',
    make: ({ genuine }) => withCodeOf(genuine, `HTTPS://VERIFY.EXAMPLE.ORG/V/${OTHER_ID}`),
    result: 'altered',
    page: /^A page of this file prints the ID .* but its QR code leads to .* rely on neither/,
  },
  {
    name: 'QR code to a forged service',
    make: ({ genuine }) => withCodeOf(genuine, `HTTPS://FORGED.EXAMPLE/V/${FORGED_ID}`),
    result: 'altered',
    page: /^This file was altered.*leads to another address: https:\/\/forged\.example/,
  },
  {
    name: 'file of a revoked certificate',
    make: ({ revoked }) => revoked,
    result: 'revoked',
    page: /^This file names another certificate/,
  },
  {
    name: 'picture of an overlay, with the genuine QR code',
    make: async ({ genuine }) => pictureOf(await overlaid(genuine, false)),
    result: 'altered',
    page: /^This is a picture, not the issued file/,
  },
  ...[0.1, 0.37, 0.62, 0.9].map(
    (part): Forgery => ({
      name: `a byte changed at ${part * 100} %`,
      make: ({ genuine }) => withByteChanged(genuine, Math.floor(genuine.length * part)),
      result: 'altered',
      page: ALTERED,
    }),
  ),
];

/** Writes a note on the page, and saves it as mupdf's options say. */
function withNote(bytes: Uint8Array, options: string): Uint8Array {
  const document = Document.openDocument(bytes, 'application/pdf') as MupdfDocument;
  const note = document.loadPage(0).createAnnotation('FreeText');
  note.setRect([200, 200, 400, 240]);
  note.setContents('999 hours');
  note.update();
  return document.saveToBuffer(options).asUint8Array().slice();
}

/** Covers the name and writes another over it. */
async function overlaid(bytes: Uint8Array, useObjectStreams: boolean): Promise<Uint8Array> {
  const document = await PDFDocument.load(bytes);
  const page = document.getPage(0);
  const { width, height } = page.getSize();
  page.drawRectangle({ x: width * 0.3, y: height * 0.42, width: width * 0.4, height: 30, color: BACKGROUND });
  page.drawText('Someone Else', { x: width * 0.4, y: height * 0.44, size: 20, color: INK });
  return document.save({ useObjectStreams });
}

async function withAttachmentOf(bytes: Uint8Array, other: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.load(bytes);
  const attached = Document.openDocument(other, 'application/pdf') as MupdfDocument;
  const { 'credential.jwt': file } = attached.getEmbeddedFiles();
  const credential = file && attached.getEmbeddedFileContents(file)?.asUint8Array().slice();
  document.catalog.delete(PDFName.of('Names'));
  await document.attach(credential ?? new Uint8Array(), 'credential.jwt', { mimeType: 'application/jwt' });
  return document.save({ useObjectStreams: false });
}

/** Puts the seal of another document into a document, byte for byte. */
function withSealOf(bytes: Uint8Array, other: Uint8Array): Uint8Array {
  const start = (file: Uint8Array) => Buffer.from(file).indexOf('/Contents <30') + '/Contents <'.length;
  const from = start(other);
  const forged = Uint8Array.from(bytes);
  forged.set(other.subarray(from, other.indexOf(0x3e, from)), start(bytes));
  return forged;
}

/** Draws another QR code over that of the page. */
async function withCodeOf(bytes: Uint8Array, address: string): Promise<Uint8Array> {
  const document = await PDFDocument.load(bytes);
  const page = document.getPage(0);
  const { width, height } = page.getSize();
  drawCode(page, address, { x: width * 0.09, y: height * 0.18, size: width * 0.11 });
  return document.save({ useObjectStreams: false });
}

function drawCode(
  page: PDFPage,
  address: string,
  { x, y, size }: { x: number; y: number; size: number },
): void {
  const modules = encodeQR(address, 'raw', { border: 3 });
  const side = size / modules.length;
  page.drawRectangle({ x, y, width: size, height: size, color: BACKGROUND });
  for (const [row, line] of modules.entries())
    for (const [column, dark] of line.entries())
      if (dark)
        page.drawRectangle({
          x: x + column * side,
          y: y + size - (row + 1) * side,
          width: side,
          height: side,
          color: INK,
        });
}

function pictureOf(bytes: Uint8Array): Uint8Array {
  const page = Document.openDocument(bytes, 'application/pdf').loadPage(0);
  return page.toPixmap(Matrix.scale(2, 2), ColorSpace.DeviceRGB, false).asPNG();
}

function withByteChanged(bytes: Uint8Array, index: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[index] = (changed[index] ?? 0) ^ 1;
  return changed;
}

/** qpdf alone writes linearised files; without it this forgery is left out. */
function linearised(): Forgery {
  return {
    name: 'linearised',
    make: async ({ genuine }) => run('qpdf', ['--linearize', fileOf(await overlaid(genuine, false)), '-']),
    result: 'altered',
    page: ALTERED,
  };
}
