import type { Face } from '../fonts/face.ts';
import { BidiResolver, type Direction } from './bidi-levels.ts';
import { newWordShaper, type WordShaper, type WordStyle } from './shape-word.ts';

/** Resolves directions and shapes words, and keeps what it has shaped. */
export class TextShaper {
  private readonly bidi = new BidiResolver();
  private readonly shapers = new Map<Face, Map<string, WordShaper>>();

  /** Returns the embedding level of every UTF-16 unit of a paragraph. */
  levels(paragraph: string, direction: Direction): Uint8Array {
    return this.bidi.levels(paragraph, direction);
  }

  /**
   * Returns the shaper of a face and style, which keeps the words it has shaped. It works on words instead of lines
   * because names and sentences combine few words in many ways. Our fonts have no rule that reaches across a space: a
   * test compares every line of the gallery with HarfBuzz's own shaping of the whole line.
   */
  wordShaper(face: Face, style: WordStyle): WordShaper {
    let ofFace = this.shapers.get(face);
    if (!ofFace) {
      ofFace = new Map();
      this.shapers.set(face, ofFace);
    }
    const key = (style.rightToLeft ? 'rtl' : 'ltr') + style.script + style.language;
    let shaper = ofFace.get(key);
    if (!shaper) {
      shaper = newWordShaper(face, style);
      ofFace.set(key, shaper);
    }
    return shaper;
  }
}
