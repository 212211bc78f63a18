import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFString } from 'pdf-lib';
import { idOf } from '../../certificates.ts';

const MEGABYTE = 1024 ** 2;
const GIGABYTE = 1024;
const PAGE = { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 595, 842] };

/** A small PDF that names a certificate, and that no reader may unpack whole. */
interface Bomb {
  readonly name: string;
  readonly make: () => Promise<Uint8Array>;
}

export const BOMBS = [
  {
    name: 'a page that inflates twice, to four gigabytes of lines',
    make: () => bomb((document) => packedTwice(document, '0 0 m 500 500 l S\n', 4 * GIGABYTE)),
  },
  {
    name: 'drawings that each draw the next ten times',
    make: () =>
      bomb((document) => {
        let inner = document.context.register(document.context.stream('0 0 m 500 500 l S', PAGE));
        for (let depth = 0; depth < 12; depth += 1) {
          const form = { ...PAGE, Resources: { XObject: { X: inner } } };
          inner = document.context.register(document.context.stream('/X Do '.repeat(10), form));
        }
        document.getPage(0).node.setXObject(PDFName.of('X'), inner);
        return document.context.register(document.context.stream('/X Do'));
      }),
  },
] as const satisfies readonly Bomb[];

/** Makes a document of one page with a link to its certificate, and these contents. */
async function bomb(
  contentsOf: (document: PDFDocument) => ReturnType<typeof packedTwice>,
): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage([595, 842]);
  const action = { S: 'URI', URI: PDFString.of(`https://verify.example.org/V/${idOf(1)}`) };
  const link = document.context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], A: action });
  page.node.addAnnot(document.context.register(link));
  page.node.set(PDFName.of('Contents'), contentsOf(document));
  return document.save({ useObjectStreams: false });
}

/** Adds a stream of so many megabytes of one text, compressed twice. */
function packedTwice(document: PDFDocument, text: string, megabytes: number) {
  const block = deflateRawSync(text.repeat(Math.ceil(MEGABYTE / text.length)), {
    finishFlush: constants.Z_FULL_FLUSH,
  });
  // A block that ends with a full flush can be repeated. Nobody comes to the checksum, which is missing.
  const packed = Buffer.concat([Buffer.from([0x78, 0xda]), ...Array(megabytes).fill(block)]);
  const filters = { Filter: ['FlateDecode', 'FlateDecode'] };
  return document.context.register(document.context.stream(deflateSync(packed, { level: 9 }), filters));
}
