import { type ScriptTag, type ShapedGlyphs, ShapingFont } from './harfbuzz.ts';
import { TrueTypeFont } from './truetype.ts';

/** A glyph of an atom: glyph number, offset in font units, and the factor that enlarges it, below 2. */
export type GlyphPart = readonly [glyph: number, dx: number, dy: number, scale?: number];

/** xMin, yMin, xMax and yMax, font units. */
export type GlyphBox = readonly [number, number, number, number];

/**
 * The unit of text on our pages: one Unicode character, drawn on the baseline with any number of glyphs (none for the
 * later characters of a ligature). Text extraction is correct because no two characters share a glyph code and marks
 * don't move the pen.
 */
export interface Atom {
  readonly face: Face;
  readonly parts: readonly GlyphPart[];
  /** Advance, font units. */
  readonly width: number;
  readonly unicode: string;
  /** `unicode` in UTF-16, hexadecimal. */
  readonly unicodeHex: string;
  /** `width` in thousandths of an em, rounded to three decimals. */
  readonly emWidth: number;
  /** The glyph, when the atom is one glyph without an offset; null for a composite or an empty atom. */
  readonly glyph: number | null;
}

/**
 * A font file that is open for shaping and subsetting. Returns the same atom object for the same character and glyphs.
 */
export class Face {
  readonly name: string;
  readonly font: TrueTypeFont;
  /** Thousandths of an em per font unit. */
  readonly scale: number;
  readonly notdef: Atom;
  private readonly shaping: ShapingFont;
  private readonly enlarged: ReadonlyMap<number, number>;
  private readonly glyphs = new Map<number, number>();
  private readonly singles = new Map<number, Atom>();
  private readonly composites = new Map<string, Atom>();

  /** `enlarged` are the factors by which code points are drawn larger than the font has them. */
  constructor(name: string, bytes: Uint8Array, enlarged: ReadonlyMap<number, number> = new Map()) {
    this.name = name;
    this.enlarged = enlarged;
    this.font = new TrueTypeFont(bytes);
    this.shaping = new ShapingFont(bytes);
    this.scale = 1000 / this.font.unitsPerEm;
    this.notdef = this.intern([[0, 0, 0]], this.font.advance(0), '', null);
  }

  /** Whether the font has a glyph for a code point. */
  covers(codePoint: number): boolean {
    let glyph = this.glyphs.get(codePoint);
    if (glyph === undefined) {
      glyph = this.shaping.nominalGlyph(codePoint);
      this.glyphs.set(codePoint, glyph);
    }
    return glyph !== 0;
  }

  /** The atom of the space. */
  get space(): Atom {
    return this.single(this.shaping.nominalGlyph(0x20), 0x20);
  }

  /** Whether the font has a glyph for every character of a text that is drawn. */
  coversAll(text: string, isDrawn: (codePoint: number) => boolean = () => true): boolean {
    for (let i = 0; i < text.length; i++) {
      const codePoint = text.codePointAt(i) ?? 0;
      if (codePoint > 0xffff) i++;
      if (!this.covers(codePoint) && isDrawn(codePoint)) return false;
    }
    return true;
  }

  /** Shapes a text of one script and direction. The result is in visual order. */
  shape(text: string, rightToLeft: boolean, script: ScriptTag, language: string): ShapedGlyphs {
    return this.shaping.shape(text, rightToLeft, script, language);
  }

  /** Returns the atom of a character that is drawn by one glyph without an offset. */
  single(glyph: number, codePoint: number): Atom {
    const key = codePoint * 65536 + glyph;
    let atom = this.singles.get(key);
    if (!atom) {
      const scale = this.enlarged.get(codePoint);
      const unicode = String.fromCodePoint(codePoint);
      const parts: GlyphPart[] = this.font.hasOutline(glyph) ? [[glyph, 0, 0]] : [];
      atom = scale
        ? this.enlargedAtom(glyph, scale, unicode)
        : this.intern(parts, this.font.advance(glyph), unicode, glyph);
      this.singles.set(key, atom);
    }
    return atom;
  }

  /** Returns the box of a part of an atom; null when it draws nothing. */
  boxOf([glyph, dx, dy, scale = 1]: GlyphPart): GlyphBox | null {
    const box = this.font.glyphBox(glyph);
    if (!box) return null;
    const [left, bottom, right, top] = box;
    return [left * scale + dx, bottom * scale + dy, right * scale + dx, top * scale + dy];
  }

  /** Returns the atom of a glyph that is enlarged around its middle, with half of what it grows by as room. */
  private enlargedAtom(glyph: number, scale: number, unicode: string): Atom {
    const [left, bottom, right, top] = this.font.glyphBox(glyph) ?? [0, 0, 0, 0];
    const room = Math.round(((right - left) * (scale - 1)) / 2);
    const dx = Math.round(((left + right) / 2) * (1 - scale) + room / 2);
    const dy = Math.round(((bottom + top) / 2) * (1 - scale));
    return this.composite([[glyph, dx, dy, scale]], this.font.advance(glyph) + room, unicode);
  }

  /** Returns the atom of a character that is drawn by several glyphs, by one with an offset, or by none. */
  composite(parts: readonly GlyphPart[], width: number, unicode: string): Atom {
    let key = `${unicode}|${width}`;
    for (const part of parts) key += `|${part.join(',')}`;
    let atom = this.composites.get(key);
    if (!atom) {
      atom = this.intern(parts, width, unicode, null);
      this.composites.set(key, atom);
    }
    return atom;
  }

  private intern(parts: readonly GlyphPart[], width: number, unicode: string, glyph: number | null): Atom {
    let unicodeHex = '';
    for (let i = 0; i < unicode.length; i++)
      unicodeHex += unicode.charCodeAt(i).toString(16).toUpperCase().padStart(4, '0');
    const emWidth = Math.round(width * this.scale * 1000) / 1000;
    return { face: this, parts, width, unicode, unicodeHex, emWidth, glyph };
  }
}
