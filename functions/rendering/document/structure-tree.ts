import type { Box } from '../text/text-placement.ts';
import type { Language } from '../text/wording.ts';
import type { DocumentWriter } from './document-writer.ts';
import { pdfNumbers, pdfText } from './pdf-syntax.ts';
import type { ReservedObjects } from './reserved-objects.ts';

/** Keys of annotations in the parent tree; the key of the page is 0. */
export const LINK_PARENT = 1;
export const SEAL_PARENT = 2;

/**
 * The structure tree of a document of one page that is being written: a section per language, in reading order, and the
 * parent tree that maps marks and annotations to their elements.
 */
export class StructureTree {
  private readonly writer: DocumentWriter;
  private readonly objects: ReservedObjects;
  private readonly kids: Record<Language, string> = { ar: '', en: '' };
  private readonly marks: number[];
  private parents = '';

  constructor(writer: DocumentWriter, objects: ReservedObjects, fixedMarks: readonly number[]) {
    this.writer = writer;
    this.objects = objects;
    this.marks = [...fixedMarks];
  }

  /** Adds an element that the design has written already. */
  fixed(language: Language, object: number): void {
    this.kids[language] += `${object} 0 R `;
  }

  /** Adds an element of text and returns its mark. */
  text(language: Language, tag: string): number {
    const element = this.add(language);
    const mark = this.marks.push(element) - 1;
    this.writer.object(element, this.head(tag, language, `/K ${mark}`));
    return mark;
  }

  /** Adds a figure with its alternative text and returns its mark. */
  figure(language: Language, alternative: string, box: Box): number {
    const element = this.add(language);
    const mark = this.marks.push(element) - 1;
    const attributes = `/Alt${pdfText(alternative)}/A<</O/Layout/Placement/Block/BBox[${pdfNumbers(box)}]>>`;
    this.writer.object(element, this.head('Figure', language, `/K ${mark}${attributes}`));
    return mark;
  }

  /** Adds a paragraph that is a link and returns the mark of the link. */
  link(language: Language, annotation: number, alternative: string): number {
    const paragraph = this.add(language);
    const element = this.writer.allot();
    const mark = this.marks.push(element) - 1;
    this.writer.object(paragraph, this.head('P', language, `/K ${element} 0 R`));
    this.writer.object(
      element,
      `<</S/Link/P ${paragraph} 0 R/Pg ${this.objects.page} 0 R/Alt${pdfText(alternative)}/K[${mark} ${this.reference(annotation)}]>>`,
    );
    this.parents += `${LINK_PARENT} ${element} 0 R `;
    return mark;
  }

  /** Adds the widget of a form field. */
  field(language: Language, annotation: number, alternative: string): void {
    const element = this.add(language);
    this.writer.object(
      element,
      this.head('Form', language, `/Alt${pdfText(alternative)}/K ${this.reference(annotation)}`),
    );
    this.parents += `${SEAL_PARENT} ${element} 0 R `;
  }

  /** Writes the sections and the parent tree. */
  write(): void {
    const { writer, objects, kids } = this;
    for (const language of ['ar', 'en'] as const) {
      writer.object(
        objects.sections[language],
        `<</S/Sect/P ${objects.document} 0 R/Lang(${language})/K[${kids[language]}]>>`,
      );
    }
    const marks = this.marks.map((element) => `${element} 0 R`).join(' ');
    writer.object(objects.parentTree, `<</Nums[0[${marks}]${this.parents}]>>`);
  }

  /** Returns the object number of a new element at the end of a section. */
  private add(language: Language): number {
    const element = this.writer.allot();
    this.kids[language] += `${element} 0 R `;
    return element;
  }

  /** Returns the dictionary of an element of a section. */
  private head(tag: string, language: Language, rest: string): string {
    return `<</S/${tag}/P ${this.objects.sections[language]} 0 R/Pg ${this.objects.page} 0 R${rest}>>`;
  }

  /** Returns an object reference to an annotation. */
  private reference(annotation: number): string {
    return `<</Type/OBJR/Obj ${annotation} 0 R/Pg ${this.objects.page} 0 R>>`;
  }
}
