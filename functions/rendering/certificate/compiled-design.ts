import { Buffer } from 'node:buffer';
import type { Language } from '../../domain/wording/language.ts';
import {
  type ObjectRange,
  objectRanges,
  readSharedObjects,
  type SharedObjects,
  shareObjects,
} from '../document/shared-objects.ts';
import type { GlyphPart } from '../fonts/face.ts';
import type { Segment } from '../text/deflate.ts';
import type { FontObjects } from '../text/document-font.ts';
import type { FontLibrary } from '../text/font-library.ts';
import { FontSubsets } from '../text/font-subsets.ts';
import type { PDFContext } from '../text/pdf-core.ts';
import type { Box, TextPlacement } from '../text/text-placement.ts';
import type { WordingTree } from '../wording.ts';

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
  | { readonly kind: 'qr'; readonly language: Language; readonly box: Box }
  | {
      readonly kind: 'logo';
      readonly language: Language;
      /** Index of the issuer. */
      readonly issuer: number;
      readonly box: Box;
      readonly decorative: boolean;
    }
  | {
      readonly kind: 'issuers';
      readonly language: Language;
      readonly name: TextPlacement;
      /** Left edge of all columns together. */
      readonly x: number;
      readonly width: number;
      readonly gap: number;
      /** Bottom and top edge of the logos. */
      readonly logos: readonly [number, number] | null;
      readonly most: number;
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

/** Numbers of the objects of a design that each document writes again. */
export interface ReservedObjects {
  readonly catalog: number;
  readonly pages: number;
  readonly page: number;
  readonly structure: number;
  readonly document: number;
  readonly sections: Readonly<Record<Language, number>>;
  readonly fixedContent: number;
  readonly outputIntent: number;
}

/** What a design says about its page besides the page itself. */
interface DesignFacts {
  /** Name and version: `participation@1`. */
  readonly design: string;
  readonly page: { readonly width: number; readonly height: number };
  readonly elements: readonly CompiledElement[];
  /** Wording of the heading in each language. */
  readonly headings: Readonly<Record<Language, WordingTree>>;
  readonly objects: ReservedObjects;
  /** Object numbers of the repeated drawings by resource name. */
  readonly forms: Readonly<Record<string, number>>;
  /** Number of the first object that documents don't share with the design. */
  readonly ownFrom: number;
}

/** A compiled design: the objects that all its documents share, and the elements that each document lays out. */
export interface CompiledDesign extends DesignFacts {
  readonly shared: SharedObjects;
  /** The fonts of the fixed texts, with the characters of hours, certificate IDs and addresses added. */
  readonly fonts: FontSubsets;
}

/** A character of a published font: its glyph and code point, or its parts, advance and text. */
type PublishedAtom =
  | readonly [glyph: number, codePoint: number]
  | readonly [parts: readonly GlyphPart[], width: number, unicode: string];

/** A segment with its bytes in Base64. */
type PublishedSegment = Omit<Segment, 'packed'> & { readonly packed: string };

/** The data beside a published design, which is a PDF file. */
interface DesignData extends DesignFacts {
  readonly fonts: readonly {
    readonly face: string;
    readonly resource: string;
    readonly objects: FontObjects;
    readonly atoms: readonly PublishedAtom[];
    readonly packed: { readonly outlines: PublishedSegment; readonly toUnicode: PublishedSegment };
  }[];
  /** Where the objects that documents share stand in the file. */
  readonly ranges: readonly ObjectRange[];
}

/** A design that is compiled and not yet shared. */
export interface DesignDocument extends DesignFacts {
  readonly context: PDFContext;
  readonly fonts: FontSubsets;
}

/** Returns a compiled design for rendering. */
export function openDesign({ context, fonts, ...facts }: DesignDocument): CompiledDesign {
  return { ...facts, fonts: FontSubsets.of(fonts.records), shared: shareObjects(context, facts.ownFrom) };
}

/** Returns the data beside the published file of a design, as JSON. */
export function designData({ context, fonts, ...facts }: DesignDocument, file: Uint8Array): string {
  const data: DesignData = {
    ...facts,
    fonts: fonts.records.map(({ face, resource, objects, atoms, packed }) => ({
      face: face.name,
      resource,
      objects,
      atoms: atoms.map(({ glyph, parts, width, unicode }) =>
        glyph === null ? [parts, width, unicode] : [glyph, unicode.codePointAt(0) ?? 0],
      ),
      packed: { outlines: inBase64(packed.outlines), toUnicode: inBase64(packed.toUnicode) },
    })),
    ranges: objectRanges(context, file).filter(([object]) => object < facts.ownFrom),
  };
  // A line for each member keeps the differences between versions readable.
  const members = Object.entries(data).map(
    ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return `{\n${members.join(',\n')}\n}\n`;
}

/** Reads a published design: its file, and the data beside it. */
export function readCompiledDesign(file: Uint8Array, json: string, library: FontLibrary): CompiledDesign {
  const { fonts, ranges, ...facts } = JSON.parse(json) as DesignData;
  const subsets = fonts.map(({ face: name, resource, objects, atoms, packed }) => {
    const face = library.face(name);
    return {
      face,
      resource,
      objects,
      atoms: atoms.map((atom) =>
        atom.length === 2 ? face.single(atom[0], atom[1]) : face.composite(atom[0], atom[1], atom[2]),
      ),
      packed: { outlines: fromBase64(packed.outlines), toUnicode: fromBase64(packed.toUnicode) },
    };
  });
  return { ...facts, fonts: FontSubsets.of(subsets), shared: readSharedObjects(file, ranges, facts.ownFrom) };
}

function inBase64({ packed, ...facts }: Segment): PublishedSegment {
  return { ...facts, packed: Buffer.from(packed).toString('base64') };
}

function fromBase64({ packed, ...facts }: PublishedSegment): Segment {
  return { ...facts, packed: Buffer.from(packed, 'base64') };
}
