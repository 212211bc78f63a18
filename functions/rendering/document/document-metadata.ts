import { Buffer } from 'node:buffer';
import type { PDFContext, PDFRef } from '../text/pdf-core.ts';
import { streamOf } from '../text/raw-object.ts';

/** What the metadata of a document says about it. */
export interface DocumentFacts {
  readonly title: string;
  /** Who made the document. */
  readonly creators: readonly string[];
  readonly identifier?: string;
  /** ISO 8601 instant. */
  readonly issuedAt: string;
}

/**
 * Writes the XMP packet: title, creators, identifier, issue date, languages, and the identification of PDF/A-3a and
 * PDF/UA-1 with the extension schema that PDF/A requires.
 */
export function writeMetadata(context: PDFContext, metadata: PDFRef, facts: DocumentFacts): void {
  context.assign(
    metadata,
    streamOf(context, Buffer.from(xmpPacket(facts)), { Type: 'Metadata', Subtype: 'XML' }),
  );
}

function xmpPacket({ title, creators, identifier, issuedAt }: DocumentFacts): string {
  const names = creators.map((name) => `<rdf:li>${escapeXml(name)}</rdf:li>`).join('');
  return (
    `${HEAD}<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title>` +
    `<dc:creator><rdf:Seq>${names}</rdf:Seq></dc:creator>` +
    (identifier === undefined ? '' : `<dc:identifier>${escapeXml(identifier)}</dc:identifier>`) +
    `<xmp:CreateDate>${issuedAt}</xmp:CreateDate><xmp:ModifyDate>${issuedAt}</xmp:ModifyDate>` +
    '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
  );
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const NAMESPACES = [
  ['pdfaid', 'http://www.aiim.org/pdfa/ns/id/'],
  ['pdfuaid', 'http://www.aiim.org/pdfua/ns/id/'],
  ['dc', 'http://purl.org/dc/elements/1.1/'],
  ['xmp', 'http://ns.adobe.com/xap/1.0/'],
  ['pdf', 'http://ns.adobe.com/pdf/1.3/'],
  ['pdfaExtension', 'http://www.aiim.org/pdfa/ns/extension/'],
  ['pdfaSchema', 'http://www.aiim.org/pdfa/ns/schema#'],
  ['pdfaProperty', 'http://www.aiim.org/pdfa/ns/property#'],
]
  .map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`)
  .join('');

const HEAD =
  '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>\n' +
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
  `<rdf:Description rdf:about=""${NAMESPACES}>` +
  '<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>' +
  '<dc:format>application/pdf</dc:format>' +
  '<dc:language><rdf:Bag><rdf:li>ar</rdf:li><rdf:li>en</rdf:li></rdf:Bag></dc:language>' +
  '<pdf:Producer>Tawtheeq with pdf-lib</pdf:Producer><xmp:CreatorTool>Tawtheeq</xmp:CreatorTool>' +
  '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">' +
  '<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>' +
  '<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>' +
  '<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>' +
  '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">' +
  '<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>' +
  '<pdfaProperty:category>internal</pdfaProperty:category>' +
  '<pdfaProperty:description>PDF/UA part</pdfaProperty:description>' +
  '</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>';
