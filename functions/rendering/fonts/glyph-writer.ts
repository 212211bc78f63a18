import type { Face, GlyphPart } from './face.ts';
import type { GlyphOutline } from './truetype.ts';

/** Numbers of the glyphs that a glyph consists of; null for one that draws itself. */
export type Components = readonly number[] | null;

const ARGS_ARE_XY_WORDS = 3;
const MORE_COMPONENTS = 0x20;
/** The offset of a component is in the units of the whole glyph, and its scale follows the offset. */
const HAS_SCALE = 0x1008;
const SCALE_BYTES = 2;
/** A scale of 1, in the format F2Dot14. */
const ONE = 0x4000;
const COMPOSITE_HEADER_BYTES = 10;
const COMPONENT_BYTES = 8;

/** Returns the length of a composite glyph in bytes. */
export function compositeLength(parts: readonly GlyphPart[]): number {
  const scaled = parts.filter(([, , , scale]) => scale !== undefined).length;
  return COMPOSITE_HEADER_BYTES + COMPONENT_BYTES * parts.length + SCALE_BYTES * scaled;
}

/** Writes an outline of the face, with the new numbers of its components, and returns its left side bearing. */
export function writeOutline(
  { bytes, data, components: offsets }: GlyphOutline,
  components: Components,
  out: Uint8Array,
  at: number,
): number {
  out.set(bytes, at);
  offsets?.forEach((offset, k) => {
    const number = components?.[k] ?? 0;
    out[at + offset] = number >> 8;
    out[at + offset + 1] = number;
  });
  return data.getInt16(2);
}

/** Writes a composite glyph and returns its left side bearing. */
export function writeComposite(
  face: Face,
  parts: readonly GlyphPart[],
  components: readonly number[],
  out: DataView,
  at: number,
): number {
  let [left, bottom, right, top] = [32767, 32767, -32768, -32768];
  let entry = at + COMPOSITE_HEADER_BYTES;
  parts.forEach((part, k) => {
    const [, dx, dy, scale] = part;
    const box = face.boxOf(part);
    if (box) {
      left = Math.min(left, Math.floor(box[0]));
      bottom = Math.min(bottom, Math.floor(box[1]));
      right = Math.max(right, Math.ceil(box[2]));
      top = Math.max(top, Math.ceil(box[3]));
    }
    const more = k + 1 < parts.length ? MORE_COMPONENTS : 0;
    out.setUint16(entry, ARGS_ARE_XY_WORDS | more | (scale === undefined ? 0 : HAS_SCALE));
    out.setUint16(entry + 2, components[k] ?? 0);
    out.setInt16(entry + 4, dx);
    out.setInt16(entry + 6, dy);
    entry += COMPONENT_BYTES;
    if (scale === undefined) return;
    out.setInt16(entry, Math.round(scale * ONE));
    entry += SCALE_BYTES;
  });
  out.setInt16(at, -1);
  [left, bottom, right, top].forEach((edge, k) => {
    out.setInt16(at + 2 + 2 * k, edge);
  });
  return left;
}
