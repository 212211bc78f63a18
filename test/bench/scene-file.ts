import { readFileSync } from 'node:fs';

/** A4 landscape, in points. */
export const PAGE = { width: 841.89, height: 595.28 };

/** Names of the fonts in `templates/fonts/`. */
export type FaceName = 'amiri' | 'amiri-bold' | 'plex' | 'plex-semibold';

/** A line of a certificate, broken and sized already, so that contestants don't lay out text. */
export interface SceneLine {
  readonly text: string;
  readonly rightToLeft: boolean;
  readonly face: FaceName;
  readonly size: number;
  /** Middle of the line, and the distance of its baseline from the top of the page, in points. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly colour: string;
}

/** What a contestant draws besides two frames: lines, and a QR symbol as an SVG path in modules, y downwards. */
export interface Scene {
  readonly id: string;
  readonly lines: readonly SceneLine[];
  readonly qr: {
    readonly path: string;
    readonly modules: number;
    readonly x: number;
    readonly y: number;
    readonly size: number;
  };
}

/** The file of prepared scenes: font files by name, and the scene of every person. */
export interface SceneFile {
  readonly fonts: Readonly<Record<FaceName, string>>;
  readonly scenes: readonly Scene[];
}

const file = JSON.parse(readFileSync(process.env.BENCH_SCENES ?? '', 'utf8')) as SceneFile;

/** Returns the prepared scene of a person. */
export function scene(index: number): Scene {
  return file.scenes[index % file.scenes.length] as Scene;
}

/** Returns the path of a font file. */
export function fontFile(face: FaceName): string {
  return file.fonts[face];
}

/** Reads a font file. */
export function fontBytes(face: FaceName): Uint8Array {
  return readFileSync(fontFile(face));
}
