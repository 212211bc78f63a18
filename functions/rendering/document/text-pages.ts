import type { Language } from '../../domain/wording/language.ts';
import type { FaceName } from '../template-fonts.ts';
import { ContentBuffer } from '../text/content-buffer.ts';
import { drawText } from '../text/draw-text.ts';
import type { FittedText } from '../text/fit-text.ts';
import type { FontLibrary } from '../text/font-library.ts';
import { FontSubsets } from '../text/font-subsets.ts';
import { pdfNumbers } from '../text/operands.ts';
import { type PDFContext, type PDFRef, PDFString } from '../text/pdf-core.ts';
import { type Box, fitPlacement, type TextPlacement } from '../text/text-placement.ts';
import { DocumentLogos, type LogoArt, logoOperators } from './logo-art.ts';
import { deflatedStream } from './streams.ts';
import { figureEntries, type TagNode, TagTree } from './tag-tree.ts';

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

/** A page that is being drawn, with its key in the structure tree. */
interface TextPage {
  readonly ref: PDFRef;
  readonly key: number;
  readonly content: ContentBuffer;
}

/** The pages of a document of text that is being drawn: tagged text, artifacts and logos. */
export class TextPages {
  readonly tree: TagTree;
  readonly list: TextPage[] = [];
  private readonly context: PDFContext;
  private readonly library: FontLibrary;
  private readonly fonts: FontSubsets;
  private readonly logos: DocumentLogos;

  constructor(context: PDFContext, library: FontLibrary) {
    this.context = context;
    this.library = library;
    this.fonts = new FontSubsets(() => context.nextRef().objectNumber);
    this.tree = new TagTree(context);
    this.logos = new DocumentLogos(context);
  }

  /** Begins a new page. */
  addPage(): void {
    const ref = this.context.nextRef();
    this.list.push({ ref, key: this.tree.addPage(ref), content: new ContentBuffer() });
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
    return this.draw(
      block,
      top,
      this.tree.add(parent, tag, { Lang: PDFString.of(block.placement.language) }),
    );
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
    const node = this.tree.add(parent, 'Figure', figureEntries(alternative, box));
    this.open(node, this.lastPage);
    this.lastPage.content.text(`${logoOperators(art, resource, box)}EMC\n`);
  }

  /** Writes fonts, pages and structure tree; returns the root of the tree. */
  write(pages: PDFRef, fontTag: string): PDFRef {
    const { context } = this;
    this.fonts.embed(context, fontTag);
    const resources = context.register(
      context.obj({ Font: this.fonts.resources(), XObject: this.logos.resources() }),
    );
    for (const { ref, key, content } of this.list) {
      context.assign(
        ref,
        context.obj({
          Type: 'Page',
          Parent: pages,
          MediaBox: [0, 0, PAGE.width, PAGE.height],
          Contents: context.register(deflatedStream(context, content.view())),
          Resources: resources,
          StructParents: key,
          Tabs: 'S',
        }),
      );
    }
    const kids = this.list.map(({ ref }) => ref);
    context.assign(pages, context.obj({ Type: 'Pages', Kids: kids, Count: kids.length }));
    return this.tree.write();
  }

  private get lastPage(): TextPage {
    const page = this.list.at(-1);
    if (!page) throw new Error('the document has no page yet');
    return page;
  }

  /** Begins marked content of an element, or an artifact. */
  private open(node: TagNode | null, { ref, content }: TextPage): void {
    if (node) content.text(`/${node.tag} <</MCID ${this.tree.mark(node, ref)}>> BDC\n`);
    else content.text('/Artifact <</Type/Pagination>> BDC\n');
  }
}

/** Distance from the middle of a line down to its baseline, in ems; a compromise between Arabic and Latin. */
const BASELINE_BELOW_MIDDLE = 0.3;
