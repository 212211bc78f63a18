import type { Atom, Face } from '../fonts/face.ts';
import { FontProgram } from '../fonts/font-program.ts';
import { joinSegments, packSegment, type Segment, storedSegment } from './deflate.ts';
import { DocumentFont, type FontObjects } from './document-font.ts';
import { type PDFContext, PDFRef } from './pdf-core.ts';
import { streamOf } from './raw-object.ts';
import { TO_UNICODE_HEAD, TO_UNICODE_TAIL, toUnicodeBlocks } from './to-unicode.ts';

/** What is needed to continue a subset: its face and characters, its names in the document, and what is written for it. */
export interface SubsetRecord {
  readonly face: Face;
  readonly resource: string;
  readonly objects: FontObjects;
  /** Without `.notdef`. */
  readonly atoms: readonly Atom[];
  readonly packed: SubsetSegments;
}

/** The outlines and the map of the characters of a subset, packed. */
export interface SubsetSegments {
  readonly outlines: Segment;
  readonly toUnicode: Segment;
}

/** Packs bytes for a stream. */
export type Pack = (bytes: Uint8Array) => Segment;

/** The characters that one document adds to the subset of a face. */
interface Subset {
  readonly fonts: FontSubsets;
  readonly font: DocumentFont;
  readonly base: Subset | null;
  /** Code of the first of `atoms`, which is the number of its glyph in the font program. */
  readonly first: number;
  readonly atoms: Atom[];
  readonly codes: Map<Atom, number>;
  /** What was packed for it before. */
  readonly segments: SubsetSegments | null;
  packed: PackedSubset | null;
}

/** What is written for the characters of a subset; it is the same in every document that continues the subset. */
interface PackedSubset {
  readonly program: FontProgram;
  readonly own: SubsetSegments;
  /** The outlines and the map of the subset and of those before it. */
  readonly outlines: readonly Segment[];
  readonly toUnicode: readonly Segment[];
  /** The items of the array of widths. */
  readonly widths: string;
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
  /** Whether a code was one of these fonts' own since this was last set to false. */
  added = false;
  private readonly base: FontSubsets | null;
  private readonly growing: Subset[] = [];
  /** The subset that was found last. */
  private latest: Subset | null = null;
  private readonly nextObject: () => number;
  private readonly pack: Pack;

  /** `nextObject` returns the number of a new object of the document; `pack` packs what these fonts add. */
  constructor(nextObject: () => number, base: FontSubsets | null = null, pack: Pack = packSegment) {
    this.nextObject = nextObject;
    this.base = base;
    this.pack = pack;
  }

  /** Returns fonts with the given subsets, to be continued. */
  static of(records: readonly SubsetRecord[]): FontSubsets {
    const fonts = new FontSubsets(noObject);
    for (const { face, resource, objects, atoms, packed } of records) {
      const subset = newSubset(fonts, new DocumentFont(face, resource, noObject, objects), null, packed);
      for (const atom of atoms) addAtom(subset, atom);
      fonts.growing.push(subset);
    }
    return fonts;
  }

  /** What the fonts hold, for `FontSubsets.of`. */
  get records(): readonly SubsetRecord[] {
    return this.growing.map((subset) => {
      const { face, resource, objects } = subset.font;
      const { own } = packedSubset(subset, this.pack);
      return { face, resource, objects, atoms: subset.atoms, packed: own };
    });
  }

  /**
   * Returns the code of an atom in the subset of its face; adds the atom when it is new. Sets `resource`, and `added`
   * when the code is one that these fonts add to those that they continue.
   */
  code(atom: Atom): number {
    let subset = this.find(atom.face);
    let code = subset && codeIn(subset, atom);
    if (!subset || code === undefined) {
      subset = this.subsetOf(atom.face);
      code = addAtom(subset, atom);
    }
    if (subset.fonts === this && code >= subset.first) this.added = true;
    this.resource = subset.font.resource;
    return code;
  }

  /** Writes the subsets that have grown into a document. `tag` is six capital letters (ISO 32000-1, 9.6.4). */
  embed(context: PDFContext, tag: string): void {
    for (const subset of this.growing) embedSubset(context, subset, tag, this.pack);
  }

  /** Returns the page's font resources. */
  resources(): Record<string, PDFRef> {
    const resources = this.base?.resources() ?? {};
    for (const { font } of this.growing) resources[font.resource] = PDFRef.of(font.objects.font);
    return resources;
  }

  /** Returns the longest subset of a face. Consecutive characters have the same face. */
  private find(face: Face): Subset | undefined {
    if (this.latest?.font.face === face) return this.latest;
    const subset = this.growing.find(({ font }) => font.face === face) ?? this.base?.find(face);
    this.latest = subset ?? null;
    return subset;
  }

  private subsetOf(face: Face): Subset {
    const longest = this.find(face);
    if (longest?.fonts === this) return longest;
    const font =
      longest?.font ?? new DocumentFont(face, `T${Object.keys(this.fonts()).length}`, this.nextObject);
    const subset = newSubset(this, font, longest ?? null);
    this.growing.push(subset);
    this.latest = subset;
    return subset;
  }

  /** Returns the fonts by resource name. */
  private fonts(): Record<string, DocumentFont> {
    const fonts = this.base?.fonts() ?? {};
    for (const { font } of this.growing) fonts[font.resource] = font;
    return fonts;
  }
}

/** Returns the code of an atom in a subset or in those that it continues. */
function codeIn(subset: Subset, atom: Atom): number | undefined {
  for (let one: Subset | null = subset; one; one = one.base) {
    const code = one.codes.get(atom);
    if (code !== undefined) return code;
  }
  return undefined;
}

/** @throws Error always: a finished document has no numbers for new objects. */
export function noObject(): number {
  throw new Error('a finished document takes no font');
}

function newSubset(
  fonts: FontSubsets,
  font: DocumentFont,
  base: Subset | null,
  segments: SubsetSegments | null = null,
): Subset {
  // Glyph 0 of a program is `.notdef`, which no text draws.
  const first = base ? packedSubset(base).program.glyphCount : 1;
  return { fonts, font, base, first, atoms: [], codes: new Map(), segments, packed: null };
}

function addAtom(subset: Subset, atom: Atom): number {
  const code = subset.first + subset.atoms.push(atom) - 1;
  subset.codes.set(atom, code);
  return code;
}

/** Packs the characters of a subset, once. */
function packedSubset(subset: Subset, pack: Pack = packSegment): PackedSubset {
  if (!subset.packed) {
    const { atoms, base, first } = subset;
    const { face } = subset.font;
    const before = base && packedSubset(base);
    const program = before
      ? new FontProgram(face, atoms, before.program)
      : new FontProgram(face, [face.notdef, ...atoms]);
    let widths = String(before ? '' : face.notdef.emWidth);
    for (const { emWidth } of atoms) widths += widths ? ` ${emWidth}` : emWidth;
    const own = subset.segments ?? {
      outlines: pack(program.outlines),
      toUnicode: pack(asciiBytes((before ? '' : TO_UNICODE_HEAD) + toUnicodeBlocks(atoms, first))),
    };
    subset.packed = {
      program,
      own,
      outlines: [...(before?.outlines ?? []), own.outlines],
      toUnicode: [...(before?.toUnicode ?? []), own.toUnicode],
      widths: `${before ? `${before.widths} ` : ''}${program.first} [ ${widths} ]`,
    };
  }
  return subset.packed;
}

const END_OF_MAP = storedSegment(asciiBytes(TO_UNICODE_TAIL));

/** Writes the five objects of a subset with the characters of those that it continues. */
function embedSubset(context: PDFContext, subset: Subset, tag: string, pack: Pack): void {
  const { font } = subset;
  const { program, outlines, toUnicode, widths } = packedSubset(subset, pack);
  const { directory, others } = program.tables();
  const stream = (object: number, segments: readonly Segment[], entries = {}) =>
    context.assign(
      PDFRef.of(object),
      streamOf(context, joinSegments(segments), { ...entries, Filter: 'FlateDecode' }),
    );
  const file = [storedSegment(directory), ...outlines, pack(others)];
  stream(font.objects.program, file, { Length1: program.length });
  stream(font.objects.toUnicode, [...toUnicode, END_OF_MAP]);
  font.write(context, tag, widths);
}

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
