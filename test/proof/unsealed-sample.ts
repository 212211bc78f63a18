import {
  AFRelationship,
  PDFArray,
  PDFDocument,
  PDFHexString,
  PDFInvalidObject,
  PDFName,
  PDFNumber,
  PDFString,
} from 'pdf-lib';
import type { CertificateSnapshot } from '../../functions/domain/certificate/certificate.ts';
import { displayId } from '../../functions/domain/certificate/certificate-id.ts';
import type {
  Attachments,
  DocumentRenderer,
  UnsealedDocument,
} from '../../functions/domain/ports/document-renderer.ts';

const SIGNATURE_BYTES = 8192;
const BYTE_RANGE = /\/ByteRange \[ 0 [* /]+\]/;

/** A renderer without a design, so that tests of proof don't depend on how a page looks. */
export const SAMPLE_RENDERER: DocumentRenderer = {
  prepare: async () => {},
  render: async (snapshot, attachments) =>
    (await pageOf(snapshot, attachments)).save({ useObjectStreams: false }),
  renderForSeal,
};

async function renderForSeal(
  snapshot: CertificateSnapshot,
  attachments?: Attachments,
): Promise<UnsealedDocument> {
  const document = await pageOf(snapshot, attachments);
  const { context } = document;
  const byteRange = PDFArray.withContext(context);
  byteRange.push(PDFNumber.of(0));
  for (let number = 0; number < 3; number += 1) byteRange.push(PDFName.of('**********'));
  const signature = context.obj({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: byteRange,
    Contents: PDFHexString.of('0'.repeat(SIGNATURE_BYTES * 2)),
    M: PDFString.fromDate(new Date(snapshot.issuedAt)),
    Reference: [
      {
        Type: 'SigRef',
        TransformMethod: 'DocMDP',
        TransformParams: { Type: 'TransformParams', P: 1, V: PDFName.of('1.2') },
      },
    ],
  });
  // Outside the object streams, so that its range can be found and filled in.
  const raw = new Uint8Array(signature.sizeInBytes());
  signature.copyBytesInto(raw, 0);
  const signatureRef = context.register(PDFInvalidObject.of(raw));
  const page = document.getPage(0);
  const widget = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      Rect: [0, 0, 0, 0],
      V: signatureRef,
      T: PDFString.of('Seal'),
      F: 132,
      P: page.ref,
    }),
  );
  page.node.set(PDFName.of('Annots'), context.obj([widget]));
  document.catalog.set(PDFName.of('AcroForm'), context.obj({ SigFlags: 3, Fields: [widget] }));
  document.catalog.set(PDFName.of('Perms'), context.obj({ DocMDP: signatureRef }));
  return withByteRange(Buffer.from(await document.save({ useObjectStreams: false })));
}

function withByteRange(bytes: Buffer): UnsealedDocument {
  const text = bytes.toString('latin1');
  const placeholder = BYTE_RANGE.exec(text);
  if (placeholder === null) throw new Error('No ByteRange');
  const open = text.indexOf('/Contents <', placeholder.index) + '/Contents '.length;
  const close = text.indexOf('>', open) + 1;
  const byteRange = [0, open, close, bytes.length - close] as const;
  bytes.write(
    `/ByteRange [ ${byteRange.join(' ')} ]`.padEnd(placeholder[0].length),
    placeholder.index,
    'latin1',
  );
  return { bytes, byteRange };
}

async function pageOf(snapshot: CertificateSnapshot, attachments: Attachments = {}): Promise<PDFDocument> {
  const { credentialJwt } = attachments;
  const at = new Date(snapshot.issuedAt);
  const document = await PDFDocument.create({ updateMetadata: false });
  const page = document.addPage([842, 595]);
  page.drawText(`${snapshot.holder.nameEn}, ${snapshot.minutes} minutes`, { x: 60, y: 400, size: 24 });
  const id = PDFHexString.of(Buffer.from(snapshot.certificateId).toString('hex'));
  document.context.trailerInfo.ID = document.context.obj([id, id]);
  const link = document.context.obj({
    Type: 'Annot',
    Subtype: 'Link',
    Rect: [60, 60, 120, 120],
    A: { S: 'URI', URI: PDFString.of(`https://verify.example/V/${snapshot.certificateId}`) },
  });
  page.node.addAnnot(document.context.register(link));
  const metadata = `<dc:identifier>${displayId(snapshot.certificateId)}</dc:identifier>`;
  const stream = document.context.stream(metadata, { Type: 'Metadata', Subtype: 'XML' });
  document.catalog.set(PDFName.of('Metadata'), document.context.register(stream));
  if (credentialJwt !== undefined) {
    await document.attach(Buffer.from(credentialJwt), 'credential.jwt', {
      mimeType: 'application/jwt',
      afRelationship: AFRelationship.Source,
      creationDate: at,
      modificationDate: at,
    });
  }
  return document;
}
