import type { PrintedIssuer } from '../../domain/certificate/certificate.ts';
import { type Language, nameIn } from '../../domain/wording/language.ts';
import { DocumentLogos, type FindLogo, logoOperators } from '../document/logo-art.ts';
import { type SealObjects, writeSealField } from '../document/seal-field.ts';
import { figureEntries, type TagNode, type TagTree } from '../document/tag-tree.ts';
import { cleanText } from '../text/clean-text.ts';
import { ContentBuffer } from '../text/content-buffer.ts';
import { drawText } from '../text/draw-text.ts';
import type { FontLibrary } from '../text/font-library.ts';
import type { FontSubsets } from '../text/font-subsets.ts';
import { pdfNumber } from '../text/operands.ts';
import { type PDFContext, PDFHexString, PDFRef, PDFString } from '../text/pdf-core.ts';
import { type Box, fitPlacement, shapeUnbroken, type TextPlacement } from '../text/text-placement.ts';
import { type Sentence, wholeSentence } from '../wording.ts';
import { RECURRING_FACTS, sharedSentence } from './certificate-wording.ts';
import type { CompiledDesign, CompiledElement } from './compiled-design.ts';
import { issuerColumns } from './issuer-columns.ts';
import type { SharedFacts } from './shared-facts.ts';
import { signatoryColumns } from './signatory-columns.ts';

/** A design with the fonts and logos that it is drawn with. */
export interface DesignContext {
  readonly library: FontLibrary;
  readonly design: CompiledDesign;
  readonly logo: FindLogo;
}

/** A text that differs between the certificates of a shared page. */
export interface CertificateText {
  readonly language: Language;
  readonly tag: string;
  readonly mark: number;
  readonly placement: TextPlacement;
  readonly sentence: Sentence;
  /** Index of its element, when certificates with the same facts have the same text; null when its facts don't recur. */
  readonly recursAs: number | null;
}

/** A link to the verification page: its annotation, its key in the structure tree, and its box. */
export interface LinkPlacement {
  readonly language: Language;
  readonly annotation: PDFRef;
  readonly parentKey: number;
  readonly box: Box;
}

/** Where each certificate draws its QR symbol. */
export interface QrPlacement {
  readonly mark: number;
  readonly box: Box;
}

/** The elements of a shared page: the content that is drawn, and what each certificate draws. */
export interface ElementLayout {
  readonly content: Uint8Array;
  readonly texts: readonly CertificateText[];
  readonly symbols: readonly QrPlacement[];
  readonly links: readonly LinkPlacement[];
  /** The page's annotations. */
  readonly annotations: readonly PDFRef[];
  /** The page's XObject resources. */
  readonly logos: Readonly<Record<string, PDFRef>>;
  readonly seal: SealObjects | null;
}

/** What the elements are written to. */
interface LayoutTarget {
  readonly context: PDFContext;
  readonly tree: TagTree;
  readonly fonts: FontSubsets;
}

/** Alternative text of the link to the verification page. */
export const LINK_WORDS = { ar: 'صفحة التحقق من هذه الشهادة', en: 'Verification page of this certificate' };
const QR_WORDS = {
  ar: 'رمز استجابة سريعة يفتح صفحة التحقق من الشهادة',
  en: 'QR code that opens the verification page of the certificate',
};
const LOGO_WORDS = { ar: 'شعار', en: 'Logo of' };

/** Lays out the elements of a design in reading order: draws what certificates share, and records the rest. */
export function layoutElements(
  context: DesignContext,
  shared: SharedFacts,
  withSeal: boolean,
  target: LayoutTarget,
): ElementLayout {
  const page = new SharedPageLayout(context, shared, target);
  context.design.elements.forEach((element, index) => {
    if (element.kind !== 'seal' || withSeal) page.add(element, index);
  });
  return {
    content: page.content.view(),
    texts: page.texts,
    symbols: page.symbols,
    links: page.links,
    annotations: page.annotations,
    logos: page.logos.resources(),
    seal: page.seal,
  };
}

type ElementOf<Kind extends CompiledElement['kind']> = Extract<CompiledElement, { kind: Kind }>;

/** A shared page that is being laid out. */
class SharedPageLayout {
  readonly content = new ContentBuffer();
  readonly texts: CertificateText[] = [];
  readonly symbols: QrPlacement[] = [];
  readonly links: LinkPlacement[] = [];
  readonly annotations: PDFRef[] = [];
  readonly logos: DocumentLogos;
  seal: SealObjects | null = null;
  private readonly design: DesignContext;
  private readonly shared: SharedFacts;
  private readonly context: PDFContext;
  private readonly tree: TagTree;
  private readonly fonts: FontSubsets;
  private readonly page: PDFRef;
  private readonly sections: Readonly<Record<Language, TagNode>>;

  constructor(design: DesignContext, shared: SharedFacts, { context, tree, fonts }: LayoutTarget) {
    this.design = design;
    this.shared = shared;
    this.context = context;
    this.tree = tree;
    this.fonts = fonts;
    this.logos = new DocumentLogos(context);
    const { elements, objects } = design.design;
    this.page = PDFRef.of(objects.page);
    const fixed = elements.flatMap((element) =>
      element.kind === 'fixed' ? [PDFRef.of(element.object)] : [],
    );
    tree.addPage(this.page, fixed);
    this.sections = addSections(tree, objects.sections);
  }

  add(element: CompiledElement, index: number): void {
    switch (element.kind) {
      case 'fixed':
        this.tree.adopt(this.sections[element.language], PDFRef.of(element.object));
        break;
      case 'text':
        this.addText(element, index);
        break;
      case 'qr': {
        const { language, box } = element;
        this.symbols.push({ mark: this.addFigure(language, QR_WORDS[language], box), box });
        break;
      }
      case 'logo':
        this.addLogo(element);
        break;
      case 'issuers':
        this.addIssuers(element);
        break;
      case 'signatories':
        this.addSignatories(element);
        break;
      case 'seal':
        this.seal = writeSealField(this.context, this.tree, this.sections.ar, this.page, element);
        this.annotations.push(this.seal.widget);
    }
  }

  /** Draws a text that all certificates share, or records a text that differs between them. */
  private addText(element: ElementOf<'text'>, index: number): void {
    const { language, tag, placement } = element;
    const sentence = sharedSentence(element.wording, this.shared, language);
    if (!sentence) return;
    const link = element.link ? this.addLink(language) : null;
    const mark = link ? link.mark : this.addMark(language, tag);
    if (sentence.facts.length === 0) {
      const box = this.drawText(link ? 'Link' : tag, mark, placement, wholeSentence(sentence));
      if (link) this.links.push({ ...link, language, box });
      return;
    }
    if (link)
      throw new Error('a link shows the address of the verification page, the same in all certificates');
    this.addToFonts(placement, sentence);
    const recursAs = sentence.facts.every(({ fact }) => fact in RECURRING_FACTS) ? index : null;
    this.texts.push({ language, tag, mark, placement, sentence, recursAs });
  }

  /** Adds the words around the facts of certificates to the fonts of the shared page. */
  private addToFonts(placement: TextPlacement, sentence: Sentence): void {
    const { library } = this.design;
    // A certificate adds characters to the fonts of the shared page, and no font.
    for (const face of [placement.face, library.fallback]) this.fonts.code(library.face(face).space);
    const line = shapeUnbroken(library, placement, sentence.words.join(' '));
    for (const { atoms } of line.words) for (const atom of atoms) this.fonts.code(atom);
  }

  /** Adds an element of text and returns its mark. */
  private addMark(language: Language, tag: string): number {
    return this.tree.mark(this.tree.add(this.sections[language], tag), this.page);
  }

  /** Adds a figure and returns its mark. */
  private addFigure(language: Language, words: string, box: Box): number {
    const entries = figureEntries(words, box);
    return this.tree.mark(this.tree.add(this.sections[language], 'Figure', entries), this.page);
  }

  /** Adds a paragraph that is a link to the verification page. */
  private addLink(language: Language) {
    const paragraph = this.tree.add(this.sections[language], 'P');
    const node = this.tree.add(paragraph, 'Link', { Alt: PDFHexString.fromText(LINK_WORDS[language]) });
    const mark = this.tree.mark(node, this.page);
    const annotation = this.context.nextRef();
    const parentKey = this.tree.annotation(node, annotation, this.page);
    this.annotations.push(annotation);
    return { annotation, parentKey, mark };
  }

  /** Draws a text, and returns its box. */
  private drawText(tag: string, mark: number, placement: TextPlacement, text: string): Box {
    const { content } = this;
    content.openMark(tag, mark);
    const fitted = fitPlacement(this.design.library, placement, text);
    const box = drawText(content, placement, fitted, this.fonts);
    content.closeMark();
    return box;
  }

  private addLogo({ language, issuer: index, box, decorative }: ElementOf<'logo'>): void {
    const issuer = this.shared.issuers[index];
    if (issuer) this.drawLogo(issuer, language, box, decorative);
  }

  private drawLogo(issuer: PrintedIssuer, language: Language, box: Box, decorative = false): void {
    if (!issuer.logo) return;
    const art = this.design.logo(issuer.logo);
    const resource = this.logos.resource(art);
    if (decorative) this.content.text('/Artifact BMC\n');
    else {
      const name = cleanText(nameIn(language, issuer));
      this.content.openMark('Figure', this.addFigure(language, `${LOGO_WORDS[language]} ${name}`, box));
    }
    this.content.text(logoOperators(art, resource, box));
    this.content.closeMark();
  }

  private addIssuers(element: ElementOf<'issuers'>): void {
    const { language } = element;
    for (const { issuer, logo, name } of issuerColumns(element, this.shared.issuers)) {
      if (logo) this.drawLogo(issuer, language, logo);
      this.drawText('P', this.addMark(language, 'P'), name.placement, name.text);
    }
  }

  private addSignatories(element: ElementOf<'signatories'>): void {
    const { issuers } = this.shared;
    const signing: readonly (PrintedIssuer | undefined)[] =
      element.issuer === 'all' ? issuers : [issuers[element.issuer]];
    const people = signing.flatMap((issuer) => issuer?.signatories ?? []);
    for (const column of signatoryColumns(element, people, this.design.library)) {
      if (element.rule) {
        const [fromX, fromY, toX, toY] = column.rule.map(pdfNumber);
        this.content.text(
          `/Artifact BMC\nq ${element.rule} RG 0.5 w ${fromX} ${fromY} m ${toX} ${toY} l S Q\nEMC\n`,
        );
      }
      for (const { placement, text } of [column.name, column.title])
        this.drawText('P', this.addMark(element.language, 'P'), placement, text);
    }
  }
}

/** Adds the section of each language, with object numbers that are reserved for them. */
export function addSections(
  tree: TagTree,
  objects: Readonly<Record<Language, number>>,
): Readonly<Record<Language, TagNode>> {
  const add = (language: Language) =>
    tree.add(tree.document, 'Sect', { Lang: PDFString.of(language) }, PDFRef.of(objects[language]));
  return { ar: add('ar'), en: add('en') };
}
