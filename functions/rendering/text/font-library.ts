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

/**
 * Returns a library of TrueType fonts. `read` returns the bytes of a font by its name, `enlarged` the factors by which
 * code points of a font are drawn larger.
 */
export function fontLibrary(
  fallback: string,
  read: (name: string) => Uint8Array,
  enlarged: (name: string) => ReadonlyMap<number, number> = () => new Map(),
): FontLibrary {
  const faces = new Map<string, Face>();
  return {
    fallback,
    shaper: new TextShaper(),
    face(name) {
      let face = faces.get(name);
      if (!face) {
        face = new Face(name, read(name), enlarged(name));
        faces.set(name, face);
      }
      return face;
    },
  };
}
