import type { Atom, Face } from '../fonts/face.ts';
import { FontProgram } from '../fonts/font-program.ts';
import { joinSegments, packSegment, type Segment, storedSegment } from './deflate.ts';
import { rounded } from './operands.ts';
import { type PDFContext, PDFInvalidObject, type PDFObject, PDFRef, PDFString } from './pdf-core.ts';
import type { ShapedLine } from './shape-line.ts';
import { TO_UNICODE_HEAD, TO_UNICODE_TAIL, toUnicodeBlocks } from './to-unicode.ts';

/** Numbers of the five objects of an embedded font. */
export interface FontObjects {
  readonly font: number;
  readonly descendant: number;
  readonly descriptor: number;
  readonly program: number;
  readonly toUnicode: number;
}

/** What is needed to continue a subset: its face and characters, and its names in the document. */
export interface SubsetRecord {
  readonly face: Face;
  readonly resource: string;
  readonly objects: FontObjects;
  /** Without `.notdef`. */
  readonly atoms: readonly Atom[];
}

/** The characters that one document adds to the subset of a face. */
interface Subset extends SubsetRecord {
  readonly base: Subset | null;
  /** Code of the first of `atoms`, which is the number of its glyph in the font program. */
  readonly first: number;
  readonly atoms: Atom[];
  readonly codes: Map<Atom, number>;
  packed: PackedSubset | null;
}

/** What is written for the characters of a subset; it is the same in every document that continues the subset. */
interface PackedSubset {
  readonly program: FontProgram;
  readonly outlines: Segment;
  readonly toUnicode: Segment;
  readonly widths: PDFObject;
}

/**
 * The fonts of a document: for each face, one subset that grows by the characters that are drawn. There is one subset
 * per face because text extractors split a line where its font changes, and because no font should be embedded twice.
 *
 * Fonts may continue those of another document, which is embedded already. Its characters keep their codes, and what
 * is written for them is packed once: a document that adds a few characters packs no others.
 */
export class FontSubsets {
  /** Resource name of the font of the code that `code` returned last. */
  resource = '';
  private readonly base: FontSubsets | null;
  private readonly growing: Subset[] = [];
  private readonly nextObject: () => number;
  private readonly pack: (bytes: Uint8Array) => Segment;

  /**
   * `nextObject` returns the number of a new object of the document. With `stored`, what these fonts add is not
   * compressed, which saves a fifth at most and takes longer than everything else.
   */
  constructor(nextObject: () => number, base: FontSubsets | null = null, { stored = false } = {}) {
    this.nextObject = nextObject;
    this.base = base;
    this.pack = stored ? storedSegment : packSegment;
  }

  /** Returns fonts with the given subsets, to be continued. */
  static of(records: readonly SubsetRecord[]): FontSubsets {
    const fonts = new FontSubsets(() => {
      throw new Error('these fonts are finished');
    });
    for (const { face, resource, objects, atoms } of records) {
      const subset = newSubset(face, resource, objects, null);
      for (const atom of atoms) addAtom(subset, atom);
      fonts.growing.push(subset);
    }
    return fonts;
  }

  /** What the fonts hold, for `FontSubsets.of`. */
  get records(): readonly SubsetRecord[] {
    return this.growing;
  }

  /** Whether these fonts have a face that the fonts before them lack. */
  get hasNewFace(): boolean {
    return this.growing.some(({ base }) => base === null);
  }

  /** Returns the code of an atom in the subset of its face; adds the atom when it is new. Sets `resource`. */
  code(atom: Atom): number {
    const known = this.knownCode(atom);
    if (known !== undefined) return known;
    const subset = this.subsetOf(atom.face);
    this.resource = subset.resource;
    return addAtom(subset, atom);
  }

  /** Whether the fonts have every character of a line. */
  holds(line: ShapedLine): boolean {
    return line.words.every(({ atoms }) => atoms.every((atom) => this.knownCode(atom) !== undefined));
  }

  /** Writes the subsets that have grown into a document. `tag` is six capital letters (ISO 32000-1, 9.6.4). */
  embed(context: PDFContext, tag: string): void {
    for (const subset of this.growing) embedSubset(context, subset, tag, this.pack);
  }

  /** Returns the page's font resources. */
  resources(): Record<string, PDFRef> {
    const resources = this.base?.resources() ?? {};
    for (const { resource, objects } of this.growing) resources[resource] = PDFRef.of(objects.font);
    return resources;
  }

  private knownCode(atom: Atom): number | undefined {
    for (let subset = this.find(atom.face); subset; subset = subset.base ?? undefined) {
      const code = subset.codes.get(atom);
      if (code === undefined) continue;
      this.resource = subset.resource;
      return code;
    }
    return undefined;
  }

  /** Returns the longest subset of a face. */
  private find(face: Face): Subset | undefined {
    for (const subset of this.growing) if (subset.face === face) return subset;
    return this.base?.find(face);
  }

  private subsetOf(face: Face): Subset {
    const longest = this.find(face);
    if (longest && this.growing.includes(longest)) return longest;
    const subset = longest
      ? newSubset(face, longest.resource, longest.objects, longest)
      : newSubset(face, `T${Object.keys(this.resources()).length}`, this.newObjects(), null);
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

function newSubset(face: Face, resource: string, objects: FontObjects, base: Subset | null): Subset {
  // Glyph 0 of a program is `.notdef`, which no text draws.
  const first = base ? packedSubset(base).program.glyphCount : 1;
  return { face, resource, objects, base, first, atoms: [], codes: new Map(), packed: null };
}

function addAtom(subset: Subset, atom: Atom): number {
  const code = subset.first + subset.atoms.push(atom) - 1;
  subset.codes.set(atom, code);
  return code;
}

/** Packs the characters of a subset, once. */
function packedSubset(subset: Subset, pack = packSegment): PackedSubset {
  if (!subset.packed) {
    const { face, atoms, base, first } = subset;
    const program = base
      ? new FontProgram(face, atoms, packedSubset(base).program)
      : new FontProgram(face, [face.notdef, ...atoms]);
    const widths = (base ? atoms : [face.notdef, ...atoms]).map((atom) => atom.emWidth);
    subset.packed = {
      program,
      outlines: pack(program.outlines),
      toUnicode: pack(asciiBytes((base ? '' : TO_UNICODE_HEAD) + toUnicodeBlocks(atoms, first))),
      widths: PDFInvalidObject.of(asciiBytes(`${program.first} [ ${widths.join(' ')} ]`)),
    };
  }
  return subset.packed;
}

/** Writes the five objects of a subset with the characters of those that it continues. */
function embedSubset(
  context: PDFContext,
  subset: Subset,
  tag: string,
  pack: (bytes: Uint8Array) => Segment,
): void {
  const { face, objects } = subset;
  const { font, scale } = face;
  const name = `${tag}+${font.postScriptName}`;
  const assign = (object: number, value: PDFObject) => context.assign(PDFRef.of(object), value);
  const stream = (segments: readonly Segment[], entries = {}) =>
    context.stream(joinSegments(segments), { ...entries, Filter: 'FlateDecode' });
  const { program } = packedSubset(subset, pack);
  const pieces: PackedSubset[] = [];
  for (let piece: Subset | null = subset; piece; piece = piece.base) pieces.unshift(packedSubset(piece));
  const { directory, others } = program.tables();
  const outlines = pieces.map((piece) => piece.outlines);
  const file = [storedSegment(directory), ...outlines, pack(others)];
  assign(objects.program, stream(file, { Length1: program.length }));
  const map = [...pieces.map((piece) => piece.toUnicode), storedSegment(asciiBytes(TO_UNICODE_TAIL))];
  assign(objects.toUnicode, stream(map));
  assign(
    objects.descriptor,
    context.obj({
      Type: 'FontDescriptor',
      FontName: name,
      Flags: SYMBOLIC,
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
      W: pieces.map((piece) => piece.widths),
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

/** Flag of a font descriptor (ISO 32000-1, 9.8.2). */
const SYMBOLIC = 4;

/** Returns the bytes of a text of ASCII characters. */
function asciiBytes(text: string): Uint8Array {
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
