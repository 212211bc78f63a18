import { Buffer } from 'node:buffer';

/** The outline of a glyph without hinting instructions, as it is copied into a subset. */
export interface GlyphOutline {
  readonly data: Buffer;
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
  readonly head: Buffer;
  readonly hhea: Buffer;
  readonly maxp: Buffer;
  private readonly hmtx: Buffer;
  private readonly loca: Buffer;
  private readonly glyf: Buffer;
  private readonly metricCount: number;
  private readonly longOffsets: boolean;
  private readonly outlines = new Map<number, GlyphOutline | null>();
  private readonly boxes = new Map<number, readonly [number, number, number, number] | null>();

  constructor(bytes: Uint8Array) {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const tables = readTableDirectory(file);
    const table = (tag: string): Buffer => {
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
    this.metricCount = this.hhea.readUInt16BE(34);
    this.longOffsets = this.head.readInt16BE(50) !== 0;
    this.unitsPerEm = this.head.readUInt16BE(18);
    this.glyphCount = this.maxp.readUInt16BE(4);
    this.ascent = this.hhea.readInt16BE(4);
    this.descent = this.hhea.readInt16BE(6);
    const os2 = table('OS/2');
    this.capHeight = os2.length >= 90 ? os2.readInt16BE(88) : Math.round(this.unitsPerEm * 0.7);
    this.italicAngle = table('post').readInt32BE(4) / 65536;
    this.boundingBox = [
      this.head.readInt16BE(36),
      this.head.readInt16BE(38),
      this.head.readInt16BE(40),
      this.head.readInt16BE(42),
    ];
    this.postScriptName = readPostScriptName(table('name'));
  }

  /** Returns the advance width of a glyph, in font units. */
  advance(glyph: number): number {
    return this.hmtx.readUInt16BE(4 * Math.min(glyph, this.metricCount - 1));
  }

  /** Whether a glyph draws anything. */
  hasOutline(glyph: number): boolean {
    return this.offset(glyph + 1) > this.offset(glyph);
  }

  /** Returns the outline of a glyph without instructions, or null for an empty glyph such as the space. */
  outline(glyph: number): GlyphOutline | null {
    let outline = this.outlines.get(glyph);
    if (outline === undefined) {
      outline = withoutInstructions(this.glyf.subarray(this.offset(glyph), this.offset(glyph + 1)));
      this.outlines.set(glyph, outline);
    }
    return outline;
  }

  /** Returns xMin, yMin, xMax, yMax of a glyph in font units, or null for an empty glyph. */
  glyphBox(glyph: number): readonly [number, number, number, number] | null {
    let box = this.boxes.get(glyph);
    if (box === undefined) {
      const data = this.outline(glyph)?.data;
      box = data
        ? [data.readInt16BE(2), data.readInt16BE(4), data.readInt16BE(6), data.readInt16BE(8)]
        : null;
      this.boxes.set(glyph, box);
    }
    return box;
  }

  /** Returns the offset of a glyph in the `glyf` table. */
  private offset(glyph: number): number {
    return this.longOffsets ? this.loca.readUInt32BE(4 * glyph) : 2 * this.loca.readUInt16BE(2 * glyph);
  }
}

function readTableDirectory(file: Buffer): Map<string, Buffer> {
  const tables = new Map<string, Buffer>();
  for (let i = 0; i < file.readUInt16BE(4); i++) {
    const entry = 12 + 16 * i;
    const start = file.readUInt32BE(entry + 8);
    tables.set(
      file.toString('latin1', entry, entry + 4),
      file.subarray(start, start + file.readUInt32BE(entry + 12)),
    );
  }
  return tables;
}

const POSTSCRIPT_NAME_ID = 6;
const MACINTOSH = 1;

function readPostScriptName(name: Buffer): string {
  const strings = name.readUInt16BE(4);
  for (let i = 0; i < name.readUInt16BE(2); i++) {
    const record = 6 + 12 * i;
    if (name.readUInt16BE(record + 6) !== POSTSCRIPT_NAME_ID) continue;
    const start = strings + name.readUInt16BE(record + 10);
    const raw = Buffer.from(name.subarray(start, start + name.readUInt16BE(record + 8)));
    return name.readUInt16BE(record) === MACINTOSH
      ? raw.toString('latin1')
      : raw.swap16().toString('utf16le');
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

function withoutInstructions(glyph: Buffer): GlyphOutline | null {
  if (glyph.length < HEADER_BYTES) return null;
  const contours = glyph.readInt16BE(0);
  return contours >= 0 ? simpleOutline(glyph, contours) : compositeOutline(glyph);
}

function simpleOutline(glyph: Buffer, contours: number): GlyphOutline {
  const lengthAt = HEADER_BYTES + 2 * contours;
  const flagsAt = lengthAt + 2 + glyph.readUInt16BE(lengthAt);
  const points = contours ? glyph.readUInt16BE(lengthAt - 2) + 1 : 0;
  let at = flagsAt;
  let coordinates = 0;
  for (let point = 0; point < points; ) {
    const flag = glyph.readUInt8(at++);
    const repeats = flag & REPEAT ? glyph.readUInt8(at++) + 1 : 1;
    point += repeats;
    coordinates += repeats * ((flag & 2 ? 1 : flag & 16 ? 0 : 2) + (flag & 4 ? 1 : flag & 32 ? 0 : 2));
  }
  const head = Buffer.from(glyph.subarray(0, lengthAt + 2));
  head.writeUInt16BE(0, lengthAt);
  return { components: null, data: Buffer.concat([head, glyph.subarray(flagsAt, at + coordinates)]) };
}

function compositeOutline(glyph: Buffer): GlyphOutline {
  const components: number[] = [];
  let at = HEADER_BYTES;
  let flags: number;
  do {
    flags = glyph.readUInt16BE(at);
    components.push(at + 2);
    at += 4 + (flags & WORDS ? 4 : 2) + (flags & SCALE ? 2 : flags & TWO_SCALES ? 4 : flags & MATRIX ? 8 : 0);
  } while (flags & MORE_COMPONENTS);
  const data = Buffer.from(glyph.subarray(0, at));
  for (const component of components) {
    data.writeUInt16BE(data.readUInt16BE(component - 2) & ~HAS_INSTRUCTIONS, component - 2);
  }
  return { components, data };
}
