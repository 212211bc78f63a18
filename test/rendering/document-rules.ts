import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
} from 'pdf-lib';
import { operationsOf } from './content-stream.ts';

/**
 * Checks a finished file against the rules of PDF/A-3a and PDF/UA-1 that a certificate or a transcript can break, and
 * returns a description of each broken rule. It replaces veraPDF, which is neither in npm nor in Debian.
 */
export async function documentProblems(bytes: Uint8Array): Promise<string[]> {
  const problems: string[] = [];
  const doc = await PDFDocument.load(bytes, { updateMetadata: false });
  const check = (holds: boolean, problem: string) => {
    if (!holds) problems.push(problem);
  };
  const { catalog, context } = doc;
  const at = (dict: PDFDict | undefined, name: string): PDFObject | undefined =>
    dict?.lookup(PDFName.of(name));
  const dictAt = (dict: PDFDict | undefined, name: string): PDFDict | undefined => {
    const value = at(dict, name);
    return value instanceof PDFDict ? value : undefined;
  };
  const nameAt = (dict: PDFDict | undefined, name: string): string => String(at(dict, name) ?? '');
  const file = Buffer.from(bytes).toString('latin1');

  check(context.trailerInfo.ID !== undefined, 'the trailer has no ID');
  check(context.trailerInfo.Info === undefined, 'there is an Info dictionary');
  check(context.trailerInfo.Encrypt === undefined, 'the file is encrypted');
  check(/^%PDF-1\.7\n%[\x80-\xff]{4}/.test(file), 'the header has no binary comment');
  check(at(catalog, 'Lang') !== undefined, 'the catalog has no Lang');
  check(nameAt(dictAt(catalog, 'MarkInfo'), 'Marked') === 'true', 'the document is not marked as tagged');
  check(
    nameAt(dictAt(catalog, 'ViewerPreferences'), 'DisplayDocTitle') === 'true',
    'the title is not displayed',
  );
  for (const forbidden of ['OpenAction', 'AA', 'OCProperties']) {
    check(at(catalog, forbidden) === undefined, `the catalog has ${forbidden}`);
  }
  checkMetadata(catalog, check);
  checkOutputIntent(catalog, check);
  checkAttachments(catalog, check);
  const parents = parentTreeOf(catalog);
  check(parents !== null, 'there is no parent tree');
  doc.getPages().forEach((page, index) => {
    const node = page.node;
    check(nameAt(node, 'Tabs') === '/S', `page ${index + 1}: Tabs is not S`);
    const key = at(node, 'StructParents');
    check(key instanceof PDFNumber, `page ${index + 1}: no StructParents`);
    const marks = key instanceof PDFNumber ? parents?.get(key.asNumber()) : undefined;
    problems.push(...contentProblems(node, marks instanceof PDFArray ? marks : null));
    const annotations = at(node, 'Annots');
    if (annotations instanceof PDFArray) {
      for (let i = 0; i < annotations.size(); i++)
        problems.push(...annotationProblems(annotations.lookup(i), parents));
    }
    const fonts = dictAt(dictAt(node, 'Resources'), 'Font');
    for (const [name, ref] of fonts?.entries() ?? []) {
      problems.push(...fontProblems(String(name), context.lookup(ref, PDFDict)));
    }
    const names = (fonts?.values() ?? []).map((ref) =>
      nameAt(context.lookup(ref, PDFDict), 'BaseFont').slice(8),
    );
    check(new Set(names).size === names.length, `page ${index + 1}: a font is embedded twice`);
  });
  for (const [, object] of context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || !object.has(PDFName.of('S')) || !object.has(PDFName.of('P')))
      continue;
    const tag = nameAt(object, 'S');
    if (tag === '/Figure') {
      check(at(object, 'Alt') !== undefined, 'a Figure has no Alt');
      const attributes = dictAt(object, 'A');
      check(at(attributes, 'BBox') instanceof PDFArray, 'a Figure has no BBox');
    }
    if (tag === '/TH') check(dictAt(object, 'A')?.has(PDFName.of('Scope')) === true, 'a TH has no Scope');
  }
  return problems;
}

type Check = (holds: boolean, problem: string) => void;

function checkMetadata(catalog: PDFDict, check: Check): void {
  const metadata = catalog.lookup(PDFName.of('Metadata'));
  if (!(metadata instanceof PDFRawStream)) {
    check(false, 'there is no metadata');
    return;
  }
  check(!metadata.dict.has(PDFName.of('Filter')), 'the metadata is compressed');
  const xmp = Buffer.from(metadata.contents).toString('utf8');
  check(xmp.includes('<pdfaid:part>3</pdfaid:part>'), 'the metadata does not say PDF/A-3');
  check(xmp.includes('<pdfaid:conformance>A</pdfaid:conformance>'), 'the metadata does not say level A');
  check(xmp.includes('<pdfuaid:part>1</pdfuaid:part>'), 'the metadata does not say PDF/UA-1');
  check(xmp.includes('pdfaExtension:schemas'), 'the PDF/UA schema is not described');
  check(/<dc:title>.*<rdf:li xml:lang="x-default">[^<]+</.test(xmp), 'the metadata has no title');
}

function checkOutputIntent(catalog: PDFDict, check: Check): void {
  const intents = catalog.lookup(PDFName.of('OutputIntents'));
  const intent = intents instanceof PDFArray ? intents.lookup(0) : undefined;
  if (!(intent instanceof PDFDict)) {
    check(false, 'there is no output intent');
    return;
  }
  check(String(intent.lookup(PDFName.of('S'))) === '/GTS_PDFA1', 'the output intent is not for PDF/A');
  const profile = intent.lookup(PDFName.of('DestOutputProfile'));
  if (!(profile instanceof PDFRawStream)) {
    check(false, 'the output intent has no profile');
    return;
  }
  const icc = decodePDFRawStream(profile).decode();
  check(Buffer.from(icc).toString('latin1', 36, 40) === 'acsp', 'the profile is no ICC profile');
}

function checkAttachments(catalog: PDFDict, check: Check): void {
  const names = catalog.lookup(PDFName.of('Names'));
  if (!(names instanceof PDFDict)) return;
  const associated = catalog.lookup(PDFName.of('AF'));
  check(associated instanceof PDFArray, 'attachments are not associated with the document');
  if (!(associated instanceof PDFArray)) return;
  for (let i = 0; i < associated.size(); i++) {
    const spec = associated.lookup(i, PDFDict);
    for (const entry of ['F', 'UF', 'Desc', 'AFRelationship', 'EF']) {
      check(spec.has(PDFName.of(entry)), `an attachment has no ${entry}`);
    }
    const embedded = spec.lookup(PDFName.of('EF'), PDFDict).lookup(PDFName.of('F'));
    if (!(embedded instanceof PDFRawStream)) {
      check(false, 'an attachment has no file');
      return;
    }
    check(embedded.dict.has(PDFName.of('Subtype')), 'an attached file has no media type');
    check(embedded.dict.lookup(PDFName.of('Params')) instanceof PDFDict, 'an attached file has no Params');
  }
}

/** Returns the values of the parent tree by key. */
function parentTreeOf(catalog: PDFDict): Map<number, PDFObject | undefined> | null {
  const root = catalog.lookup(PDFName.of('StructTreeRoot'));
  const tree = root instanceof PDFDict ? root.lookup(PDFName.of('ParentTree')) : undefined;
  const nums = tree instanceof PDFDict ? tree.lookup(PDFName.of('Nums')) : undefined;
  if (!(nums instanceof PDFArray)) return null;
  const parents = new Map<number, PDFObject | undefined>();
  for (let i = 0; i + 1 < nums.size(); i += 2)
    parents.set(nums.lookup(i, PDFNumber).asNumber(), nums.lookup(i + 1));
  return parents;
}

/** Checks the marked content of a page. */
function contentProblems(page: PDFDict, marks: PDFArray | null): string[] {
  const problems: string[] = [];
  const used = new Set<number>();
  let nesting: ('mark' | 'artifact')[] = [];
  for (const { operator, operands, strings } of operationsOf(contentOf(page))) {
    if (operator === 'BDC' || operator === 'BMC') {
      const mcid = Number(operands[operands.indexOf('/MCID') + 1]);
      if (operands[0] === '/Artifact') nesting = [...nesting, 'artifact'];
      else {
        if (used.has(mcid)) problems.push(`MCID ${mcid} is used twice`);
        used.add(mcid);
        nesting = [...nesting, 'mark'];
        const element = marks && mcid < marks.size() ? marks.lookup(mcid) : undefined;
        if (!(element instanceof PDFDict)) problems.push(`MCID ${mcid} leads to no structure element`);
        else if (String(element.lookup(PDFName.of('S'))) !== operands[0]) {
          problems.push(`MCID ${mcid} is ${operands[0]} on the page, another element in the structure`);
        }
      }
    } else if (operator === 'EMC') nesting = nesting.slice(0, -1);
    else if (['TJ', 'Tj', 'f', 'S', 'B', 'f*', 'B*', 'Do'].includes(operator)) {
      if (nesting.length === 0) problems.push(`${operator} stands outside of any marked content`);
      for (const bytes of strings) {
        for (let i = 0; i + 1 < bytes.length; i += 2) {
          if (bytes[i] === 0 && bytes[i + 1] === 0) problems.push('.notdef is drawn');
        }
      }
    } else if (operator === 'gs') problems.push('a graphics state, and perhaps transparency, is used');
  }
  return problems;
}

function contentOf(page: PDFDict): string {
  const contents = page.lookup(PDFName.of('Contents'));
  const streams =
    contents instanceof PDFArray ? contents.asArray().map((ref) => page.context.lookup(ref)) : [contents];
  return streams
    .map((stream) =>
      stream instanceof PDFRawStream
        ? Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1')
        : '',
    )
    .join('\n');
}

/** Checks an annotation and its element in the structure tree. */
function annotationProblems(
  annotation: PDFObject | undefined,
  parents: Map<number, PDFObject | undefined> | null,
): string[] {
  if (!(annotation instanceof PDFDict)) return ['an annotation is missing'];
  const problems: string[] = [];
  const kind = String(annotation.lookup(PDFName.of('Subtype')));
  const flags = annotation.lookup(PDFName.of('F'));
  const bits = flags instanceof PDFNumber ? flags.asNumber() : 0;
  if (!(bits & 4)) problems.push(`${kind} is not printed`);
  if (bits & 0b100011) problems.push(`${kind} is hidden`);
  if (!annotation.has(PDFName.of('Contents'))) problems.push(`${kind} has no Contents`);
  const key = annotation.lookup(PDFName.of('StructParent'));
  const element = key instanceof PDFNumber ? parents?.get(key.asNumber()) : undefined;
  const wanted = kind === '/Link' ? '/Link' : '/Form';
  if (!(element instanceof PDFDict) || String(element.lookup(PDFName.of('S'))) !== wanted) {
    problems.push(`${kind} is not in the structure tree`);
  } else if (!String(element.get(PDFName.of('K'))).includes('OBJR'))
    problems.push(`${kind} has no object reference`);
  if (kind === '/Widget') {
    if (!annotation.has(PDFName.of('TU'))) problems.push('the field has no TU');
    if (!(annotation.lookup(PDFName.of('AP')) instanceof PDFDict))
      problems.push('the field has no appearance');
  }
  return problems;
}

/** Checks an embedded font: subset tag, widths, and one character per code. */
function fontProblems(resource: string, font: PDFDict): string[] {
  const problems: string[] = [];
  const report = (problem: string) => problems.push(`font ${resource}: ${problem}`);
  const descendants = font.lookup(PDFName.of('DescendantFonts'));
  const descendant = descendants instanceof PDFArray ? descendants.lookup(0) : undefined;
  if (!(descendant instanceof PDFDict)) return [`font ${resource}: not a composite font`];
  const descriptor = descendant.lookup(PDFName.of('FontDescriptor'));
  const program = descriptor instanceof PDFDict ? descriptor.lookup(PDFName.of('FontFile2')) : undefined;
  if (!(program instanceof PDFRawStream)) return [`font ${resource}: not embedded`];
  if (!/^\/[A-Z]{6}\+/.test(String(font.lookup(PDFName.of('BaseFont'))))) report('a subset without a tag');
  if (String(descendant.lookup(PDFName.of('CIDToGIDMap'))) !== '/Identity')
    report('no identity of codes and glyphs');
  const metrics = horizontalMetrics(Buffer.from(decodePDFRawStream(program).decode()));
  const widths = widthsOf(descendant.lookup(PDFName.of('W'), PDFArray));
  const toUnicode = font.lookup(PDFName.of('ToUnicode'));
  const map =
    toUnicode instanceof PDFRawStream
      ? Buffer.from(decodePDFRawStream(toUnicode).decode()).toString('latin1')
      : '';
  if (!map) report('no ToUnicode');
  const mapped = new Set<number>();
  // Ghostscript loses the characters of a `bfrange` with an array when it rewrites a file.
  if (map.includes('beginbfrange')) report('ToUnicode has ranges');
  for (const [, code, value] of map.matchAll(/^<(....)><([0-9A-F]+)>$/gm)) {
    const text = Buffer.from(value ?? '', 'hex')
      .swap16()
      .toString('utf16le');
    if ([...text].length === 1) mapped.add(Number.parseInt(code ?? '', 16));
  }
  for (const [code, width] of widths) {
    if (Math.abs(width - (metrics[code] ?? -1)) > 1) report(`width of code ${code} is not the font's own`);
    if (code > 0 && !mapped.has(code)) report(`code ${code} is no single character`);
  }
  for (const code of mapped) if (!widths.has(code)) report(`code ${code} has no width`);
  return problems;
}

/** Returns the widths of a font by code: arrays after the code of their first width. */
function widthsOf(array: PDFArray): Map<number, number> {
  const widths = new Map<number, number>();
  for (let i = 0; i + 1 < array.size(); i += 2) {
    const first = array.lookup(i, PDFNumber).asNumber();
    const values = array.lookup(i + 1, PDFArray);
    for (let k = 0; k < values.size(); k++) widths.set(first + k, values.lookup(k, PDFNumber).asNumber());
  }
  return widths;
}

/** Returns the advance widths, in thousandths of an em, of a font with a metric for every glyph. */
function horizontalMetrics(font: Buffer): number[] {
  const table = (tag: string) => {
    for (let i = 0; i < font.readUInt16BE(4); i++) {
      if (font.toString('latin1', 12 + 16 * i, 16 + 16 * i) === tag) return font.readUInt32BE(20 + 16 * i);
    }
    return 0;
  };
  const unitsPerEm = font.readUInt16BE(table('head') + 18);
  const count = font.readUInt16BE(table('hhea') + 34);
  return Array.from(
    { length: count },
    (_, i) => (font.readUInt16BE(table('hmtx') + 4 * i) * 1000) / unitsPerEm,
  );
}
