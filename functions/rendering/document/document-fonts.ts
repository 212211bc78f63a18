import { Buffer } from 'node:buffer';
import type { DocumentWriter } from '../document/document-writer.ts';
import { pdfNumber } from '../document/pdf-syntax.ts';
import type { ShapedLine } from '../text/shape-line.ts';
import type { Atom, Face } from './face.ts';
import { sliceFont } from './font-slice.ts';
import { toUnicodeMap } from './to-unicode.ts';

/** A slice of a face: the atoms whose codes are their places in the list; the first is never used. */
export interface FontSlice {
  readonly face: Face;
  readonly resource: string;
  readonly atoms: readonly Atom[];
}

interface GrowingSlice extends FontSlice {
  readonly atoms: Atom[];
  readonly codes: Map<Atom, number>;
}

/**
 * The fonts of one document, each a slice that grows by the characters that are drawn. All of a face's text
 * comes from one slice: two extractors cut a line where its font changes.
 */
export class DocumentFonts {
  /** The font resource of the last code that was asked for. */
  resource = '';
  private readonly prefix: string;
  private readonly growing: GrowingSlice[] = [];

  /** `prefix` begins the names of the resources, so that they differ from those of other parts of the page. */
  constructor(prefix: string) {
    this.prefix = prefix;
  }

  get slices(): readonly FontSlice[] {
    return this.growing;
  }

  /** The code of an atom in its face's slice, whose name is then in `resource`. */
  code(atom: Atom): number {
    const slice = this.sliceOf(atom.face);
    this.resource = slice.resource;
    let code = slice.codes.get(atom);
    if (code === undefined) {
      code = slice.atoms.push(atom) - 1;
      slice.codes.set(atom, code);
    }
    return code;
  }

  /** Whether all of a line's characters are there already. */
  holds(line: ShapedLine): boolean {
    return line.words.every(({ face, atoms }) => {
      const codes = this.growing.find((slice) => slice.face === face)?.codes;
      return codes !== undefined && atoms.every((atom) => codes.has(atom));
    });
  }

  /**
   * Writes the slices; answers the entries of the page's font resources. Compressed they are a fifth smaller,
   * at a price that only fonts of many documents are worth.
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
      const program = sliceFont(face, atoms);
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

  private sliceOf(face: Face): GrowingSlice {
    for (const slice of this.growing) if (slice.face === face) return slice;
    const resource = `${this.prefix}${this.growing.length}`;
    const slice = { face, resource, atoms: [face.notdef], codes: new Map() };
    this.growing.push(slice);
    return slice;
  }
}

/** Object numbers of the five objects of an embedded font. */
export interface FontObjects {
  readonly font: number;
  readonly descendant: number;
  readonly descriptor: number;
  readonly program: number;
  readonly toUnicode: number;
}

/** The three dictionaries of a slice; `tag` is the six letters before its name. */
export function fontDictionaries(
  face: Face,
  atoms: readonly Atom[],
  tag: string,
  objects: FontObjects,
): { font: string; descendant: string; descriptor: string } {
  const name = `/${tag}+${face.font.postScriptName}`;
  let widths = '';
  for (const atom of atoms) widths += `${atom.widthText} `;
  return {
    font: `<</Type/Font/Subtype/Type0/BaseFont${name}/Encoding/Identity-H/DescendantFonts[${objects.descendant} 0 R]/ToUnicode ${objects.toUnicode} 0 R>>`,
    descendant: `<</Type/Font/Subtype/CIDFontType2/BaseFont${name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ${objects.descriptor} 0 R/CIDToGIDMap/Identity/DW 0/W[0[${widths}]]>>`,
    descriptor: `<</Type/FontDescriptor/FontName${name}${metricsOf(face)}/FontFile2 ${objects.program} 0 R>>`,
  };
}

const metrics = new WeakMap<Face, string>();

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

/** Six letters that name a document's own slices of its fonts; `id` is hexadecimal. */
export function fontTag(id: string): string {
  let tag = '';
  for (let i = 0; i < 6; i++)
    tag += String.fromCharCode(65 + (Number.parseInt(id.slice(2 * i, 2 * i + 2), 16) % 26));
  return tag;
}
