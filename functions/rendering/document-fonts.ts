import type { DocumentWriter } from './document-writer.ts';
import type { Atom, Face, FaceName } from './face.ts';
import { sliceFont } from './font-slice.ts';
import { pdfNumber } from './pdf-syntax.ts';
import { toUnicodeMap } from './to-unicode.ts';

/** Where an atom is found: a font resource of the page and a code in it. */
export interface GlyphCode {
  readonly resource: string;
  readonly code: number;
}

/** A font that every certificate of a design shares. */
export interface PreparedFont {
  readonly face: FaceName;
  readonly resource: string;
  readonly object: number;
  /** Codes of its atoms; asked for when the face is first used, so that an unused font is never opened. */
  codes(face: Face): ReadonlyMap<Atom, number>;
}

/**
 * The fonts of one document: the prepared ones of its design, and slices that grow by the characters that
 * only this document has.
 */
export class DocumentFonts {
  private readonly prepared: readonly PreparedFont[];
  private readonly slices = new Map<Face, { resource: string; atoms: Atom[]; codes: Map<Atom, number> }>();

  constructor(prepared: readonly PreparedFont[] = []) {
    this.prepared = prepared;
  }

  /**
   * The code of an atom. `own` asks for the document's own slice even where the prepared font has it: a line
   * in one font is extracted as one line.
   */
  code(atom: Atom, own: boolean): GlyphCode {
    if (!own) {
      const prepared = this.prepared.find((font) => font.face === atom.face.name);
      const code = prepared?.codes(atom.face).get(atom);
      if (prepared && code !== undefined) return { resource: prepared.resource, code };
    }
    let slice = this.slices.get(atom.face);
    if (!slice) {
      slice = { resource: `D${this.slices.size}`, atoms: [atom.face.notdef], codes: new Map() };
      this.slices.set(atom.face, slice);
    }
    let code = slice.codes.get(atom);
    if (code === undefined) {
      code = slice.atoms.length;
      slice.atoms.push(atom);
      slice.codes.set(atom, code);
    }
    return { resource: slice.resource, code };
  }

  /** Writes the slices; answers the entries of the page's font resources. */
  write(writer: DocumentWriter, tag: string): string {
    let entries = '';
    for (const font of this.prepared) entries += `/${font.resource} ${font.object} 0 R`;
    for (const [face, { resource, atoms }] of this.slices) {
      const objects: FontObjects = {
        font: writer.allot(),
        descendant: writer.allot(),
        descriptor: writer.allot(),
        program: writer.allot(),
        toUnicode: writer.allot(),
      };
      entries += `/${resource} ${objects.font} 0 R`;
      const program = sliceFont(face, atoms);
      writer.stream(objects.program, `/Length1 ${program.length}`, program);
      writer.stream(objects.toUnicode, '', toUnicodeMap(atoms));
      const dictionaries = fontDictionaries(face, atoms, tag, objects);
      writer.object(objects.font, dictionaries.font);
      writer.object(objects.descendant, dictionaries.descendant);
      writer.object(objects.descriptor, dictionaries.descriptor);
    }
    return entries;
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
  for (const atom of atoms) widths += `${pdfNumber(atom.width * face.scale)} `;
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
