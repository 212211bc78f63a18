import type { Buffer } from 'node:buffer';
import type { PrintedIssuer } from '../../domain/certificate/certificate.ts';
import type { CompiledElement } from '../design/compiled-design.ts';
import { ContentBuffer } from '../document/content-buffer.ts';
import type { DocumentWriter } from '../document/document-writer.ts';
import { pdfNumber, pdfNumbers } from '../document/pdf-syntax.ts';
import { placeSealField, type SealPosition } from '../document/seal-field.ts';
import type { StructureTree } from '../document/structure-tree.ts';
import type { DocumentFonts } from '../fonts/document-fonts.ts';
import { cleanText } from '../text/clean-text.ts';
import {
  type Box,
  fitPlacement,
  layoutText,
  shapeUnbroken,
  type TextPlacement,
} from '../text/layout-text.ts';
import { ownSample } from './own-sample.ts';
import type { SharedFacts } from './shared-facts.ts';
import type { RenderContext } from './shared-page.ts';
import { signatoryColumns } from './signatory-columns.ts';
import { fill, type Sentence, settle } from './wording.ts';

type Language = 'ar' | 'en';

/** A text that each certificate completes. */
export interface OwnText {
  readonly language: Language;
  readonly tag: string;
  readonly mark: number;
  readonly placement: TextPlacement;
  readonly sentence: Sentence;
  /** Object of the link's annotation, when it is one. */
  readonly annotation: number | null;
  /** Operators by text, of sentences that come again: many people have the same hours. */
  readonly drawn: Map<string, Uint8Array> | null;
}

/** A QR symbol that each certificate draws. */
export interface OwnSymbol {
  readonly mark: number;
  readonly box: Box;
  readonly colour: string;
}

/** What an edition's elements become: drawn, or left to each certificate. */
export interface SetElements {
  readonly content: Buffer;
  readonly texts: readonly OwnText[];
  readonly symbols: readonly OwnSymbol[];
  readonly annotations: readonly number[];
  /** Entries of the page's XObject resources. */
  readonly logos: string;
  readonly seal: SealPosition | null;
}

/** Where they are written. */
interface SharedPageFields {
  readonly writer: DocumentWriter;
  readonly tree: StructureTree;
  readonly fonts: DocumentFonts;
}

/** Draws what certificates share, in reading order, and finds the places of what they don't. */
export function setElements(
  context: RenderContext,
  shared: SharedFacts,
  toBeSealed: boolean,
  parts: SharedPageFields,
): SetElements {
  const setting = new Setting(context, shared, parts);
  for (const element of context.design.elements) {
    if (element.kind !== 'seal' || toBeSealed) setting.set(element);
  }
  return {
    content: setting.content.view(),
    texts: setting.texts,
    symbols: setting.symbols,
    annotations: setting.annotations,
    logos: [...setting.logos.values()].map(({ resource, object }) => `/${resource} ${object} 0 R`).join(''),
    seal: setting.seal,
  };
}

type ElementOf<Kind extends CompiledElement['kind']> = Extract<CompiledElement, { kind: Kind }>;

/** What stands for the link to the verification page. */
export const LINK_WORDS = { ar: 'صفحة التحقق من هذه الشهادة', en: 'Verification page of this certificate' };
const QR_WORDS = {
  ar: 'رمز استجابة سريعة يفتح صفحة التحقق من الشهادة',
  en: 'QR code that opens the verification page of the certificate',
};
const LOGO_WORDS = { ar: 'شعار', en: 'Logo of' };

/** An edition while it is set. */
class Setting {
  readonly content = new ContentBuffer();
  readonly texts: OwnText[] = [];
  readonly symbols: OwnSymbol[] = [];
  readonly annotations: number[] = [];
  readonly logos = new Map<string, { readonly resource: string; readonly object: number }>();
  seal: SealPosition | null = null;
  private readonly context: RenderContext;
  private readonly shared: SharedFacts;
  private readonly writer: DocumentWriter;
  private readonly tree: StructureTree;
  private readonly fonts: DocumentFonts;

  constructor(context: RenderContext, shared: SharedFacts, { writer, tree, fonts }: SharedPageFields) {
    this.context = context;
    this.shared = shared;
    this.writer = writer;
    this.tree = tree;
    this.fonts = fonts;
  }

  set(element: CompiledElement): void {
    switch (element.kind) {
      case 'fixed':
        this.tree.fixed(element.language, element.object);
        break;
      case 'text':
        this.setText(element);
        break;
      case 'qr': {
        const { language, box, colour } = element;
        this.symbols.push({ mark: this.tree.figure(language, QR_WORDS[language], box), box, colour });
        break;
      }
      case 'logo':
        this.setLogo(element);
        break;
      case 'signatories':
        this.setSignatories(element);
        break;
      case 'seal':
        this.seal = placeSealField(this.writer, this.tree, this.context.design.objects.page, element);
        this.annotations.push(this.seal.widget);
    }
  }

  private setText(element: ElementOf<'text'>): void {
    const { language, tag, placement, link } = element;
    const sentence = settle(element.wording, this.shared, language);
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
    if (!facts.has('name')) this.learn(placement, sentence, language);
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

  /** Takes the characters into the edition's fonts that certificates will complete a sentence with. */
  private learn(placement: TextPlacement, sentence: Sentence, language: Language): void {
    const sample = fill(sentence, language, (placeholder) => ownSample(placeholder, this.shared, language));
    const line = shapeUnbroken(this.context.library, placement, sample);
    for (const { atoms } of line.words) for (const atom of atoms) this.fonts.code(atom);
  }

  private drawText(tag: string, mark: number, placement: TextPlacement, text: string): void {
    const fitted = fitPlacement(this.context.library, placement, text);
    this.content.openMark(tag, mark);
    layoutText(this.content, placement, fitted, this.fonts);
    this.content.closeMark();
  }

  private setLogo({ language, issuer: index, box, decorative }: ElementOf<'logo'>): void {
    const issuer = this.shared.issuers[index];
    if (!issuer?.logo) return;
    const art = this.context.logo(issuer.logo);
    let logo = this.logos.get(issuer.logo);
    if (!logo) {
      logo = { resource: `L${this.logos.size}`, object: this.writer.allot() };
      this.logos.set(issuer.logo, logo);
      this.writer.stream(
        logo.object,
        `/Type/XObject/Subtype/Form/BBox[0 0 ${pdfNumbers([art.width, art.height])}]/Resources<<>>/Filter/FlateDecode`,
        art.deflated,
      );
    }
    const [left, bottom, right, top] = box;
    const scale = Math.min((right - left) / art.width, (top - bottom) / art.height);
    const x = (left + right - art.width * scale) / 2;
    const y = (bottom + top - art.height * scale) / 2;
    if (decorative) this.content.text('/Artifact BMC\n');
    else {
      const name = cleanText(language === 'ar' ? issuer.nameAr : issuer.nameEn);
      this.content.openMark('Figure', this.tree.figure(language, `${LOGO_WORDS[language]} ${name}`, box));
    }
    this.content.text(
      `q ${scale.toFixed(5)} 0 0 ${scale.toFixed(5)} ${pdfNumbers([x, y])} cm /${logo.resource} Do Q\n`,
    );
    this.content.closeMark();
  }

  private setSignatories(element: ElementOf<'signatories'>): void {
    const { issuers } = this.shared;
    const whose: readonly (PrintedIssuer | undefined)[] =
      element.issuer === 'all' ? issuers : [issuers[element.issuer]];
    const people = whose.flatMap((issuer) => issuer?.signatories ?? []);
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
