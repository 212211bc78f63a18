import type { LogoArt } from '../design/logo-art.ts';
import { ContentBuffer } from '../document/content-buffer.ts';
import type { DocumentWriter } from '../document/document-writer.ts';
import { pdfNumbers, pdfText } from '../document/pdf-syntax.ts';
import { type TagNode, TagTree } from '../document/tag-tree.ts';
import { DocumentFonts } from '../fonts/document-fonts.ts';
import type { FaceName } from '../fonts/face.ts';
import type { FontLibrary } from '../fonts/font-library.ts';
import type { FittedText } from '../text/fit-text.ts';
import { type Box, fitPlacement, layoutText, type TextPlacement } from '../text/layout-text.ts';
import type { Language } from './transcript-wording.ts';

/** A4 upright and its margins, in points, upwards from the lower left corner. */
export const PAGE = { width: 595.28, height: 841.89, left: 48, right: 547.28, top: 798, bottom: 76 } as const;

export interface TextStyle {
  readonly face: FaceName;
  readonly size: number;
  readonly colour: string;
  /** Baselines' distance in ems. */
  readonly leading: number;
}

/** A text broken and sized for its width, with the height it takes. */
export interface Block {
  readonly placement: TextPlacement;
  readonly fitted: FittedText;
  readonly height: number;
}

/** Room for a text: `x` is its left edge, right edge or middle, as it is aligned. */
export interface Room {
  readonly x: number;
  readonly width: number;
  readonly align: TextPlacement['align'];
  readonly lines?: number;
  readonly prefer?: TextPlacement['prefer'];
}

interface TranscriptPage {
  readonly object: number;
  readonly content: ContentBuffer;
}

/** The pages of a letter while they are drawn: text with its tags, artifacts, logos. */
export class TranscriptSheet {
  readonly tree: TagTree;
  readonly pages: TranscriptPage[] = [];
  private readonly writer: DocumentWriter;
  private readonly library: FontLibrary;
  private readonly fonts = new DocumentFonts('D');
  private readonly logos = new Map<LogoArt, { readonly resource: string; readonly object: number }>();

  constructor(writer: DocumentWriter, library: FontLibrary) {
    this.writer = writer;
    this.library = library;
    this.tree = new TagTree(writer);
  }

  addPage(): void {
    this.pages.push({ object: this.writer.allot(), content: new ContentBuffer() });
  }

  /** Breaks and shapes a text; it is drawn later, where there is room. */
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

  /** Draws a block under `top` on the last page, or on the one given; without a node it is an artifact. */
  draw(block: Block, top: number, node: TagNode | null, page = this.lastPage): number {
    const { placement, fitted, height } = block;
    const lineHeight = fitted.size * placement.leading;
    const y = top - lineHeight / 2 - fitted.size * BASELINE_BELOW_MIDDLE;
    this.open(node, page);
    layoutText(page.content, { ...placement, y }, fitted, this.fonts);
    page.content.text('EMC\n');
    return top - height;
  }

  /** A paragraph, or another element of one text: fitted, tagged with its language and drawn; answers its lower edge. */
  text(parent: TagNode, tag: string, block: Block, top: number): number {
    return this.draw(block, top, this.tree.add(parent, tag, `/Lang(${block.placement.language})`));
  }

  /** A filled rectangle that means nothing. */
  fill([left, bottom, right, top]: Box, colour: string, page = this.lastPage): void {
    page.content.text(
      `/Artifact <</Type/Layout>> BDC\nq ${colour} rg ${pdfNumbers([left, bottom, right - left, top - bottom])} re f Q\nEMC\n`,
    );
  }

  /** A logo as large as its box allows, with the words that stand for it. */
  logo(parent: TagNode, art: LogoArt, [left, bottom, right, top]: Box, alternative: string): void {
    let logo = this.logos.get(art);
    if (!logo) {
      logo = { resource: `L${this.logos.size}`, object: this.writer.allot() };
      this.logos.set(art, logo);
      this.writer.stream(
        logo.object,
        `/Type/XObject/Subtype/Form/BBox[0 0 ${pdfNumbers([art.width, art.height])}]/Resources<<>>/Filter/FlateDecode`,
        art.deflated,
      );
    }
    const scale = Math.min((right - left) / art.width, (top - bottom) / art.height);
    const x = (left + right - art.width * scale) / 2;
    const y = (bottom + top - art.height * scale) / 2;
    const box = pdfNumbers([left, bottom, right, top]);
    const node = this.tree.add(
      parent,
      'Figure',
      `/Alt${pdfText(alternative)}/A<</O/Layout/Placement/Block/BBox[${box}]>>`,
    );
    this.open(node, this.lastPage);
    this.lastPage.content.text(
      `q ${scale.toFixed(5)} 0 0 ${scale.toFixed(5)} ${pdfNumbers([x, y])} cm /${logo.resource} Do Q\nEMC\n`,
    );
  }

  /** Writes fonts, pages and structure; answers the structure tree's root. */
  write(pagesObject: number, fontTag: string): number {
    const fonts = this.fonts.write(this.writer, fontTag);
    const logos = [...this.logos.values()]
      .map(({ resource, object }) => `/${resource} ${object} 0 R`)
      .join('');
    const resources = this.writer.allot();
    this.writer.object(resources, `<</Font<<${fonts}>>/XObject<<${logos}>>>>`);
    this.pages.forEach(({ object, content }, i) => {
      const stream = this.writer.allot();
      this.writer.deflatedStream(stream, '', content.view());
      this.writer.object(
        object,
        `<</Type/Page/Parent ${pagesObject} 0 R/MediaBox[0 0 ${pdfNumbers([PAGE.width, PAGE.height])}]/Contents ${stream} 0 R/Resources ${resources} 0 R/StructParents ${i}/Tabs/S>>`,
      );
    });
    const objects = this.pages.map(({ object }) => object);
    this.writer.object(
      pagesObject,
      `<</Type/Pages/Kids[${objects.map((object) => `${object} 0 R`).join(' ')}]/Count ${objects.length}>>`,
    );
    return this.tree.write(objects);
  }

  private get lastPage(): TranscriptPage {
    const page = this.pages.at(-1);
    if (!page) throw new Error('a letter is drawn before it has a page');
    return page;
  }

  private open(node: TagNode | null, { object, content }: TranscriptPage): void {
    if (node) content.text(`/${node.tag} <</MCID ${this.tree.mark(node, object)}>> BDC\n`);
    else content.text('/Artifact <</Type/Pagination>> BDC\n');
  }
}

/** How far below a line's middle its baseline stands, in ems: between what Arabic and Latin letters want. */
const BASELINE_BELOW_MIDDLE = 0.3;
