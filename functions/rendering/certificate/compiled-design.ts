import { Buffer } from 'node:buffer';
import type { DocumentStart } from '../document/document-writer.ts';
import type { ReservedObjects } from '../document/reserved-objects.ts';
import type { Box, TextPlacement } from '../text/text-placement.ts';
import type { Language, WordingTree } from '../text/wording.ts';

/** An element of a compiled design; lengths are points, y upwards. */
export type CompiledElement =
  /** Drawn and tagged when the design is compiled; `object` is the number of its structure element. */
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
      /** Index of the issuer. */
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
      /** Left edge of all columns together. */
      readonly x: number;
      readonly width: number;
      readonly gap: number;
      /** Colour of the line above each name. */
      readonly rule: string | null;
    }
  | { readonly kind: 'seal'; readonly box: Box; readonly colour: string };

/** The part of a published design file that is JSON. */
interface CompiledHeader {
  /** Name and version: `participation@1`. */
  readonly design: string;
  readonly page: { readonly width: number; readonly height: number };
  readonly elements: readonly CompiledElement[];
  /** Entries of the page's font resources for the fixed content. */
  readonly fontResources: string;
  /** Entries of the page's XObject resources. */
  readonly formResources: string;
  readonly objects: ReservedObjects;
  /** Object numbers of the structure elements of the fixed content, by MCID. */
  readonly fixedMarks: readonly number[];
}

/** A compiled design: the first bytes of all its documents, and the elements that each document lays out. */
export interface CompiledDesign extends CompiledHeader {
  readonly start: DocumentStart;
}

/**
 * Returns a published design file: the lengths of the parts, the header as JSON, the start, its cross-reference rows.
 */
export function writeCompiledDesign(compiled: CompiledDesign): Buffer {
  const { start, ...header } = compiled;
  const json = Buffer.from(JSON.stringify(header));
  const lengths = Buffer.alloc(12);
  [json.length, start.bytes.length, start.rows.length].forEach((length, i) => {
    lengths.writeUInt32BE(length, 4 * i);
  });
  return Buffer.concat([lengths, json, start.bytes, start.rows]);
}

/** Reads a published design file. */
export function readCompiledDesign(file: Buffer): CompiledDesign {
  const [json, bytes, rows] = [0, 4, 8].map((at) => file.readUInt32BE(at)) as [number, number, number];
  const header = JSON.parse(file.toString('utf8', 12, 12 + json)) as CompiledHeader;
  const at = 12 + json;
  return {
    ...header,
    start: { bytes: file.subarray(at, at + bytes), rows: file.subarray(at + bytes, at + bytes + rows) },
  };
}
