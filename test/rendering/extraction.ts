import { PDFiumLibrary } from '@hyzyla/pdfium';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { fileOf, run } from './tools.ts';

/** Controls that extractors put round right-to-left text, and their line ends. */
const CONTROLS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

function linesOf(text: string): string[] {
  return text
    .normalize('NFC')
    .replace(CONTROLS, '')
    .split(/\r?\n|\f/)
    .map((line) => line.replace(/ +/g, ' ').trim())
    .filter(Boolean);
}

/** The lines poppler extracts, in its own reading order. */
export function popplerLines(bytes: Uint8Array): string[] {
  return linesOf(run('pdftotext', ['-enc', 'UTF-8', fileOf(bytes), '-']).toString('utf8'));
}

let library: Promise<PDFiumLibrary> | null = null;

/** The lines pdfium extracts from a document's first page. */
export async function pdfiumLines(bytes: Uint8Array): Promise<string[]> {
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(bytes);
  const text = document.getPage(0).getText();
  document.destroy();
  return linesOf(text);
}

/** A piece of text as pdf.js places it: left edge, baseline and width in points. */
export interface PlacedItem {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export async function placedItems(bytes: Uint8Array): Promise<PlacedItem[]> {
  const document = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise;
  const content = await (await document.getPage(1)).getTextContent();
  await document.destroy();
  return content.items.flatMap((item) =>
    'str' in item && item.str.trim()
      ? [
          {
            text: item.str,
            x: round(item.transform[4]),
            y: round(item.transform[5]),
            width: round(item.width),
          },
        ]
      : [],
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
