import { beforeAll, describe, expect } from '@jest/globals';
import { PDFDocument, setTextRenderingMode, TextRenderingMode } from 'pdf-lib';
import { displayId } from '../../../functions/domain/certificate/certificate-id.ts';
import { NODE_TOOLS } from '../../../functions/proof/reading/node-tools.ts';
import { readFile } from '../../../functions/proof/reading/read-file.ts';
import { idOf } from '../../certificates.ts';
import { fileOf, run, testWith } from '../../rendering/tools.ts';
import { examined } from '../examined.ts';
import { createSigningFixture } from '../sealed-certificate.ts';
import { DESIGN_ISSUERS, DESIGN_RENDERER } from './designed-certificate.ts';

const NOW = '2026-01-01T00:00:00.000Z';
const GHOSTSCRIPT = ['-q', '-dNOPAUSE', '-dBATCH', '-o', '-'];

/** What other programs make of a document, and what it counts as then. `FILE` is the document's path. */
const RESAVED = [
  ['with object streams', 'document', 'qpdf', ['--object-streams=generate', 'FILE', '-']],
  ['arranged for the web', 'document', 'qpdf', ['--linearize', 'FILE', '-']],
  ['taken apart', 'document', 'qpdf', ['--qdf', 'FILE', '-']],
  [
    'with permissions',
    'document',
    'qpdf',
    ['--encrypt', '', 'owner', '256', '--print=none', '--', 'FILE', '-'],
  ],
  ['turned', 'document', 'qpdf', ['FILE', '--rotate=90', '-']],
  ['put together twice', 'document', 'qpdf', ['--empty', '--pages', 'FILE', 'FILE', '--', '-']],
  ['printed to a file', 'document', 'gs', ['-sDEVICE=pdfwrite', ...GHOSTSCRIPT, 'FILE']],
  [
    'printed to a small file',
    'document',
    'gs',
    ['-sDEVICE=pdfwrite', '-dPDFSETTINGS=/screen', ...GHOSTSCRIPT, 'FILE'],
  ],
  [
    'printed with letters as drawings',
    'document',
    'gs',
    ['-sDEVICE=pdfwrite', '-dNoOutputFonts', ...GHOSTSCRIPT, 'FILE'],
  ],
  ['scanned in grey', 'picture', 'gs', ['-sDEVICE=pdfimage8', '-r150', ...GHOSTSCRIPT, 'FILE']],
  ['scanned at 72 dots an inch', 'picture', 'gs', ['-sDEVICE=pdfimage32', '-r72', ...GHOSTSCRIPT, 'FILE']],
  ['drawn anew', 'document', 'pdftocairo', ['-pdf', 'FILE', '-']],
] as const;

/** Returns a PDF of a picture with the text that a scanner recognised in it, behind other pages. */
async function recognised(picture: Uint8Array, text: string, pagesBefore = 0): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  for (let page = 0; page < pagesBefore; page += 1) pdf.addPage().drawText('Dear Sir or Madam');
  const page = pdf.addPage([842, 595]);
  page.drawImage(await pdf.embedPng(picture), { x: 0, y: 0, width: 842, height: 595 });
  page.pushOperators(setTextRenderingMode(TextRenderingMode.Invisible));
  page.drawText(text);
  return pdf.save();
}

/** Pictures that other programs make of the document. */
const PICTURES = [
  ['PNG', 'pdftocairo', ['-png', '-singlefile', '-r', '150', 'FILE', '-']],
  ['JPEG', 'pdftocairo', ['-jpeg', '-singlefile', '-r', '100', 'FILE', '-']],
  ['grey JPEG', 'gs', ['-sDEVICE=jpeggray', '-r150', ...GHOSTSCRIPT, 'FILE']],
  ['bitmap', 'gs', ['-sDEVICE=bmp16m', '-r100', ...GHOSTSCRIPT, 'FILE']],
] as const;

let path: string;
beforeAll(async () => {
  const fixture = await createSigningFixture(DESIGN_RENDERER);
  path = fileOf(await fixture.document({ issuers: DESIGN_ISSUERS }));
});
const made = (program: string, args: readonly string[]) =>
  run(
    program,
    args.map((argument) => (argument === 'FILE' ? path : argument)),
  );

describe('a certificate that another program saved again is altered, and names itself:', () => {
  for (const [name, kind, program, args] of RESAVED)
    testWith(program)(`${name} (${program})`, async () => {
      expect(await examined(made(program, args), { now: NOW, documentSha256: '0' })).toMatchObject({
        verdict: 'altered',
        unreadable: null,
        kind,
        namedIds: [idOf(1)],
        disagreement: null,
      });
    });
});

describe('a scan with the text that was recognised in it is a picture:', () => {
  for (const [name, text, pagesBefore] of [
    ['alone', 'Certificate of Volunteering', 0],
    ['with its ID', `Certificate ID ${displayId(idOf(1))}`, 0],
    ['behind a letter', 'Certificate of Volunteering', 2],
  ] as const)
    testWith('pdftocairo')(name, async () => {
      const picture = made('pdftocairo', ['-png', '-singlefile', '-r', '100', 'FILE', '-']);
      const file = await recognised(picture, text, pagesBefore);
      expect(await readFile(file, NODE_TOOLS)).toMatchObject({
        kind: 'picture',
        unreadable: null,
        namedIds: [idOf(1)],
        disagreement: null,
      });
    });
});

describe('a picture of a certificate names it:', () => {
  for (const [name, program, args] of PICTURES)
    testWith(program)(`${name} (${program})`, async () => {
      expect(await readFile(made(program, args), NODE_TOOLS)).toMatchObject({
        kind: 'picture',
        unreadable: null,
        namedIds: [idOf(1)],
      });
    });
});
