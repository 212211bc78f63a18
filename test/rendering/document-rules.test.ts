import { beforeAll, describe, expect, test } from '@jest/globals';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, PDFRawStream } from 'pdf-lib';
import { loadRenderer, type Renderer } from '../../functions/rendering/certificate/renderer.ts';
import { exampleSnapshot } from '../../functions/rendering/preview/example-snapshot.ts';
import { previewSnapshots } from '../../functions/rendering/preview/preview.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { DESIGNS } from './document-examples.ts';
import { documentProblems } from './document-rules.ts';
import { fileOf, run, testWith } from './tools.ts';

let renderer: Renderer;
beforeAll(() => {
  renderer = loadRenderer(templatesDirectory());
});

describe.each(DESIGNS)('%s', (design) => {
  test('meets the rules of PDF/A-3a and PDF/UA-1 in every case of the gallery', async () => {
    for (const { shows, snapshot } of previewSnapshots(design)) {
      expect({ shows, problems: await documentProblems(await renderer.render(snapshot)) }).toEqual({
        shows,
        problems: [],
      });
    }
  });

  test('meets them with a credential and a seal', async () => {
    const { bytes } = await renderer.renderForSeal(exampleSnapshot(design, { partners: 1 }), {
      credentialJwt: 'a.b.c',
    });
    expect(await documentProblems(bytes)).toEqual([]);
  });

  testWith(
    'qpdf',
    'pdffonts',
    'pdfinfo',
  )('passes the checks of qpdf and poppler', async () => {
    for (const bytes of [
      await renderer.render(exampleSnapshot(design)),
      (await renderer.renderForSeal(exampleSnapshot(design), { credentialJwt: 'a.b.c' })).bytes,
    ]) {
      const path = fileOf(bytes);
      expect(run('qpdf', ['--check', path]).toString()).toContain('No syntax or stream encoding errors');
      const fonts = run('pdffonts', [path]).toString().trim().split('\n').slice(2);
      expect(fonts.length).toBeGreaterThan(1);
      const names = fonts.map((font) => font.split(' ')[0]?.replace(/^[A-Z]{6}\+/, ''));
      expect(names).toEqual([...new Set(names)]);
      for (const font of fonts) expect(font).toMatch(/CID TrueType\s+Identity-H\s+yes yes yes/);
      const structure = run('pdfinfo', ['-struct', path]).toString();
      expect(structure).toMatch(/Document[\s\S]*Sect[\s\S]*H1[\s\S]*Figure[\s\S]*Link/);
      expect(run('pdfinfo', [path]).toString()).toMatch(/Tagged:\s+yes/);
    }
  });
});

describe('finds a seeded defect:', () => {
  /** Damages a document. */
  type Seed = (doc: PDFDocument) => void;
  const page = (doc: PDFDocument) => doc.getPage(0).node;
  const fontOf = (doc: PDFDocument) => {
    const fonts = page(doc).lookup(PDFName.of('Resources'), PDFDict).lookup(PDFName.of('Font'), PDFDict);
    return fonts.lookup(PDFName.of('T0'), PDFDict);
  };
  const descendantOf = (doc: PDFDocument) =>
    fontOf(doc).lookup(PDFName.of('DescendantFonts'), PDFArray).lookup(0, PDFDict);
  const elements = (doc: PDFDocument, tag: string) =>
    doc.context
      .enumerateIndirectObjects()
      .map(([, object]) => object)
      .filter(
        (object): object is PDFDict =>
          object instanceof PDFDict && String(object.get(PDFName.of('S'))) === tag,
      );
  const seeds: [string, string, Seed][] = [
    ['no language', 'the catalog has no Lang', (doc) => doc.catalog.delete(PDFName.of('Lang'))],
    ['not marked', 'not marked as tagged', (doc) => doc.catalog.delete(PDFName.of('MarkInfo'))],
    [
      'no title shown',
      'title is not displayed',
      (doc) => doc.catalog.delete(PDFName.of('ViewerPreferences')),
    ],
    ['no output intent', 'no output intent', (doc) => doc.catalog.delete(PDFName.of('OutputIntents'))],
    ['no metadata', 'no metadata', (doc) => doc.catalog.delete(PDFName.of('Metadata'))],
    [
      'a script',
      'has OpenAction',
      (doc) => doc.catalog.set(PDFName.of('OpenAction'), doc.context.obj({ S: 'JavaScript' })),
    ],
    ['unassociated attachment', 'not associated', (doc) => doc.catalog.delete(PDFName.of('AF'))],
    ['no tab order', 'Tabs is not S', (doc) => page(doc).delete(PDFName.of('Tabs'))],
    ['no structure parents', 'no StructParents', (doc) => page(doc).delete(PDFName.of('StructParents'))],
    ['no ToUnicode', 'no ToUnicode', (doc) => fontOf(doc).delete(PDFName.of('ToUnicode'))],
    [
      'font not embedded',
      'not embedded',
      (doc) =>
        descendantOf(doc).lookup(PDFName.of('FontDescriptor'), PDFDict).delete(PDFName.of('FontFile2')),
    ],
    [
      'a wrong width',
      "is not the font's own",
      (doc) =>
        descendantOf(doc).lookup(PDFName.of('W'), PDFArray).lookup(1, PDFArray).set(3, PDFNumber.of(9999)),
    ],
    [
      'a figure without alternative text',
      'a Figure has no Alt',
      (doc) => elements(doc, '/Figure')[0]?.delete(PDFName.of('Alt')),
    ],
    [
      'a figure without a box',
      'a Figure has no BBox',
      (doc) => elements(doc, '/Figure')[0]?.delete(PDFName.of('A')),
    ],
    [
      'a link without contents',
      '/Link has no Contents',
      (doc) =>
        page(doc).lookup(PDFName.of('Annots'), PDFArray).lookup(0, PDFDict).delete(PDFName.of('Contents')),
    ],
    [
      'a link outside of the structure',
      '/Link is not in the structure tree',
      (doc) =>
        page(doc)
          .lookup(PDFName.of('Annots'), PDFArray)
          .lookup(0, PDFDict)
          .delete(PDFName.of('StructParent')),
    ],
    [
      'a mark without an element',
      'leads to no structure element',
      (doc) =>
        doc.catalog
          .lookup(PDFName.of('StructTreeRoot'), PDFDict)
          .lookup(PDFName.of('ParentTree'), PDFDict)
          .set(PDFName.of('Nums'), doc.context.obj([0, []])),
    ],
    [
      'unmarked text',
      'outside of any marked content',
      (doc) => addContent(doc, 'BT /T0 9 Tf [(\0\x01)]TJ ET'),
    ],
    [
      'a missing glyph',
      '.notdef is drawn',
      (doc) => addContent(doc, '/Artifact BMC BT /T0 9 Tf [(\0\0)]TJ ET EMC'),
    ],
    ['transparency', 'transparency', (doc) => addContent(doc, '/Artifact BMC /G0 gs EMC')],
  ];

  test.each(seeds)('%s', async (_, problem, seed) => {
    const doc = await PDFDocument.load(await renderer.render(exampleSnapshot('participation@1')), {
      updateMetadata: false,
    });
    seed(doc);
    const problems = await documentProblems(
      await doc.save({ addDefaultPage: false, updateFieldAppearances: false }),
    );
    expect(problems.join('\n')).toContain(problem);
  });

  function addContent(doc: PDFDocument, operators: string): void {
    const contents = page(doc).lookup(PDFName.of('Contents'), PDFArray);
    const bytes = Buffer.from(operators, 'latin1');
    contents.push(doc.context.register(PDFRawStream.of(doc.context.obj({ Length: bytes.length }), bytes)));
  }
});
