import { Buffer } from 'node:buffer';
import type { Atom, Face } from '../fonts/face.ts';
import { subsetFont } from '../fonts/font-subset.ts';
import type { ShapedLine } from '../text/shape-line.ts';
import type { DocumentWriter } from './document-writer.ts';
import { pdfNumber } from './pdf-syntax.ts';
import { toUnicodeMap } from './to-unicode.ts';

/** A subset of a face. The code of an atom is its index in `atoms`; code 0 is never used. */
export interface FontSubset {
  readonly face: Face;
  readonly resource: string;
  readonly atoms: readonly Atom[];
}

interface GrowingSubset extends FontSubset {
  readonly atoms: Atom[];
  readonly codes: Map<Atom, number>;
}

/**
 * The fonts of one document: for each face, one subset that grows by the characters that are drawn. There is one subset
 * per face because text extractors split a line where its font changes.
 */
export class DocumentFonts {
  /** Resource name of the font of the code that `code` returned last. */
  resource = '';
  private readonly prefix: string;
  private readonly growing: GrowingSubset[] = [];

  /** `prefix` begins the resource names, so that they differ from those of other fonts of the page. */
  constructor(prefix: string) {
    this.prefix = prefix;
  }

  get subsets(): readonly FontSubset[] {
    return this.growing;
  }

  /** Returns the code of an atom in the subset of its face; adds the atom when it is new. Sets `resource`. */
  code(atom: Atom): number {
    const subset = this.subsetOf(atom.face);
    this.resource = subset.resource;
    let code = subset.codes.get(atom);
    if (code === undefined) {
      code = subset.atoms.push(atom) - 1;
      subset.codes.set(atom, code);
    }
    return code;
  }

  /** Whether the fonts have every character of a line. */
  holds(line: ShapedLine): boolean {
    return line.words.every(({ face, atoms }) => {
      const codes = this.growing.find((subset) => subset.face === face)?.codes;
      return codes !== undefined && atoms.every((atom) => codes.has(atom));
    });
  }

  /**
   * Writes the subsets and returns the entries of the page's font resources. Compression makes them a fifth smaller; it
   * takes too long for fonts that only one document uses.
   */
  write(writer: DocumentWriter, tag: string, { compressed = false } = {}): string {
    let entries = '';
    for (const { face, resource, atoms } of this.growing) {
      const objects: FontObjects = {
        font: writer.allot(),
        descendant: writer.allot(),
        descriptor: writer.allot(),
        program: writer.allot(),
        toUnicode: writer.allot(),
      };
      entries += `/${resource} ${objects.font} 0 R`;
      const program = subsetFont(face, atoms);
      const toUnicode = toUnicodeMap(atoms);
      if (compressed) {
        writer.deflatedStream(objects.program, `/Length1 ${program.length}`, program);
        writer.deflatedStream(objects.toUnicode, '', Buffer.from(toUnicode, 'latin1'));
      } else {
        writer.stream(objects.program, `/Length1 ${program.length}`, program);
        writer.stream(objects.toUnicode, '', toUnicode);
      }
      const dictionaries = fontDictionaries(face, atoms, tag, objects);
      writer.object(objects.font, dictionaries.font);
      writer.object(objects.descendant, dictionaries.descendant);
      writer.object(objects.descriptor, dictionaries.descriptor);
    }
    return entries;
  }

  private subsetOf(face: Face): GrowingSubset {
    for (const subset of this.growing) if (subset.face === face) return subset;
    const resource = `${this.prefix}${this.growing.length}`;
    const subset = { face, resource, atoms: [face.notdef], codes: new Map() };
    this.growing.push(subset);
    return subset;
  }
}

/** Numbers of the five objects of an embedded font. */
interface FontObjects {
  readonly font: number;
  readonly descendant: number;
  readonly descriptor: number;
  readonly program: number;
  readonly toUnicode: number;
}

/** Returns the three dictionaries of a subset; `tag` is the six characters before its name. */
function fontDictionaries(
  face: Face,
  atoms: readonly Atom[],
  tag: string,
  objects: FontObjects,
): { font: string; descendant: string; descriptor: string } {
  const name = `/${tag}+${face.font.postScriptName}`;
  let widths = '';
  for (const atom of atoms) widths += `${atom.emWidth} `;
  return {
    font: `<</Type/Font/Subtype/Type0/BaseFont${name}/Encoding/Identity-H/DescendantFonts[${objects.descendant} 0 R]/ToUnicode ${objects.toUnicode} 0 R>>`,
    descendant: `<</Type/Font/Subtype/CIDFontType2/BaseFont${name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ${objects.descriptor} 0 R/CIDToGIDMap/Identity/DW 0/W[0[${widths}]]>>`,
    descriptor: `<</Type/FontDescriptor/FontName${name}${metricsOf(face)}/FontFile2 ${objects.program} 0 R>>`,
  };
}

const metrics = new WeakMap<Face, string>();

/** Returns the entries of a face's font descriptor that are the same in every subset. */
function metricsOf(face: Face): string {
  let entries = metrics.get(face);
  if (entries === undefined) {
    const { font, scale } = face;
    const box = font.boundingBox.map((edge) => Math.round(edge * scale)).join(' ');
    entries = `/Flags 4/FontBBox[${box}]/ItalicAngle ${pdfNumber(font.italicAngle)}/Ascent ${Math.round(font.ascent * scale)}/Descent ${Math.round(font.descent * scale)}/CapHeight ${Math.round(font.capHeight * scale)}/StemV 80`;
    metrics.set(face, entries);
  }
  return entries;
}

/** Returns the six characters that mark the font subsets of a document (ISO 32000-1, 9.6.4); `id` is hexadecimal. */
export function fontTag(id: string): string {
  let tag = '';
  for (let i = 0; i < 6; i++)
    tag += String.fromCharCode(65 + (Number.parseInt(id.slice(2 * i, 2 * i + 2), 16) % 26));
  return tag;
}
