import type { TranscriptPart, TranscriptSnapshot } from '../../domain/hours/transcript.ts';
import { withoutIsolates } from '../../domain/wording/directional-text.ts';
import { LANGUAGES, type Language } from '../../domain/wording/language.ts';
import type { FindLogo } from '../document/logo-art.ts';
import type { TagNode } from '../document/tag-tree.ts';
import { type Block, PAGE, type TextPages } from '../document/text-pages.ts';
import type { FontLibrary } from '../text/font-library.ts';
import type { Wording } from '../wording.ts';
import { TranscriptRows } from './transcript-rows.ts';
import { GREEN, PALE_GOLD, TRANSCRIPT_STYLES } from './transcript-styles.ts';
import { drawTable } from './transcript-table.ts';
import { TranscriptWording } from './transcript-wording.ts';

/** Fonts, wording and logos for rendering transcripts. */
export interface TranscriptRenderContext {
  readonly library: FontLibrary;
  readonly wording: Readonly<Record<Language, Wording>>;
  readonly logo: FindLogo;
}

const MIDDLE = (PAGE.left + PAGE.right) / 2;
const HALF_WIDTH = (PAGE.right - PAGE.left - 28) / 2;
/** Arabic is on the right half of the page, English on the left half. */
const SIDES = {
  ar: { x: PAGE.right, width: HALF_WIDTH, align: 'right' },
  en: { x: PAGE.left, width: HALF_WIDTH, align: 'left' },
} as const;
const LOGO_SIZE = 58;
const NOTE_GAP = 20;
/** Top of the text below the heading line of a continued page. */
const CONTINUED_TOP = PAGE.top - 14;

/** A transcript that is being drawn, from top to bottom. */
export class TranscriptDrawing {
  readonly pages: TextPages;
  private readonly transcript: TranscriptSnapshot;
  private readonly context: TranscriptRenderContext;
  private readonly words: Readonly<Record<Language, TranscriptWording>>;
  private readonly tables: TranscriptRows;
  private readonly partOfPage: TranscriptPart[] = [];
  private readonly note: readonly Block[][];
  private readonly lastPart: TranscriptPart;
  /** Lower edge of what is drawn on the current page. */
  private y: number = PAGE.top;

  constructor(transcript: TranscriptSnapshot, context: TranscriptRenderContext, pages: TextPages) {
    this.transcript = transcript;
    this.context = context;
    this.pages = pages;
    this.words = {
      ar: new TranscriptWording('ar', context.wording.ar, transcript),
      en: new TranscriptWording('en', context.wording.en, transcript),
    };
    this.tables = new TranscriptRows(this.words);
    this.lastPart = transcript.parts.at(-1) ?? transcript.parts[0];
    this.note = this.noteBlocks();
  }

  /** Returns the title of the document in both languages. */
  title(): string {
    const [first] = this.transcript.parts;
    return `${this.words.ar.sentence('title', first)} — ${this.words.en.sentence('title', first)}`;
  }

  /** Draws all pages: a section per issuer, the total of several issuers, the note and the footers. */
  draw(): void {
    const { parts } = this.transcript;
    const noteHeight =
      NOTE_GAP +
      Math.max(...this.note.map((blocks) => blocks.reduce((sum, { height }) => sum + height + 3, 0)));
    const root = this.pages.tree.document;
    for (const part of parts) {
      const section = this.pages.tree.add(root, 'Sect');
      this.turnPage(part, false);
      this.drawLetterhead(section, part);
      this.drawOpening(section, part);
      this.y = drawTable(
        this.pages,
        section,
        this.tables.columns(part),
        this.tables.rows(part),
        this.y,
        () => this.turnPage(part, true),
        parts.length > 1 ? 0 : noteHeight,
      );
    }
    if (parts.length > 1) this.drawGrandTotal(this.pages.tree.add(root, 'Sect'), noteHeight);
    this.drawNote(this.pages.tree.add(root, 'Sect'));
    this.drawFooters();
  }

  /** Begins a page and returns its top. A continued page repeats title and holder in its first line. */
  private turnPage(part: TranscriptPart, continued: boolean): number {
    this.pages.addPage();
    this.partOfPage.push(part);
    this.y = PAGE.top;
    if (!continued) return this.y;
    for (const language of LANGUAGES) {
      const words = this.words[language];
      const line = `${words.sentence('title', part)} · ${words.holderInSentence()}`;
      const room = { ...SIDES[language], lines: 2 };
      const block = this.pages.block(language, TRANSCRIPT_STYLES.small[language], line, room);
      this.pages.draw(block, this.y - 1 + block.height, null);
    }
    this.pages.fill([PAGE.left, this.y - 4, PAGE.right, this.y - 3.5], PALE_GOLD);
    this.y = CONTINUED_TOP;
    return this.y;
  }

  /** Returns the blocks of the note about what a transcript is, a column per language. */
  private noteBlocks(): Block[][] {
    const { pages, words, transcript } = this;
    const part = this.lastPart;
    const certified = transcript.parts.some(({ rows }) =>
      rows.some(({ certificateId }) => certificateId !== null),
    );
    return LANGUAGES.map((language) =>
      (certified ? ['note', 'certificateNote'] : ['note']).map((key) =>
        pages.block(language, TRANSCRIPT_STYLES.note[language], words[language].sentence(key, part), {
          ...SIDES[language],
          lines: 8,
        }),
      ),
    );
  }

  private drawLetterhead(section: TagNode, part: TranscriptPart): void {
    const { pages, words } = this;
    const bottom = PAGE.top - LOGO_SIZE;
    if (part.issuer.logo)
      pages.logo(
        section,
        this.context.logo(part.issuer.logo),
        [MIDDLE - LOGO_SIZE / 2, bottom, MIDDLE + LOGO_SIZE / 2, PAGE.top],
        withoutIsolates(words.ar.sentence('logo', part)),
      );
    for (const language of LANGUAGES) {
      const room = { ...SIDES[language], width: HALF_WIDTH - LOGO_SIZE / 2, lines: 2 };
      const issuer = words[language].issuer(part);
      const date = words[language].sentence('dateLabel', part);
      const y = pages.text(
        section,
        'P',
        pages.block(language, TRANSCRIPT_STYLES.issuer[language], issuer, room),
        PAGE.top - 8,
      );
      pages.text(section, 'P', pages.block(language, TRANSCRIPT_STYLES.small[language], date, room), y - 2);
    }
    pages.fill([PAGE.left, bottom - 14, PAGE.right, bottom - 13.2], GREEN);
    pages.fill([PAGE.left, bottom - 16, PAGE.right, bottom - 15.6], PALE_GOLD);
    this.y = bottom - 36;
  }

  /** Draws the title, the holder and the sentence on the hours of a part. */
  private drawOpening(section: TagNode, part: TranscriptPart): void {
    const { pages, words } = this;
    const centred = { x: MIDDLE, width: PAGE.right - PAGE.left, align: 'centre' } as const;
    for (const language of LANGUAGES) {
      const title = words[language].sentence('title', part);
      this.y = pages.text(
        section,
        'H1',
        pages.block(language, TRANSCRIPT_STYLES.title[language], title, centred),
        this.y - (language === 'en' ? 4 : 0),
      );
    }
    this.y -= 18;
    const ends = LANGUAGES.map((language) => this.drawHolder(section, part, language));
    this.y = Math.min(...ends) - 22;
  }

  /** Draws the holder and the sentence on the hours in one language and returns the lower edge. */
  private drawHolder(section: TagNode, part: TranscriptPart, language: Language): number {
    const { pages } = this;
    const words = this.words[language];
    const room = { ...SIDES[language], lines: 8 };
    const nameRoom = { ...SIDES[language], lines: 3, prefer: 'shrink' } as const;
    const { body, name } = TRANSCRIPT_STYLES;
    const opening = pages.block(language, body[language], words.sentence('opening', part), room);
    let y = pages.text(section, 'P', opening, this.y);
    const holder = pages.block(language, name[language], words.holder(), nameRoom);
    y = pages.text(section, 'P', holder, y - 3);
    const hours = words.sentence('statement', part);
    return pages.text(section, 'P', pages.block(language, body[language], hours, room), y - 4);
  }

  private drawGrandTotal(section: TagNode, noteHeight: number): void {
    const { pages, words, transcript } = this;
    const part = this.lastPart;
    this.y -= 26;
    if (this.y - 60 - 34 * (transcript.parts.length + 1) - noteHeight < PAGE.bottom)
      this.turnPage(part, true);
    const ends = LANGUAGES.map((language) => {
      const title = words[language].sentence('allTitle', part);
      const style = TRANSCRIPT_STYLES.heading[language];
      return pages.text(section, 'H2', pages.block(language, style, title, SIDES[language]), this.y);
    });
    this.y = Math.min(...ends) - 6;
    this.y = drawTable(
      pages,
      section,
      this.tables.totalColumns(part),
      this.tables.totalRows(transcript, part),
      this.y,
      () => this.turnPage(part, true),
      noteHeight,
    );
  }

  private drawNote(section: TagNode): void {
    this.y -= NOTE_GAP;
    for (const blocks of this.note) {
      let { y } = this;
      for (const block of blocks) y = this.pages.text(section, 'P', block, y) - 3;
    }
  }

  /** Draws domain and page number on every page, once the number of pages is known. */
  private drawFooters(): void {
    const { pages, words } = this;
    pages.list.forEach((page, i) => {
      const part = this.partOfPage[i] ?? this.transcript.parts[0];
      pages.fill([PAGE.left, PAGE.bottom - 22, PAGE.right, PAGE.bottom - 21.5], PALE_GOLD, page);
      const top = PAGE.bottom - 26;
      for (const language of LANGUAGES) {
        const text = words[language].sentence('page', part, { page: i + 1, pages: pages.list.length });
        const block = pages.block(language, TRANSCRIPT_STYLES.small[language], text, SIDES[language]);
        pages.draw(block, top, null, page);
      }
      const centred = { x: MIDDLE, width: HALF_WIDTH, align: 'centre' } as const;
      const domain = pages.block('en', TRANSCRIPT_STYLES.small.en, part.issuer.domain, centred);
      pages.draw(domain, top, null, page);
    });
  }
}
