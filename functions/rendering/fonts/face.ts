import { Buffer } from 'node:buffer';
import { pdfNumber } from '../document/pdf-syntax.ts';
import type { HarfBuzz, HarfBuzzFont } from '../text/harfbuzz.ts';
import { TrueTypeFont } from './truetype.ts';

/** A glyph of the font placed in an atom: glyph number and offset in font units. */
export type GlyphPart = readonly [glyph: number, dx: number, dy: number];

/**
 * The unit of text on our pages: exactly one Unicode character, drawn with any number of glyphs (none for the
 * later letters of a ligature), on the baseline. Extraction is right because a character never shares its
 * glyph code with another, and marks don't move the pen.
 */
export interface Atom {
  readonly face: Face;
  readonly parts: readonly GlyphPart[];
  /** Advance, font units. */
  readonly width: number;
  readonly unicode: string;
  /** `unicode` in UTF-16, hexadecimal, and `width` in thousandths of an em, as fonts list them. */
  readonly unicodeHex: string;
  readonly widthText: string;
  /** The glyph it is exactly, where the font puts it; null for a composite or an empty atom. */
  readonly glyph: number | null;
}

/** The names templates use for the fonts in `templates/fonts/`. */
export const FACE_NAMES = ['amiri', 'amiri-bold', 'plex', 'plex-semibold'] as const;
export type FaceName = (typeof FACE_NAMES)[number];

/** One font file, open for shaping and for slicing, with its atoms interned. */
export class Face {
  readonly name: FaceName;
  readonly font: TrueTypeFont;
  readonly shaping: HarfBuzzFont;
  /** Thousandths of an em per font unit. */
  readonly scale: number;
  readonly notdef: Atom;
  private readonly harfbuzz: HarfBuzz;
  private readonly glyphs = new Map<number, number>();
  private readonly singles = new Map<number, Atom>();
  private readonly composites = new Map<string, Atom>();

  constructor(name: FaceName, bytes: Uint8Array, harfbuzz: HarfBuzz) {
    this.name = name;
    this.font = new TrueTypeFont(bytes);
    this.harfbuzz = harfbuzz;
    this.shaping = harfbuzz.openFont(bytes);
    this.scale = 1000 / this.font.unitsPerEm;
    this.notdef = this.intern([[0, 0, 0]], this.font.advance(0), '', null);
  }

  covers(codePoint: number): boolean {
    let glyph = this.glyphs.get(codePoint);
    if (glyph === undefined) {
      glyph = this.harfbuzz.nominalGlyph(this.shaping, codePoint);
      this.glyphs.set(codePoint, glyph);
    }
    return glyph !== 0;
  }

  coversAll(text: string): boolean {
    for (let i = 0; i < text.length; i++) {
      const codePoint = text.codePointAt(i) ?? 0;
      if (codePoint > 0xffff) i++;
      if (!this.covers(codePoint)) return false;
    }
    return true;
  }

  /** The atom of a character drawn by one glyph where the font puts it. */
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

  /** The atom of a character drawn by several glyphs, by a displaced one, or by none. */
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
    const unicodeHex = Buffer.from(unicode, 'utf16le').swap16().toString('hex').toUpperCase();
    const widthText = pdfNumber(width * this.scale);
    return { face: this, parts, width, unicode, unicodeHex, widthText, glyph };
  }
}
