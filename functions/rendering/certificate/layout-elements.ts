import type { Buffer } from 'node:buffer';
import type { PrintedIssuer } from '../../domain/certificate/certificate.ts';
import { ContentBuffer } from '../document/content-buffer.ts';
import type { DocumentFonts } from '../document/document-fonts.ts';
import type { DocumentWriter } from '../document/document-writer.ts';
import { drawText } from '../document/draw-text.ts';
import { DocumentLogos, type FindLogo, logoOperators } from '../document/logo-art.ts';
import { pdfNumber } from '../document/pdf-syntax.ts';
import { type SealObjects, writeSealField } from '../document/seal-field.ts';
import type { StructureTree } from '../document/structure-tree.ts';
import type { FontLibrary } from '../fonts/font-library.ts';
import { cleanText } from '../text/clean-text.ts';
import { type Box, fitPlacement, shapeUnbroken, type TextPlacement } from '../text/text-placement.ts';
import type { Language } from '../text/wording.ts';
import { fillSentence, type Sentence, sharedSentence } from './certificate-wording.ts';
import type { CompiledDesign, CompiledElement } from './compiled-design.ts';
import { sampleWords } from './sample-words.ts';
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
  /** Object number of the annotation, when the text is a link. */
  readonly annotation: number | null;
  /** Operators by text, for sentences that often recur: many certificates have the same hours. */
  readonly drawn: Map<string, Uint8Array> | null;
}

/** Where each certificate draws its QR symbol. */
export interface QrPlacement {
  readonly mark: number;
  readonly box: Box;
  readonly colour: string;
}

/** The elements of a shared page: the content that is drawn, and what each certificate draws. */
export interface ElementLayout {
  readonly content: Buffer;
  readonly texts: readonly CertificateText[];
  readonly symbols: readonly QrPlacement[];
  /** Object numbers of the page's annotations. */
  readonly annotations: readonly number[];
  /** Entries of the page's XObject resources. */
  readonly logos: string;
  readonly seal: SealObjects | null;
}

/** What the elements are written to. */
interface LayoutTarget {
  readonly writer: DocumentWriter;
  readonly tree: StructureTree;
  readonly fonts: DocumentFonts;
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
  for (const element of context.design.elements) {
    if (element.kind !== 'seal' || withSeal) page.add(element);
  }
  return {
    content: page.content.view(),
    texts: page.texts,
    symbols: page.symbols,
    annotations: page.annotations,
    logos: page.logos.entries(),
    seal: page.seal,
  };
}

type ElementOf<Kind extends CompiledElement['kind']> = Extract<CompiledElement, { kind: Kind }>;

/** A shared page that is being laid out. */
class SharedPageLayout {
  readonly content = new ContentBuffer();
  readonly texts: CertificateText[] = [];
  readonly symbols: QrPlacement[] = [];
  readonly annotations: number[] = [];
  readonly logos: DocumentLogos;
  seal: SealObjects | null = null;
  private readonly context: DesignContext;
  private readonly shared: SharedFacts;
  private readonly writer: DocumentWriter;
  private readonly tree: StructureTree;
  private readonly fonts: DocumentFonts;

  constructor(context: DesignContext, shared: SharedFacts, { writer, tree, fonts }: LayoutTarget) {
    this.context = context;
    this.shared = shared;
    this.writer = writer;
    this.tree = tree;
    this.fonts = fonts;
    this.logos = new DocumentLogos(writer);
  }

  add(element: CompiledElement): void {
    switch (element.kind) {
      case 'fixed':
        this.tree.fixed(element.language, element.object);
        break;
      case 'text':
        this.addText(element);
        break;
      case 'qr': {
        const { language, box, colour } = element;
        this.symbols.push({ mark: this.tree.figure(language, QR_WORDS[language], box), box, colour });
        break;
      }
      case 'logo':
        this.addLogo(element);
        break;
      case 'signatories':
        this.addSignatories(element);
        break;
      case 'seal':
        this.seal = writeSealField(this.writer, this.tree, this.context.design.objects.page, element);
        this.annotations.push(this.seal.widget);
    }
  }

  /** Draws a text that all certificates share, or records a text that differs between them. */
  private addText(element: ElementOf<'text'>): void {
    const { language, tag, placement, link } = element;
    const sentence = sharedSentence(element.wording, this.shared, language);
    if (!sentence) return;
    const annotation = link ? this.writer.allot() : null;
    if (annotation !== null) this.annotations.push(annotation);
    const mark =
      annotation === null
        ? this.tree.text(language, tag)
        : this.tree.link(language, annotation, LINK_WORDS[language]);
    if (sentence.facts.length === 0 && annotation === null) {
      this.drawText(tag, mark, placement, sentence.words[0] ?? '');
      return;
    }
    const facts = new Set(sentence.facts.map(({ fact }) => fact));
    if (!facts.has('name')) this.addSampleToFonts(placement, sentence, language);
    const recurs = annotation === null && [...facts].every((fact) => fact === 'hours');
    this.texts.push({
      language,
      tag: annotation === null ? tag : 'Link',
      mark,
      placement,
      sentence,
      annotation,
      drawn: recurs ? new Map() : null,
    });
  }

  /** Adds the characters that certificates are likely to complete a sentence with to the fonts of the shared page. */
  private addSampleToFonts(placement: TextPlacement, sentence: Sentence, language: Language): void {
    const sample = fillSentence(sentence, language, (placeholder) =>
      sampleWords(placeholder, this.shared, language),
    );
    const line = shapeUnbroken(this.context.library, placement, sample);
    for (const { atoms } of line.words) for (const atom of atoms) this.fonts.code(atom);
  }

  private drawText(tag: string, mark: number, placement: TextPlacement, text: string): void {
    const fitted = fitPlacement(this.context.library, placement, text);
    this.content.openMark(tag, mark);
    drawText(this.content, placement, fitted, this.fonts);
    this.content.closeMark();
  }

  private addLogo({ language, issuer: index, box, decorative }: ElementOf<'logo'>): void {
    const issuer = this.shared.issuers[index];
    if (!issuer?.logo) return;
    const art = this.context.logo(issuer.logo);
    const resource = this.logos.resource(art);
    if (decorative) this.content.text('/Artifact BMC\n');
    else {
      const name = cleanText(language === 'ar' ? issuer.nameAr : issuer.nameEn);
      this.content.openMark('Figure', this.tree.figure(language, `${LOGO_WORDS[language]} ${name}`, box));
    }
    this.content.text(logoOperators(art, resource, box));
    this.content.closeMark();
  }

  private addSignatories(element: ElementOf<'signatories'>): void {
    const { issuers } = this.shared;
    const signing: readonly (PrintedIssuer | undefined)[] =
      element.issuer === 'all' ? issuers : [issuers[element.issuer]];
    const people = signing.flatMap((issuer) => issuer?.signatories ?? []);
    for (const column of signatoryColumns(element, people)) {
      if (element.rule) {
        const [fromX, fromY, toX, toY] = column.rule.map(pdfNumber);
        this.content.text(
          `/Artifact BMC\nq ${element.rule} RG 0.5 w ${fromX} ${fromY} m ${toX} ${toY} l S Q\nEMC\n`,
        );
      }
      for (const { placement, text } of [column.name, column.title])
        this.drawText('P', this.tree.text(element.language, 'P'), placement, text);
    }
  }
}
