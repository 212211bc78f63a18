import { Blob, Buffer, BufferFlag, ClusterLevel, Direction, Face, Font, shape } from 'harfbuzzjs';

/** The glyphs of a shaped text, in visual order, a value of each array for every glyph. */
export interface ShapedGlyphs {
  readonly count: number;
  readonly glyph: readonly number[];
  /** Index in the text, in UTF-16 units, of the first character that the glyph belongs to. */
  readonly cluster: readonly number[];
  readonly advance: readonly number[];
  readonly xOffset: readonly number[];
  readonly yOffset: readonly number[];
}

/** ISO 15924 script that HarfBuzz shapes. */
export type ScriptTag = 'Arab' | 'Latn';

/** A font that HarfBuzz has opened. */
export class ShapingFont {
  private readonly font: Font;
  private readonly buffer = new Buffer();

  constructor(bytes: Uint8Array) {
    this.font = new Font(new Face(new Blob(bytes)));
  }

  /** Returns the glyph that the font maps a code point to, or 0 when it maps none. */
  nominalGlyph(codePoint: number): number {
    return this.font.nominalGlyph(codePoint) ?? 0;
  }

  /** Shapes a text of one script and direction. */
  shape(text: string, rightToLeft: boolean, script: ScriptTag, language: string): ShapedGlyphs {
    const { buffer } = this;
    buffer.clearContents();
    // A mark is a cluster of its own, so each character can get its own glyph.
    buffer.setClusterLevel(ClusterLevel.MONOTONE_CHARACTERS);
    buffer.setFlags(BufferFlag.BOT | BufferFlag.EOT);
    buffer.addText(text);
    buffer.setDirection(rightToLeft ? Direction.RTL : Direction.LTR);
    buffer.setScript(script);
    buffer.setLanguage(language);
    shape(this.font, buffer);
    const infos = buffer.getGlyphInfos();
    const positions = buffer.getGlyphPositions();
    return {
      count: infos.length,
      glyph: infos.map(({ codepoint }) => codepoint),
      cluster: infos.map(({ cluster }) => cluster),
      advance: positions.map(({ xAdvance }) => xAdvance),
      xOffset: positions.map(({ xOffset }) => xOffset),
      yOffset: positions.map(({ yOffset }) => yOffset),
    };
  }
}
