import type { ReservedObjects } from '../design/compiled-design.ts';
import type { Box } from '../text/layout-text.ts';
import type { DocumentWriter } from './document-writer.ts';
import { pdfNumbers, pdfText } from './pdf-syntax.ts';

type Language = 'ar' | 'en';

/** Keys of the parent tree besides the page's own, which is 0. */
export const LINK_PARENT = 1;
export const SEAL_PARENT = 2;

/**
 * The tagged structure of one document while it is stamped: a section per language, in reading order, and the
 * parent tree that leads from marks and annotations back to it.
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

  /** An element that the design's fixed content has already. */
  fixed(language: Language, object: number): void {
    this.kids[language] += `${object} 0 R `;
  }

  /** A piece of text; answers its mark. */
  text(language: Language, tag: string): number {
    const element = this.add(language);
    const mark = this.marks.push(element) - 1;
    this.writer.object(element, this.head(tag, language, `/K ${mark}`));
    return mark;
  }

  /** A picture, with the words that stand for it; answers its mark. */
  figure(language: Language, alternative: string, box: Box): number {
    const element = this.add(language);
    const mark = this.marks.push(element) - 1;
    const attributes = `/Alt${pdfText(alternative)}/A<</O/Layout/Placement/Block/BBox[${pdfNumbers(box)}]>>`;
    this.writer.object(element, this.head('Figure', language, `/K ${mark}${attributes}`));
    return mark;
  }

  /** A link in a paragraph of its own; answers its mark. */
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

  /** A form field's widget. */
  field(language: Language, annotation: number, alternative: string): void {
    const element = this.add(language);
    this.writer.object(
      element,
      this.head('Form', language, `/Alt${pdfText(alternative)}/K ${this.reference(annotation)}`),
    );
    this.parents += `${SEAL_PARENT} ${element} 0 R `;
  }

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

  private add(language: Language): number {
    const element = this.writer.allot();
    this.kids[language] += `${element} 0 R `;
    return element;
  }

  private head(tag: string, language: Language, rest: string): string {
    return `<</S/${tag}/P ${this.objects.sections[language]} 0 R/Pg ${this.objects.page} 0 R${rest}>>`;
  }

  private reference(annotation: number): string {
    return `<</Type/OBJR/Obj ${annotation} 0 R/Pg ${this.objects.page} 0 R>>`;
  }
}
