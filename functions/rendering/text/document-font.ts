import type { Face } from '../fonts/face.ts';
import { rounded } from './operands.ts';
import { type PDFContext, type PDFDict, PDFRef, PDFString } from './pdf-core.ts';
import { bytesOfObject, RawObject } from './raw-object.ts';

/** Numbers of the five objects of an embedded font. */
export interface FontObjects {
  readonly font: number;
  readonly descendant: number;
  readonly descriptor: number;
  readonly program: number;
  readonly toUnicode: number;
}

/** Flag of a font descriptor (ISO 32000-1, 9.8.2). */
const SYMBOLIC = 4;
/** Stands for the tag until it is known. */
const NO_TAG = 'AAAAAA';

/** The bytes of an object that contains the tag of a font. */
interface TaggedBytes {
  readonly bytes: Uint8Array;
  /** Where the tag stands. */
  readonly tags: readonly number[];
}

/** The dictionaries of a font; only their tag and the widths differ between documents. */
interface FontDictionaries {
  readonly font: TaggedBytes;
  readonly descriptor: TaggedBytes;
  /** Without the widths, which are its last entry. */
  readonly descendant: TaggedBytes;
}

/** A font of the documents that continue each other: its face, its name on their pages, and its objects. */
export class DocumentFont {
  readonly face: Face;
  readonly resource: string;
  private readonly nextObject: () => number;
  private taken: FontObjects | null;
  private dictionaries: FontDictionaries | null = null;

  constructor(face: Face, resource: string, nextObject: () => number, objects: FontObjects | null = null) {
    this.face = face;
    this.resource = resource;
    this.nextObject = nextObject;
    this.taken = objects;
  }

  /** The numbers of the objects, taken when they are first asked for. */
  get objects(): FontObjects {
    const { nextObject } = this;
    this.taken ??= {
      font: nextObject(),
      descendant: nextObject(),
      descriptor: nextObject(),
      program: nextObject(),
      toUnicode: nextObject(),
    };
    return this.taken;
  }

  /**
   * Writes the dictionaries of the font into a document. `tag` is six capital letters (ISO 32000-1, 9.6.4); `widths`
   * are the items of the array of widths.
   */
  write(context: PDFContext, tag: string, widths: string): void {
    this.dictionaries ??= this.dictionariesIn(context);
    const { font, descriptor, descendant } = this.dictionaries;
    const assign = (object: number, bytes: Uint8Array) =>
      context.assign(PDFRef.of(object), new RawObject(bytes));
    assign(this.objects.font, withTag(font, tag));
    assign(this.objects.descriptor, withTag(descriptor, tag));
    assign(this.objects.descendant, withTag(descendant, tag, `[ ${widths} ]\n>>`));
  }

  private dictionariesIn(context: PDFContext): FontDictionaries {
    const { font, scale } = this.face;
    const { descendant, descriptor, program, toUnicode } = this.objects;
    const name = `${NO_TAG}+${font.postScriptName}`;
    return {
      font: taggedBytes(
        context.obj({
          Type: 'Font',
          Subtype: 'Type0',
          BaseFont: name,
          Encoding: 'Identity-H',
          DescendantFonts: [PDFRef.of(descendant)],
          ToUnicode: PDFRef.of(toUnicode),
        }),
      ),
      descriptor: taggedBytes(
        context.obj({
          Type: 'FontDescriptor',
          FontName: name,
          Flags: SYMBOLIC,
          FontBBox: font.boundingBox.map((edge) => Math.round(edge * scale)),
          ItalicAngle: rounded(font.italicAngle),
          Ascent: Math.round(font.ascent * scale),
          Descent: Math.round(font.descent * scale),
          CapHeight: Math.round(font.capHeight * scale),
          StemV: 80,
          FontFile2: PDFRef.of(program),
        }),
      ),
      descendant: taggedBytes(
        context.obj({
          Type: 'Font',
          Subtype: 'CIDFontType2',
          BaseFont: name,
          CIDSystemInfo: {
            Registry: PDFString.of('Adobe'),
            Ordering: PDFString.of('Identity'),
            Supplement: 0,
          },
          FontDescriptor: PDFRef.of(descriptor),
          CIDToGIDMap: 'Identity',
          DW: 0,
          W: [],
        }),
        NO_WIDTHS.length,
      ),
    };
  }
}

/** How pdf-lib ends a dictionary whose last entry is an empty array. */
const NO_WIDTHS = '[ ]\n>>';

/** Returns the bytes of a dictionary without the last ones, and where the tag stands in them. */
function taggedBytes(dictionary: PDFDict, without = 0): TaggedBytes {
  const whole = bytesOfObject(dictionary);
  const bytes = whole.slice(0, whole.length - without);
  const text = String.fromCharCode(...bytes);
  const tags: number[] = [];
  for (let at = text.indexOf(NO_TAG); at >= 0; at = text.indexOf(NO_TAG, at + 1)) tags.push(at);
  return { bytes, tags };
}

/** Returns the bytes with the tag set, and a text of ASCII characters after them. */
function withTag({ bytes, tags }: TaggedBytes, tag: string, end = ''): Uint8Array {
  const tagged = new Uint8Array(bytes.length + end.length);
  tagged.set(bytes);
  for (const at of tags) writeAscii(tagged, at, tag);
  writeAscii(tagged, bytes.length, end);
  return tagged;
}

function writeAscii(bytes: Uint8Array, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
}
