import type { Atom, Face, GlyphPart } from './face.ts';
import { type Components, compositeLength, writeComposite, writeOutline } from './glyph-writer.ts';
import { bytesOf, type GlyphOutline } from './truetype.ts';

/** A glyph of the program: an original outline, a composite of several outlines, or nothing. */
type Slot =
  | {
      readonly kind: 'outline';
      readonly outline: GlyphOutline;
      readonly width: number;
      readonly length: number;
    }
  | {
      readonly kind: 'composite';
      readonly parts: readonly GlyphPart[];
      readonly width: number;
      readonly length: number;
    }
  | { readonly kind: 'empty'; readonly width: number; readonly length: 0 };

const TABLE_TAGS = ['glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp'] as const;
const DIRECTORY_BYTES = 12 + 16 * TABLE_TAGS.length;
const SHORT_LOCA_LIMIT = 131070;
const CHECKSUM_MAGIC = 0xb1b0afba;
/**
 * A TrueType program of some characters of a face, which may continue a shorter one: the outlines of the shorter one
 * come first, unchanged, and keep their numbers. The glyph numbers of the new atoms follow, and then those of the
 * glyphs that composites refer to. The program has only the tables that PDF viewers read.
 */
export class FontProgram {
  /** Glyph number of the first new atom. */
  readonly first: number;
  readonly glyphCount: number;
  /** The new outlines. */
  readonly outlines: Uint8Array;
  private readonly face: Face;
  private readonly base: FontProgram | null;
  private readonly slots: Slot[] = [];
  /** New glyph numbers by the glyph number of the face. */
  private readonly numbers = new Map<number, number>();
  /** Offsets of the new outlines in the `glyf` table. */
  private readonly offsets: number[] = [];
  private readonly metrics: Uint8Array;
  /** Length of the `glyf` table. */
  private readonly glyfLength: number;
  private readonly glyfChecksum: number;
  private readonly maxComponents: number;

  constructor(face: Face, atoms: readonly Atom[], base: FontProgram | null = null) {
    this.face = face;
    this.base = base;
    this.first = base?.glyphCount ?? 0;
    for (const atom of atoms) this.addAtom(atom);
    const components = this.addComponents();
    this.glyphCount = this.first + this.slots.length;
    this.maxComponents = components.reduce(
      (most, numbers) => Math.max(most, numbers?.length ?? 0),
      base?.maxComponents ?? 1,
    );
    this.metrics = new Uint8Array(4 * this.slots.length);
    this.outlines = this.writeOutlines(components, base?.glyfLength ?? 0);
    this.glyfLength = (base?.glyfLength ?? 0) + this.outlines.length;
    this.glyfChecksum = ((base?.glyfChecksum ?? 0) + checksum(this.outlines, 0, this.outlines.length)) >>> 0;
  }

  /** Length of the program in bytes. */
  get length(): number {
    const { glyphCount, glyfLength } = this;
    const offsetBytes = (glyfLength > SHORT_LOCA_LIMIT ? 4 : 2) * (glyphCount + 1);
    return DIRECTORY_BYTES + glyfLength + 56 + 36 + 4 * glyphCount + padded(offsetBytes) + 32;
  }

  /** Returns what stands around the outlines in the file: the table directory before, the other tables after them. */
  tables(): { directory: Uint8Array; others: Uint8Array } {
    const { font } = this.face;
    const { glyphCount, glyfLength } = this;
    const long = glyfLength > SHORT_LOCA_LIMIT;
    const lengths = [glyfLength, 54, 36, 4 * glyphCount, (long ? 4 : 2) * (glyphCount + 1), 32];
    const starts: number[] = [];
    let at = -glyfLength;
    for (const length of lengths) {
      starts.push(at);
      at += padded(length);
    }
    const [, headAt = 0, hheaAt = 0, hmtxAt = 0, locaAt = 0, maxpAt = 0] = starts;
    const others = new Uint8Array(at);
    const view = new DataView(others.buffer);
    others.set(bytesOf(font.head).subarray(0, 54), headAt);
    view.setUint32(headAt + 8, 0);
    view.setInt16(headAt + 50, long ? 1 : 0);
    others.set(bytesOf(font.hhea).subarray(0, 36), hheaAt);
    view.setUint16(hheaAt + 34, glyphCount);
    others.set(bytesOf(font.maxp).subarray(0, 32), maxpAt);
    view.setUint16(maxpAt + 4, glyphCount);
    view.setUint16(maxpAt + 26, 0);
    view.setUint16(maxpAt + 28, Math.max(this.maxComponents, font.maxp.getUint16(28)));
    view.setUint16(maxpAt + 30, font.maxp.getUint16(30) + 1);
    const programs: FontProgram[] = [];
    for (let program: FontProgram | null = this; program; program = program.base) programs.unshift(program);
    for (const program of programs) {
      others.set(program.metrics, hmtxAt + 4 * program.first);
      const { offsets, first } = program;
      for (let i = 0; i < offsets.length; i++) setOffset(view, locaAt, first + i, offsets[i] ?? 0, long);
    }
    setOffset(view, locaAt, glyphCount, glyfLength, long);
    return { directory: this.directory(starts, lengths, others), others };
  }

  /**
   * Returns the table directory and sets the checksum of the file, which is the sum of the checksums of the tables and
   * the directory, so every byte is summed once.
   */
  private directory(starts: readonly number[], lengths: readonly number[], others: Uint8Array): Uint8Array {
    const directory = new Uint8Array(DIRECTORY_BYTES);
    const view = new DataView(directory.buffer);
    view.setUint32(0, 0x00010000);
    view.setUint32(4, 0x00060040);
    view.setUint32(8, 0x00020020);
    let whole = 0;
    TABLE_TAGS.forEach((tag, i) => {
      const entry = 12 + 16 * i;
      const start = starts[i] ?? 0;
      const length = lengths[i] ?? 0;
      const sum = i === 0 ? this.glyfChecksum : checksum(others, start, start + padded(length));
      whole = (whole + sum) | 0;
      for (let k = 0; k < 4; k++) view.setUint8(entry + k, tag.charCodeAt(k));
      view.setUint32(entry + 4, sum);
      view.setUint32(entry + 8, DIRECTORY_BYTES + this.glyfLength + start);
      view.setUint32(entry + 12, length);
    });
    whole = (whole + checksum(directory, 0, DIRECTORY_BYTES)) | 0;
    const [, headAt = 0] = starts;
    new DataView(others.buffer).setUint32(headAt + 8, (CHECKSUM_MAGIC - whole) >>> 0);
    return directory;
  }

  private addAtom(atom: Atom): void {
    const [only, second] = atom.parts;
    const number = this.first + this.slots.length;
    if (!only) this.slots.push(emptySlot(atom.width));
    else if (!second && only[1] === 0 && only[2] === 0 && this.numberOf(only[0]) === undefined) {
      this.numbers.set(only[0], number);
      this.slots.push(this.original(only[0], atom.width));
    } else this.slots.push(compositeSlot(atom.parts, atom.width));
  }

  /** Adds the glyphs that composites refer to; returns their numbers for each new glyph. */
  private addComponents(): Components[] {
    const components: Components[] = [];
    // The list grows during the loop: a component may itself be a composite.
    for (let i = 0; i < this.slots.length; i++) {
      const slot = this.slots[i];
      if (slot?.kind === 'composite') components.push(slot.parts.map(([glyph]) => this.component(glyph)));
      else if (slot?.kind === 'outline' && slot.outline.components) {
        const { data } = slot.outline;
        components.push(slot.outline.components.map((at) => this.component(data.getUint16(at))));
      } else components.push(null);
    }
    return components;
  }

  private component(glyph: number): number {
    let number = this.numberOf(glyph);
    if (number === undefined) {
      number = this.first + this.slots.length;
      this.numbers.set(glyph, number);
      this.slots.push(this.original(glyph, this.face.font.advance(glyph)));
    }
    return number;
  }

  private numberOf(glyph: number): number | undefined {
    for (let program: FontProgram | null = this; program; program = program.base) {
      const number = program.numbers.get(glyph);
      if (number !== undefined) return number;
    }
    return undefined;
  }

  private original(glyph: number, width: number): Slot {
    const outline = this.face.font.outline(glyph);
    if (!outline) return emptySlot(width);
    return { kind: 'outline', outline, width, length: (outline.bytes.length + 1) & ~1 };
  }

  /** Writes the new outlines with their metrics and offsets. */
  private writeOutlines(components: readonly Components[], start: number): Uint8Array {
    const { slots, metrics, offsets } = this;
    let length = 0;
    for (const slot of slots) length += slot.length;
    const bytes = new Uint8Array(padded(length));
    const out = new DataView(bytes.buffer);
    let at = 0;
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i] as Slot;
      offsets.push(start + at);
      let leftBearing = 0;
      if (slot.kind === 'composite')
        leftBearing = writeComposite(this.face, slot.parts, components[i] ?? [], out, at);
      else if (slot.kind === 'outline')
        leftBearing = writeOutline(slot.outline, components[i] ?? null, bytes, at);
      metrics[4 * i] = slot.width >> 8;
      metrics[4 * i + 1] = slot.width;
      metrics[4 * i + 2] = leftBearing >> 8;
      metrics[4 * i + 3] = leftBearing;
      at += slot.length;
    }
    // An empty glyph at the end stands after the padding, or it would have the padding as its outline.
    for (let i = slots.length - 1; slots[i]?.kind === 'empty'; i--) offsets[i] = start + bytes.length;
    return bytes;
  }
}

function emptySlot(width: number): Slot {
  return { kind: 'empty', width, length: 0 };
}

function compositeSlot(parts: readonly GlyphPart[], width: number): Slot {
  return { kind: 'composite', parts, width, length: compositeLength(parts) };
}

function setOffset(view: DataView, locaAt: number, glyph: number, offset: number, long: boolean): void {
  if (long) view.setUint32(locaAt + 4 * glyph, offset);
  else view.setUint16(locaAt + 2 * glyph, offset >> 1);
}

/** Returns a length with the bytes that align the next table. */
function padded(length: number): number {
  return (length + 3) & ~3;
}

/** Returns the sum of the big-endian 32-bit words [from, to). */
function checksum(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 4) {
    // No read passes the end of the bytes: every table is padded to four bytes.
    sum =
      (sum +
        (((bytes[i] as number) << 24) |
          ((bytes[i + 1] as number) << 16) |
          ((bytes[i + 2] as number) << 8) |
          (bytes[i + 3] as number))) |
      0;
  }
  return sum >>> 0;
}
