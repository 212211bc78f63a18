import { Buffer } from 'node:buffer';
import type { WordingTree } from '../certificate/wording.ts';
import type { DocumentStart } from '../document/document-writer.ts';
import type { Box, TextPlacement } from '../text/layout-text.ts';

type Language = 'ar' | 'en';

/** An element of a design in reading order; positions are page units upwards. */
export type CompiledElement =
  /** Drawn and tagged already: the number of its structure element. */
  | { readonly kind: 'fixed'; readonly language: Language; readonly object: number }
  | {
      readonly kind: 'text';
      readonly language: Language;
      readonly wording: WordingTree;
      readonly placement: TextPlacement;
      readonly tag: string;
      readonly link: boolean;
    }
  | { readonly kind: 'qr'; readonly language: Language; readonly box: Box; readonly colour: string }
  | {
      readonly kind: 'logo';
      readonly language: Language;
      readonly issuer: number;
      readonly box: Box;
      readonly decorative: boolean;
    }
  | {
      readonly kind: 'signatories';
      readonly language: Language;
      readonly issuer: number | 'all';
      readonly name: TextPlacement;
      readonly title: TextPlacement;
      /** Left edge; `name.width` is the room of all columns together. */
      readonly x: number;
      readonly width: number;
      readonly gap: number;
      readonly rule: string | null;
    }
  | { readonly kind: 'seal'; readonly box: Box; readonly colour: string };

/** Object numbers that a document fills in. */
export interface ReservedObjects {
  readonly catalog: number;
  readonly pages: number;
  readonly page: number;
  readonly structure: number;
  readonly parentTree: number;
  readonly document: number;
  readonly sections: Readonly<Record<Language, number>>;
  readonly metadata: number;
  readonly fixedContent: number;
  readonly content: number;
  readonly outputIntent: number;
}

export interface CompiledHeader {
  readonly design: string;
  readonly page: { readonly width: number; readonly height: number };
  readonly elements: readonly CompiledElement[];
  /** Entries of the page's font resources for the fixed content. */
  readonly fontResources: string;
  /** Entries of its XObject resources. */
  readonly formResources: string;
  readonly objects: ReservedObjects;
  /** Structure elements of the fixed content, by MCID. */
  readonly fixedMarks: readonly number[];
}

/** A design compiled once: the unchanging beginning of its documents, and what is left to do for each. */
export interface CompiledDesign extends CompiledHeader {
  readonly start: DocumentStart;
}

/** One file: the length of its parts, the header as JSON, the document's start, its cross-reference rows. */
export function writeCompiledDesign(compiled: CompiledDesign): Buffer {
  const { start, ...header } = compiled;
  const json = Buffer.from(JSON.stringify(header));
  const lengths = Buffer.alloc(12);
  [json.length, start.bytes.length, start.rows.length].forEach((length, i) => {
    lengths.writeUInt32BE(length, 4 * i);
  });
  return Buffer.concat([lengths, json, start.bytes, start.rows]);
}

export function readCompiledDesign(file: Buffer): CompiledDesign {
  const [json, bytes, rows] = [0, 4, 8].map((at) => file.readUInt32BE(at)) as [number, number, number];
  const header = JSON.parse(file.toString('utf8', 12, 12 + json)) as CompiledHeader;
  const at = 12 + json;
  return {
    ...header,
    start: { bytes: file.subarray(at, at + bytes), rows: file.subarray(at + bytes, at + bytes + rows) },
  };
}
