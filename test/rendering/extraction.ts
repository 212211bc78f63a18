import { PDFiumLibrary } from '@hyzyla/pdfium';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { fileOf, run } from './tools.ts';

/** Control characters that extractors put around right-to-left text. */
const CONTROLS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

function linesOf(text: string): string[] {
  return text
    .normalize('NFC')
    .replace(CONTROLS, '')
    .split(/\r?\n|\f/)
    .map((line) => line.replace(/ +/g, ' ').trim())
    .filter(Boolean);
}

/** Returns the lines that poppler extracts, in its reading order. */
export function popplerLines(bytes: Uint8Array): string[] {
  return linesOf(run('pdftotext', ['-enc', 'UTF-8', fileOf(bytes), '-']).toString('utf8'));
}

let library: Promise<PDFiumLibrary> | null = null;

/** Returns the lines that pdfium extracts from the first page of a document. */
export async function pdfiumLines(bytes: Uint8Array): Promise<string[]> {
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(bytes);
  const text = document.getPage(0).getText();
  document.destroy();
  return linesOf(text);
}

/** Returns the lines that MuPDF extracts from the first page of a document. */
export async function mupdfLines(bytes: Uint8Array): Promise<string[]> {
  const { Document } = await import('mupdf');
  const text = Document.openDocument(bytes, 'application/pdf')
    .loadPage(0)
    .toStructuredText('preserve-whitespace')
    .asText();
  return linesOf(text);
}

/** Returns the lines that pdf.js extracts from the first page of a document. */
export async function pdfjsLines(bytes: Uint8Array): Promise<string[]> {
  const document = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise;
  const content = await (await document.getPage(1)).getTextContent();
  await document.destroy();
  return linesOf(
    content.items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''),
  );
}

/** A text item as pdf.js reports it: left edge, baseline and width in points. */
export interface PlacedItem {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Returns the text items of the first page of a document. */
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
