/** The outline of a glyph without hinting instructions, as it is copied into a subset. */
export interface GlyphOutline {
  readonly bytes: Uint8Array;
  /** The same bytes. */
  readonly data: DataView;
  /** Offsets in `data` of the glyph numbers of a composite outline; null for a simple one. */
  readonly components: readonly number[] | null;
}

/** The tables of a TrueType font. Parses a glyph when it is first used. */
export class TrueTypeFont {
  readonly postScriptName: string;
  readonly unitsPerEm: number;
  readonly glyphCount: number;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly italicAngle: number;
  /** xMin, yMin, xMax, yMax of all glyphs, font units. */
  readonly boundingBox: readonly [number, number, number, number];
  readonly head: DataView;
  readonly hhea: DataView;
  readonly maxp: DataView;
  private readonly hmtx: DataView;
  private readonly loca: DataView;
  private readonly glyf: DataView;
  private readonly metricCount: number;
  private readonly longOffsets: boolean;
  private readonly outlines = new Map<number, GlyphOutline | null>();
  private readonly boxes = new Map<number, readonly [number, number, number, number] | null>();

  constructor(bytes: Uint8Array) {
    const tables = readTableDirectory(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const table = (tag: string): DataView => {
      const found = tables.get(tag);
      if (!found) throw new Error(`not a TrueType font with outlines: no ${tag} table`);
      return found;
    };
    this.head = table('head');
    this.hhea = table('hhea');
    this.maxp = table('maxp');
    this.hmtx = table('hmtx');
    this.loca = table('loca');
    this.glyf = table('glyf');
    this.metricCount = this.hhea.getUint16(34);
    this.longOffsets = this.head.getInt16(50) !== 0;
    this.unitsPerEm = this.head.getUint16(18);
    this.glyphCount = this.maxp.getUint16(4);
    this.ascent = this.hhea.getInt16(4);
    this.descent = this.hhea.getInt16(6);
    const os2 = table('OS/2');
    this.capHeight = os2.byteLength >= 90 ? os2.getInt16(88) : Math.round(this.unitsPerEm * 0.7);
    this.italicAngle = table('post').getInt32(4) / 65536;
    this.boundingBox = [
      this.head.getInt16(36),
      this.head.getInt16(38),
      this.head.getInt16(40),
      this.head.getInt16(42),
    ];
    this.postScriptName = readPostScriptName(table('name'));
  }

  /** Returns the advance width of a glyph, in font units. */
  advance(glyph: number): number {
    return this.hmtx.getUint16(4 * Math.min(glyph, this.metricCount - 1));
  }

  /** Whether a glyph draws anything. */
  hasOutline(glyph: number): boolean {
    return this.offset(glyph + 1) > this.offset(glyph);
  }

  /** Returns the outline of a glyph without instructions, or null for an empty glyph such as the space. */
  outline(glyph: number): GlyphOutline | null {
    let outline = this.outlines.get(glyph);
    if (outline === undefined) {
      outline = withoutInstructions(part(this.glyf, this.offset(glyph), this.offset(glyph + 1)));
      this.outlines.set(glyph, outline);
    }
    return outline;
  }

  /** Returns xMin, yMin, xMax, yMax of a glyph in font units, or null for an empty glyph. */
  glyphBox(glyph: number): readonly [number, number, number, number] | null {
    let box = this.boxes.get(glyph);
    if (box === undefined) {
      const data = this.outline(glyph)?.data;
      box = data ? [data.getInt16(2), data.getInt16(4), data.getInt16(6), data.getInt16(8)] : null;
      this.boxes.set(glyph, box);
    }
    return box;
  }

  /** Returns the offset of a glyph in the `glyf` table. */
  private offset(glyph: number): number {
    return this.longOffsets ? this.loca.getUint32(4 * glyph) : 2 * this.loca.getUint16(2 * glyph);
  }
}

function readTableDirectory(file: DataView): Map<string, DataView> {
  const tables = new Map<string, DataView>();
  for (let i = 0; i < file.getUint16(4); i++) {
    const entry = 12 + 16 * i;
    const start = file.getUint32(entry + 8);
    const tag = String.fromCharCode(...bytesOf(part(file, entry, entry + 4)));
    tables.set(tag, part(file, start, start + file.getUint32(entry + 12)));
  }
  return tables;
}

/** Returns the bytes [from, to) of a view. */
function part(view: DataView, from: number, to: number): DataView {
  return new DataView(view.buffer, view.byteOffset + from, to - from);
}

/** Returns the bytes of a view. */
export function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

const POSTSCRIPT_NAME_ID = 6;
const MACINTOSH = 1;

function readPostScriptName(name: DataView): string {
  const strings = name.getUint16(4);
  for (let i = 0; i < name.getUint16(2); i++) {
    const record = 6 + 12 * i;
    if (name.getUint16(record + 6) !== POSTSCRIPT_NAME_ID) continue;
    const start = strings + name.getUint16(record + 10);
    const raw = part(name, start, start + name.getUint16(record + 8));
    // A PostScript name is ASCII in both encodings.
    return String.fromCharCode(
      ...bytesOf(raw).filter((_, k) => name.getUint16(record) === MACINTOSH || k % 2 === 1),
    );
  }
  throw new Error('the font has no PostScript name');
}

/** Bytes before the contour ends or components of a glyph. */
const HEADER_BYTES = 10;
const REPEAT = 8;
const WORDS = 1;
const SCALE = 8;
const MORE_COMPONENTS = 0x20;
const TWO_SCALES = 0x40;
const MATRIX = 0x80;
const HAS_INSTRUCTIONS = 0x100;

function withoutInstructions(glyph: DataView): GlyphOutline | null {
  if (glyph.byteLength < HEADER_BYTES) return null;
  const contours = glyph.getInt16(0);
  return contours >= 0 ? simpleOutline(glyph, contours) : compositeOutline(glyph);
}

function simpleOutline(glyph: DataView, contours: number): GlyphOutline {
  const lengthAt = HEADER_BYTES + 2 * contours;
  const flagsAt = lengthAt + 2 + glyph.getUint16(lengthAt);
  const points = contours ? glyph.getUint16(lengthAt - 2) + 1 : 0;
  let at = flagsAt;
  let coordinates = 0;
  for (let point = 0; point < points; ) {
    const flag = glyph.getUint8(at++);
    const repeats = flag & REPEAT ? glyph.getUint8(at++) + 1 : 1;
    point += repeats;
    coordinates += repeats * ((flag & 2 ? 1 : flag & 16 ? 0 : 2) + (flag & 4 ? 1 : flag & 32 ? 0 : 2));
  }
  const data = new Uint8Array(lengthAt + 2 + at + coordinates - flagsAt);
  data.set(bytesOf(part(glyph, 0, lengthAt)));
  data.set(bytesOf(part(glyph, flagsAt, at + coordinates)), lengthAt + 2);
  return { components: null, bytes: data, data: new DataView(data.buffer) };
}

function compositeOutline(glyph: DataView): GlyphOutline {
  const components: number[] = [];
  let at = HEADER_BYTES;
  let flags: number;
  do {
    flags = glyph.getUint16(at);
    components.push(at + 2);
    at += 4 + (flags & WORDS ? 4 : 2) + (flags & SCALE ? 2 : flags & TWO_SCALES ? 4 : flags & MATRIX ? 8 : 0);
  } while (flags & MORE_COMPONENTS);
  const bytes = bytesOf(part(glyph, 0, at)).slice();
  const data = new DataView(bytes.buffer);
  for (const component of components) {
    data.setUint16(component - 2, data.getUint16(component - 2) & ~HAS_INSTRUCTIONS);
  }
  return { components, bytes, data };
}
