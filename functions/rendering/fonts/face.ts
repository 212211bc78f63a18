import { type ScriptTag, type ShapedGlyphs, ShapingFont } from './harfbuzz.ts';
import { TrueTypeFont } from './truetype.ts';

/** A glyph of an atom: glyph number, and offset in font units. */
export type GlyphPart = readonly [glyph: number, dx: number, dy: number];

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
  private readonly glyphs = new Map<number, number>();
  private readonly singles = new Map<number, Atom>();
  private readonly composites = new Map<string, Atom>();

  constructor(name: string, bytes: Uint8Array) {
    this.name = name;
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

  /** Whether the font has a glyph for every character of a text. */
  coversAll(text: string): boolean {
    for (let i = 0; i < text.length; i++) {
      const codePoint = text.codePointAt(i) ?? 0;
      if (codePoint > 0xffff) i++;
      if (!this.covers(codePoint)) return false;
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
      const parts: GlyphPart[] = this.font.hasOutline(glyph) ? [[glyph, 0, 0]] : [];
      atom = this.intern(parts, this.font.advance(glyph), String.fromCodePoint(codePoint), glyph);
      this.singles.set(key, atom);
    }
    return atom;
  }

  /** Returns the atom of a character that is drawn by several glyphs, by one with an offset, or by none. */
  composite(parts: readonly GlyphPart[], width: number, unicode: string): Atom {
    let key = `${unicode}|${width}`;
    for (const part of parts) key += `|${part[0]},${part[1]},${part[2]}`;
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
