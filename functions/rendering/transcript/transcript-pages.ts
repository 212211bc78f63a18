import { ContentBuffer } from '../document/content-buffer.ts';
import { DocumentFonts } from '../document/document-fonts.ts';
import type { DocumentWriter } from '../document/document-writer.ts';
import { drawText } from '../document/draw-text.ts';
import { DocumentLogos, type LogoArt, logoOperators } from '../document/logo-art.ts';
import { pdfNumbers, pdfText } from '../document/pdf-syntax.ts';
import { type TagNode, TagTree } from '../document/tag-tree.ts';
import type { FaceName } from '../fonts/face.ts';
import type { FontLibrary } from '../fonts/font-library.ts';
import type { FittedText } from '../text/fit-text.ts';
import { type Box, fitPlacement, type TextPlacement } from '../text/text-placement.ts';
import type { Language } from '../text/wording.ts';

/** A4 portrait and its margins, in points from the lower left corner. */
export const PAGE = { width: 595.28, height: 841.89, left: 48, right: 547.28, top: 798, bottom: 76 } as const;

/** Font, size and colour of a text. */
export interface TextStyle {
  readonly face: FaceName;
  readonly size: number;
  readonly colour: string;
  /** Distance between baselines, in ems. */
  readonly leading: number;
}

/** A text that is broken into lines and sized for its width, with its height in points. */
export interface Block {
  readonly placement: TextPlacement;
  readonly fitted: FittedText;
  readonly height: number;
}

/** Room for a text; `x` is its left edge, middle or right edge, according to `align`. */
export interface Room {
  readonly x: number;
  readonly width: number;
  readonly align: TextPlacement['align'];
  readonly lines?: number;
  readonly prefer?: TextPlacement['prefer'];
}

/** A page that is being drawn, with its object number. */
interface TranscriptPage {
  readonly object: number;
  readonly content: ContentBuffer;
}

/** The pages of a transcript that is being drawn: tagged text, artifacts and logos. */
export class TranscriptPages {
  readonly tree: TagTree;
  readonly list: TranscriptPage[] = [];
  private readonly writer: DocumentWriter;
  private readonly library: FontLibrary;
  private readonly fonts = new DocumentFonts('D');
  private readonly logos: DocumentLogos;

  constructor(writer: DocumentWriter, library: FontLibrary) {
    this.writer = writer;
    this.library = library;
    this.tree = new TagTree(writer);
    this.logos = new DocumentLogos(writer);
  }

  /** Begins a new page. */
  addPage(): void {
    this.list.push({ object: this.writer.allot(), content: new ContentBuffer() });
  }

  /** Shapes a text and breaks it into lines, to be drawn later. */
  block(language: Language, style: TextStyle, text: string, room: Room): Block {
    const placement: TextPlacement = {
      language,
      face: style.face,
      size: style.size,
      minimumSize: style.size * 0.7,
      colour: style.colour,
      x: room.x,
      y: 0,
      width: room.width,
      align: room.align,
      lines: room.lines ?? 1,
      leading: style.leading,
      prefer: room.prefer ?? 'break',
      grow: 'down',
    };
    const fitted = fitPlacement(this.library, placement, text);
    return { placement, fitted, height: fitted.lines.length * fitted.size * style.leading };
  }

  /**
   * Draws a block below `top` and returns its lower edge. Draws on the last page unless another is given. Without an
   * element, the block is an artifact.
   */
  draw(block: Block, top: number, node: TagNode | null, page = this.lastPage): number {
    const { placement, fitted, height } = block;
    const lineHeight = fitted.size * placement.leading;
    const y = top - lineHeight / 2 - fitted.size * BASELINE_BELOW_MIDDLE;
    this.open(node, page);
    drawText(page.content, { ...placement, y }, fitted, this.fonts);
    page.content.text('EMC\n');
    return top - height;
  }

  /** Draws a block below `top` as a new element of its language and returns its lower edge. */
  text(parent: TagNode, tag: string, block: Block, top: number): number {
    return this.draw(block, top, this.tree.add(parent, tag, `/Lang(${block.placement.language})`));
  }

  /** Draws a filled rectangle as an artifact. */
  fill([left, bottom, right, top]: Box, colour: string, page = this.lastPage): void {
    page.content.text(
      `/Artifact <</Type/Layout>> BDC\nq ${colour} rg ${pdfNumbers([left, bottom, right - left, top - bottom])} re f Q\nEMC\n`,
    );
  }

  /** Draws a logo as large as its box allows, as a figure with an alternative text. */
  logo(parent: TagNode, art: LogoArt, box: Box, alternative: string): void {
    const resource = this.logos.resource(art);
    const node = this.tree.add(
      parent,
      'Figure',
      `/Alt${pdfText(alternative)}/A<</O/Layout/Placement/Block/BBox[${pdfNumbers(box)}]>>`,
    );
    this.open(node, this.lastPage);
    this.lastPage.content.text(`${logoOperators(art, resource, box)}EMC\n`);
  }

  /** Writes fonts, pages and structure tree; returns the object number of the root of the tree. */
  write(pagesObject: number, fontTag: string): number {
    const fonts = this.fonts.write(this.writer, fontTag);
    const resources = this.writer.allot();
    this.writer.object(resources, `<</Font<<${fonts}>>/XObject<<${this.logos.entries()}>>>>`);
    this.list.forEach(({ object, content }, i) => {
      const stream = this.writer.allot();
      this.writer.deflatedStream(stream, '', content.view());
      this.writer.object(
        object,
        `<</Type/Page/Parent ${pagesObject} 0 R/MediaBox[0 0 ${pdfNumbers([PAGE.width, PAGE.height])}]/Contents ${stream} 0 R/Resources ${resources} 0 R/StructParents ${i}/Tabs/S>>`,
      );
    });
    const objects = this.list.map(({ object }) => object);
    this.writer.object(
      pagesObject,
      `<</Type/Pages/Kids[${objects.map((object) => `${object} 0 R`).join(' ')}]/Count ${objects.length}>>`,
    );
    return this.tree.write(objects);
  }

  private get lastPage(): TranscriptPage {
    const page = this.list.at(-1);
    if (!page) throw new Error('the transcript has no page yet');
    return page;
  }

  /** Begins marked content of an element, or an artifact. */
  private open(node: TagNode | null, { object, content }: TranscriptPage): void {
    if (node) content.text(`/${node.tag} <</MCID ${this.tree.mark(node, object)}>> BDC\n`);
    else content.text('/Artifact <</Type/Pagination>> BDC\n');
  }
}

/** Distance from the middle of a line down to its baseline, in ems; a compromise between Arabic and Latin. */
const BASELINE_BELOW_MIDDLE = 0.3;
