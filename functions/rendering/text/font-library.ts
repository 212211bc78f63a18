import { Face } from '../fonts/face.ts';
import { TextShaper } from './text-shaper.ts';

/** Fonts by name, and what has been shaped with them. */
export interface FontLibrary {
  /** Name of the face that draws what others lack. */
  readonly fallback: string;
  readonly shaper: TextShaper;
  /** Returns a face. Opens its font on the first call. */
  face(name: string): Face;
}

/** Returns a library of TrueType fonts; `read` returns the bytes of a font by its name. */
export function fontLibrary(fallback: string, read: (name: string) => Uint8Array): FontLibrary {
  const faces = new Map<string, Face>();
  return {
    fallback,
    shaper: new TextShaper(),
    face(name) {
      let face = faces.get(name);
      if (!face) {
        face = new Face(name, read(name));
        faces.set(name, face);
      }
      return face;
    },
  };
}
