import type { Atom, Face } from '../fonts/face.ts';
import { subsetFont } from '../fonts/font-subset.ts';
import { rounded } from './operands.ts';
import { type PDFContext, type PDFObject, PDFRef, PDFString } from './pdf-core.ts';
import type { ShapedLine } from './shape-line.ts';
import { toUnicodeMap } from './to-unicode.ts';

/** Numbers of the five objects of an embedded font. */
export interface FontObjects {
  readonly font: number;
  readonly descendant: number;
  readonly descriptor: number;
  readonly program: number;
  readonly toUnicode: number;
}

/** A subset of a face. The code of an atom is its index in `atoms`; code 0 is never used. */
export interface FontSubset {
  readonly face: Face;
  readonly resource: string;
  readonly atoms: readonly Atom[];
  readonly objects: FontObjects;
}

interface GrowingSubset extends FontSubset {
  readonly atoms: Atom[];
  /** Codes of the atoms that these fonts have added. */
  readonly codes: Map<Atom, number>;
}

/** How a font is embedded. */
export interface EmbeddingOptions {
  /** Six capital letters before the names of the fonts (ISO 32000-1, 9.6.4). */
  readonly tag: string;
  /** Compresses the font programs; without it they are written as they are. */
  readonly deflate?: (bytes: Uint8Array) => Uint8Array;
}

/**
 * The fonts of a document: for each face, one subset that grows by the characters that are drawn. There is one subset
 * per face because text extractors split a line where its font changes. Fonts may continue those of another document:
 * they keep their codes, names and object numbers, and a face that grows takes the place of the shorter subset.
 */
export class FontSubsets {
  /** Resource name of the font of the code that `code` returned last. */
  resource = '';
  private readonly base: FontSubsets | null;
  private readonly growing: GrowingSubset[] = [];
  private readonly nextObject: () => number;

  /** `nextObject` returns the number of a new object of the document. */
  constructor(nextObject: () => number, base: FontSubsets | null = null) {
    this.nextObject = nextObject;
    this.base = base;
  }

  /** Returns fonts that hold the given subsets. */
  static of(subsets: readonly FontSubset[]): FontSubsets {
    const fonts = new FontSubsets(() => {
      throw new Error('fonts that are finished take no new face');
    });
    for (const subset of subsets) {
      const codes = new Map<Atom, number>();
      subset.atoms.forEach((atom, code) => {
        if (code > 0) codes.set(atom, code);
      });
      fonts.growing.push({ ...subset, atoms: [...subset.atoms], codes });
    }
    return fonts;
  }

  /** The subset of every face, those that these fonts continue included. */
  get subsets(): readonly FontSubset[] {
    const older = (this.base?.subsets ?? []).map(
      (subset) => this.growing.find(({ face }) => face === subset.face) ?? subset,
    );
    return [...older, ...this.growing.filter(({ face }) => !older.some((subset) => subset.face === face))];
  }

  /** Whether these fonts have a face that the fonts before them lack. */
  get hasNewFace(): boolean {
    return this.growing.some(({ face }) => !this.base?.find(face));
  }

  /** Returns the code of an atom in the subset of its face; adds the atom when it is new. Sets `resource`. */
  code(atom: Atom): number {
    const known = this.knownCode(atom);
    if (known !== undefined) return known;
    const subset = this.subsetOf(atom.face);
    this.resource = subset.resource;
    const code = subset.atoms.push(atom) - 1;
    subset.codes.set(atom, code);
    return code;
  }

  /** Whether the fonts have every character of a line. */
  holds(line: ShapedLine): boolean {
    return line.words.every(({ atoms }) => atoms.every((atom) => this.knownCode(atom) !== undefined));
  }

  /** Writes the subsets that have grown into a document. */
  embed(context: PDFContext, options: EmbeddingOptions): void {
    for (const subset of this.growing) embedFont(context, subset, options);
  }

  /** Returns the page's font resources. */
  resources(): Record<string, PDFRef> {
    return Object.fromEntries(
      this.subsets.map(({ resource, objects }) => [resource, PDFRef.of(objects.font)]),
    );
  }

  private knownCode(atom: Atom): number | undefined {
    for (let fonts: FontSubsets | null = this; fonts; fonts = fonts.base) {
      for (const subset of fonts.growing) {
        if (subset.face !== atom.face) continue;
        const code = subset.codes.get(atom);
        if (code === undefined) break;
        this.resource = subset.resource;
        return code;
      }
    }
    return undefined;
  }

  /** Returns the longest subset of a face. */
  private find(face: Face): FontSubset | undefined {
    return this.growing.find((subset) => subset.face === face) ?? this.base?.find(face);
  }

  private subsetOf(face: Face): GrowingSubset {
    for (const subset of this.growing) if (subset.face === face) return subset;
    const older = this.base?.find(face);
    const subset: GrowingSubset = {
      face,
      resource: older?.resource ?? `T${this.subsets.length}`,
      atoms: older ? [...older.atoms] : [face.notdef],
      objects: older?.objects ?? this.newObjects(),
      codes: new Map(),
    };
    this.growing.push(subset);
    return subset;
  }

  private newObjects(): FontObjects {
    const { nextObject } = this;
    return {
      font: nextObject(),
      descendant: nextObject(),
      descriptor: nextObject(),
      program: nextObject(),
      toUnicode: nextObject(),
    };
  }
}

/** Writes the five objects of a subset. */
function embedFont(
  context: PDFContext,
  { face, atoms, objects }: FontSubset,
  { tag, deflate }: EmbeddingOptions,
): void {
  const { font, scale } = face;
  const name = `${tag}+${font.postScriptName}`;
  const assign = (object: number, value: PDFObject) => context.assign(PDFRef.of(object), value);
  const filter = deflate ? { Filter: 'FlateDecode' } : {};
  const packed = (bytes: Uint8Array) => (deflate ? deflate(bytes) : Uint8Array.from(bytes));
  const program = subsetFont(face, atoms);
  assign(objects.program, context.stream(packed(program), { Length1: program.length, ...filter }));
  assign(objects.toUnicode, context.stream(packed(latin1(toUnicodeMap(atoms))), filter));
  assign(
    objects.descriptor,
    context.obj({
      Type: 'FontDescriptor',
      FontName: name,
      Flags: 4,
      FontBBox: font.boundingBox.map((edge) => Math.round(edge * scale)),
      ItalicAngle: rounded(font.italicAngle),
      Ascent: Math.round(font.ascent * scale),
      Descent: Math.round(font.descent * scale),
      CapHeight: Math.round(font.capHeight * scale),
      StemV: 80,
      FontFile2: PDFRef.of(objects.program),
    }),
  );
  assign(
    objects.descendant,
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: name,
      CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
      FontDescriptor: PDFRef.of(objects.descriptor),
      CIDToGIDMap: 'Identity',
      DW: 0,
      W: [0, atoms.map((atom) => atom.emWidth)],
    }),
  );
  assign(
    objects.font,
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: name,
      Encoding: 'Identity-H',
      DescendantFonts: [PDFRef.of(objects.descendant)],
      ToUnicode: PDFRef.of(objects.toUnicode),
    }),
  );
}

/** Returns the bytes of a text of ASCII characters. */
function latin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Returns the six characters that mark the font subsets of a document (ISO 32000-1, 9.6.4); `id` is hexadecimal. */
export function fontTag(id: string): string {
  let tag = '';
  for (let i = 0; i < 6; i++)
    tag += String.fromCharCode(65 + (Number.parseInt(id.slice(2 * i, 2 * i + 2), 16) % 26));
  return tag;
}
