import { Buffer } from 'node:buffer';
import type { Atom, Face, GlyphPart } from './face.ts';
import type { GlyphOutline } from './truetype.ts';

/** A glyph of the subset: an original outline, a composite of several outlines, or nothing. */
type Slot =
  | {
      readonly kind: 'outline';
      readonly outline: GlyphOutline;
      readonly width: number;
      components: number[];
      readonly length: number;
    }
  | {
      readonly kind: 'composite';
      readonly parts: readonly GlyphPart[];
      readonly width: number;
      components: number[];
      readonly length: number;
    }
  | { readonly kind: 'empty'; readonly width: number; readonly length: 0 };

const TABLE_TAGS = ['glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp'] as const;
const DIRECTORY_BYTES = 12 + 16 * TABLE_TAGS.length;
const SHORT_LOCA_LIMIT = 131070;
const CHECKSUM_MAGIC = 0xb1b0afba;
const ARGS_ARE_XY_WORDS = 3;
const MORE_COMPONENTS = 0x20;

/**
 * Returns a TrueType program whose glyph number i draws `atoms[i]`. The glyphs that composites refer to follow. The
 * program has only the tables that PDF viewers read. The result is a view of a reused buffer: copy it before the next
 * call.
 */
export function subsetFont(face: Face, atoms: readonly Atom[]): Buffer {
  const slots = allotSlots(face, atoms);
  let glyfLength = 0;
  let maxComponents = 1;
  for (const slot of slots) {
    glyfLength += slot.length;
    if (slot.kind !== 'empty') maxComponents = Math.max(maxComponents, slot.components.length);
  }
  const long = glyfLength > SHORT_LOCA_LIMIT;
  const lengths = [glyfLength, 54, 36, 4 * slots.length, (long ? 4 : 2) * (slots.length + 1), 32];
  const offsets: number[] = [];
  let total = DIRECTORY_BYTES;
  for (const length of lengths) {
    offsets.push(total);
    total += (length + 3) & ~3;
  }
  const out = reusable(total);
  const [glyfAt = 0, headAt = 0, hheaAt = 0, hmtxAt = 0, locaAt = 0, maxpAt = 0] = offsets;
  const { font } = face;
  out.writeUInt32BE(0x00010000, 0);
  out.writeUInt32BE(0x00060040, 4);
  out.writeUInt32BE(0x00020020, 8);
  font.head.copy(out, headAt, 0, 54);
  out.writeUInt32BE(0, headAt + 8);
  out.writeInt16BE(long ? 1 : 0, headAt + 50);
  font.hhea.copy(out, hheaAt, 0, 36);
  out.writeUInt16BE(slots.length, hheaAt + 34);
  font.maxp.copy(out, maxpAt, 0, 32);
  out.writeUInt16BE(slots.length, maxpAt + 4);
  out.writeUInt16BE(0, maxpAt + 26);
  out.writeUInt16BE(Math.max(maxComponents, font.maxp.readUInt16BE(28)), maxpAt + 28);
  out.writeUInt16BE(font.maxp.readUInt16BE(30) + 1, maxpAt + 30);
  writeGlyphs(face, slots, out, glyfAt, hmtxAt, locaAt, long);
  writeDirectory(out, offsets, lengths, headAt);
  return out;
}

let tables = 0;
let owners = new Uint32Array(8192);
let indexes = new Uint16Array(8192);

/**
 * Maps glyphs to their slots in one subset. All instances share arrays that are never cleared; an entry is valid for
 * the instance that wrote it.
 */
class GlyphTable {
  private readonly owner = ++tables;

  constructor(glyphCount: number) {
    if (glyphCount <= owners.length) return;
    owners = new Uint32Array(glyphCount);
    indexes = new Uint16Array(glyphCount);
  }

  has(glyph: number): boolean {
    return owners[glyph] === this.owner;
  }

  get(glyph: number): number | undefined {
    return owners[glyph] === this.owner ? indexes[glyph] : undefined;
  }

  set(glyph: number, slot: number): void {
    owners[glyph] = this.owner;
    indexes[glyph] = slot;
  }
}

const simpleSlotsOf = new WeakMap<Face, Slot[]>();

/** Returns the slots of outlines without components, by glyph; they are the same in every subset. */
function simpleSlots(face: Face): Slot[] {
  let slots = simpleSlotsOf.get(face);
  if (!slots) {
    slots = [];
    simpleSlotsOf.set(face, slots);
  }
  return slots;
}

/** Returns the slots of the atoms, followed by those of the glyphs that composites refer to. */
function allotSlots(face: Face, atoms: readonly Atom[]): Slot[] {
  const { font } = face;
  const slots: Slot[] = [];
  const slotOfGlyph = new GlyphTable(font.glyphCount);
  const simple = simpleSlots(face);
  const original = (glyph: number, width: number): Slot => {
    const known = simple[glyph];
    if (known && known.width === width) return known;
    const outline = font.outline(glyph);
    if (!outline) return { kind: 'empty', width, length: 0 };
    const slot: Slot = {
      kind: 'outline',
      outline,
      width,
      components: [],
      length: (outline.data.length + 1) & ~1,
    };
    if (!outline.components) simple[glyph] = slot;
    return slot;
  };
  for (const atom of atoms) {
    const [only, second] = atom.parts;
    if (!only) slots.push({ kind: 'empty', width: atom.width, length: 0 });
    else if (!second && only[1] === 0 && only[2] === 0 && !slotOfGlyph.has(only[0])) {
      slotOfGlyph.set(only[0], slots.length);
      slots.push(original(only[0], atom.width));
    } else {
      slots.push({
        kind: 'composite',
        parts: atom.parts,
        width: atom.width,
        components: [],
        length: 10 + 8 * atom.parts.length,
      });
    }
  }
  const slotFor = (glyph: number): number => {
    let slot = slotOfGlyph.get(glyph);
    if (slot === undefined) {
      slot = slots.length;
      slotOfGlyph.set(glyph, slot);
      slots.push(original(glyph, font.advance(glyph)));
    }
    return slot;
  };
  // The list grows during the loop: a component may itself be a composite.
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i];
    if (slot?.kind === 'composite') slot.components = slot.parts.map((part) => slotFor(part[0]));
    else if (slot?.kind === 'outline' && slot.outline.components) {
      const { data, components } = slot.outline;
      slot.components = components.map((at) => slotFor(data.readUInt16BE(at)));
    }
  }
  return slots;
}

/** Writes the `glyf`, `hmtx` and `loca` tables. */
function writeGlyphs(
  face: Face,
  slots: readonly Slot[],
  out: Buffer,
  glyfAt: number,
  hmtxAt: number,
  locaAt: number,
  long: boolean,
): void {
  let glyph = glyfAt;
  let metric = hmtxAt;
  let offset = locaAt;
  const writeOffset = () => {
    offset = long
      ? out.writeUInt32BE(glyph - glyfAt, offset)
      : out.writeUInt16BE((glyph - glyfAt) >> 1, offset);
  };
  for (const slot of slots) {
    writeOffset();
    let leftBearing = 0;
    if (slot.kind === 'composite')
      leftBearing = writeComposite(face, slot.parts, slot.components, out, glyph);
    else if (slot.kind === 'outline') {
      out.set(slot.outline.data, glyph);
      slot.outline.components?.forEach((at, k) => {
        out.writeUInt16BE(slot.components[k] ?? 0, glyph + at);
      });
      leftBearing = slot.outline.data.readInt16BE(2);
    }
    glyph += slot.length;
    metric = out.writeUInt16BE(slot.width, metric);
    metric = out.writeInt16BE(leftBearing, metric);
  }
  writeOffset();
}

/** Writes a composite glyph and returns its left side bearing. */
function writeComposite(
  face: Face,
  parts: readonly GlyphPart[],
  components: readonly number[],
  out: Buffer,
  at: number,
): number {
  let [left, bottom, right, top] = [32767, 32767, -32768, -32768];
  let entry = at + 10;
  parts.forEach(([glyph, dx, dy], k) => {
    const box = face.font.glyphBox(glyph);
    if (box) {
      left = Math.min(left, box[0] + dx);
      bottom = Math.min(bottom, box[1] + dy);
      right = Math.max(right, box[2] + dx);
      top = Math.max(top, box[3] + dy);
    }
    entry = out.writeUInt16BE(ARGS_ARE_XY_WORDS | (k + 1 < parts.length ? MORE_COMPONENTS : 0), entry);
    entry = out.writeUInt16BE(components[k] ?? 0, entry);
    entry = out.writeInt16BE(dx, entry);
    entry = out.writeInt16BE(dy, entry);
  });
  out.writeInt16BE(-1, at);
  out.writeInt16BE(left, at + 2);
  out.writeInt16BE(bottom, at + 4);
  out.writeInt16BE(right, at + 6);
  out.writeInt16BE(top, at + 8);
  return left;
}

/**
 * Writes the table directory and the checksums. The checksum of the file is the sum of the checksums of the tables and
 * the directory, so every byte is summed once.
 */
function writeDirectory(
  out: Buffer,
  offsets: readonly number[],
  lengths: readonly number[],
  headAt: number,
): void {
  let whole = 0;
  TABLE_TAGS.forEach((tag, i) => {
    const entry = 12 + 16 * i;
    const offset = offsets[i] ?? 0;
    const length = lengths[i] ?? 0;
    const sum = checksum(out, offset, offset + ((length + 3) & ~3));
    whole = (whole + sum) | 0;
    out.write(tag, entry, 'latin1');
    out.writeUInt32BE(sum, entry + 4);
    out.writeUInt32BE(offset, entry + 8);
    out.writeUInt32BE(length, entry + 12);
  });
  whole = (whole + checksum(out, 0, DIRECTORY_BYTES)) | 0;
  out.writeUInt32BE((CHECKSUM_MAGIC - whole) >>> 0, headAt + 8);
}

/** Returns the sum of the big-endian 32-bit words [from, to). */
function checksum(bytes: Buffer, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 4) {
    // No read passes the end of the buffer: every table is padded to four bytes.
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

let pool = Buffer.alloc(1 << 18);

/** Returns zeroed bytes of a buffer that the next call reuses. */
function reusable(length: number): Buffer {
  if (length > pool.length) pool = Buffer.alloc(length * 2);
  return pool.subarray(0, length).fill(0);
}
