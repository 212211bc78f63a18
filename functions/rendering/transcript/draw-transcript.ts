import { displayId } from '../../domain/certificate/certificate-id.ts';
import { TRACKS } from '../../domain/hours/opportunity.ts';
import type { TranscriptPart, TranscriptRow, TranscriptSnapshot } from '../../domain/hours/transcript.ts';
import type { Wording } from '../certificate/wording.ts';
import type { LogoArt } from '../design/logo-art.ts';
import type { TagNode } from '../document/tag-tree.ts';
import type { FontLibrary } from '../fonts/font-library.ts';
import { cleanText } from '../text/clean-text.ts';
import { type Block, PAGE, type TranscriptSheet } from './transcript-page.ts';
import { GREEN, PALE_GOLD, TRANSCRIPT_STYLES } from './transcript-styles.ts';
import { type CellText, type Column, drawTable, type TableRow } from './transcript-table.ts';
import { type Language, type TranscriptSubject, TranscriptWording } from './transcript-wording.ts';

/** What rendering letters needs besides the letter; opened once, at cold start. */
export interface TranscriptRenderContext {
  readonly library: FontLibrary;
  readonly wording: Readonly<Record<Language, Wording>>;
  logo(name: string): LogoArt;
}

const MIDDLE = (PAGE.left + PAGE.right) / 2;
/** Arabic stands on the right half of the page, English on the left one. */
const HALF = { width: (PAGE.right - PAGE.left - 28) / 2 } as const;
const SIDES = {
  ar: { x: PAGE.right, width: HALF.width, align: 'right' },
  en: { x: PAGE.left, width: HALF.width, align: 'left' },
} as const;
const LANGUAGES = ['ar', 'en'] as const;
const LOGO_SIZE = 58;
const NOTE_GAP = 20;
/** Below the running line of a page that continues a letter. */
const CONTINUED_TOP = PAGE.top - 14;
const COLUMN_WIDTHS = { opportunity: 158, track: 60, dates: 92, certificate: 95, hours: 94.28 } as const;

/** A letter while it is drawn: its place on the page moves down. */
export class TranscriptDrawing {
  readonly sheet: TranscriptSheet;
  private readonly transcript: TranscriptSnapshot;
  private readonly context: TranscriptRenderContext;
  private readonly words: Readonly<Record<Language, TranscriptWording>>;
  private readonly partOfPage: TranscriptPart[] = [];
  private readonly note: readonly Block[][];
  private readonly lastPart: TranscriptPart;
  private y: number = PAGE.top;

  constructor(transcript: TranscriptSnapshot, context: TranscriptRenderContext, sheet: TranscriptSheet) {
    this.transcript = transcript;
    this.context = context;
    this.sheet = sheet;
    this.words = {
      ar: new TranscriptWording('ar', context.wording.ar, transcript),
      en: new TranscriptWording('en', context.wording.en, transcript),
    };
    this.lastPart = transcript.parts.at(-1) ?? transcript.parts[0];
    this.note = this.noteBlocks();
  }

  title(): string {
    const [first] = this.transcript.parts;
    return `${this.words.ar.say('title', first)} — ${this.words.en.say('title', first)}`;
  }

  draw(): void {
    const { parts } = this.transcript;
    const noteHeight =
      NOTE_GAP +
      Math.max(...this.note.map((blocks) => blocks.reduce((sum, { height }) => sum + height + 3, 0)));
    const { root } = this.sheet.tree;
    for (const part of parts) {
      const section = this.sheet.tree.add(root, 'Sect');
      this.turnPage(part, false);
      this.drawLetterhead(section, part);
      this.drawOpening(section, part);
      this.y = drawTable(
        this.sheet,
        section,
        this.columns(part),
        this.rows(part),
        this.y,
        () => this.turnPage(part, true),
        parts.length > 1 ? 0 : noteHeight,
      );
    }
    if (parts.length > 1) this.drawGrandTotal(this.sheet.tree.add(root, 'Sect'), noteHeight);
    this.drawNote(this.sheet.tree.add(root, 'Sect'));
    this.drawFooters();
  }

  private turnPage(part: TranscriptPart, continued: boolean): number {
    this.sheet.addPage();
    this.partOfPage.push(part);
    this.y = PAGE.top;
    if (!continued) return this.y;
    for (const language of LANGUAGES) {
      const words = this.words[language];
      const line = `${words.say('title', part)} · ${words.holder()}`;
      const room = { ...SIDES[language], lines: 2 };
      const block = this.sheet.block(language, TRANSCRIPT_STYLES.small[language], line, room);
      this.sheet.draw(block, this.y - 1 + block.height, null);
    }
    this.sheet.fill([PAGE.left, this.y - 4, PAGE.right, this.y - 3.5], PALE_GOLD);
    this.y = CONTINUED_TOP;
    return this.y;
  }

  /** What the letter is and isn't, a column a language. */
  private noteBlocks(): Block[][] {
    const { sheet, words, transcript } = this;
    const part = this.lastPart;
    const certified = transcript.parts.some(({ rows }) =>
      rows.some(({ certificateId }) => certificateId !== null),
    );
    return LANGUAGES.map((language) =>
      (certified ? ['note', 'certificateNote'] : ['note']).map((key) =>
        sheet.block(language, TRANSCRIPT_STYLES.note[language], words[language].say(key, part), {
          ...SIDES[language],
          lines: 8,
        }),
      ),
    );
  }

  private drawLetterhead(section: TagNode, part: TranscriptPart): void {
    const { sheet, words } = this;
    const bottom = PAGE.top - LOGO_SIZE;
    if (part.issuer.logo)
      sheet.logo(
        section,
        this.context.logo(part.issuer.logo),
        [MIDDLE - LOGO_SIZE / 2, bottom, MIDDLE + LOGO_SIZE / 2, PAGE.top],
        `${cleanText(words.ar.say('logo', part).replace(/[\u2066-\u2069]/g, ''))}`,
      );
    for (const language of LANGUAGES) {
      const room = { ...SIDES[language], width: HALF.width - LOGO_SIZE / 2, lines: 2 };
      const y = sheet.text(
        section,
        'P',
        sheet.block(language, TRANSCRIPT_STYLES.issuer[language], words[language].issuer(part), room),
        PAGE.top - 8,
      );
      sheet.text(
        section,
        'P',
        sheet.block(
          language,
          TRANSCRIPT_STYLES.small[language],
          words[language].say('dateLabel', part),
          room,
        ),
        y - 2,
      );
    }
    sheet.fill([PAGE.left, bottom - 14, PAGE.right, bottom - 13.2], GREEN);
    sheet.fill([PAGE.left, bottom - 16, PAGE.right, bottom - 15.6], PALE_GOLD);
    this.y = bottom - 36;
  }

  private drawOpening(section: TagNode, part: TranscriptPart): void {
    const { sheet, words } = this;
    const centred = { x: MIDDLE, width: PAGE.right - PAGE.left, align: 'centre' } as const;
    for (const language of LANGUAGES)
      this.y = sheet.text(
        section,
        'H1',
        sheet.block(language, TRANSCRIPT_STYLES.title[language], words[language].say('title', part), centred),
        this.y - (language === 'en' ? 4 : 0),
      );
    this.y -= 18;
    const ends = LANGUAGES.map((language) => {
      const room = { ...SIDES[language], lines: 8 };
      const name = { ...SIDES[language], lines: 3, prefer: 'shrink' } as const;
      const say = words[language];
      let y = this.y;
      y = sheet.text(
        section,
        'P',
        sheet.block(language, TRANSCRIPT_STYLES.body[language], say.say('opening', part), room),
        y,
      );
      y = sheet.text(
        section,
        'P',
        sheet.block(language, TRANSCRIPT_STYLES.name[language], say.holder(), name),
        y - 3,
      );
      return sheet.text(
        section,
        'P',
        sheet.block(language, TRANSCRIPT_STYLES.body[language], glued(say.say('statement', part)), room),
        y - 4,
      );
    });
    this.y = Math.min(...ends) - 22;
  }

  private columns(part: TranscriptPart): Column[] {
    return Object.entries(COLUMN_WIDTHS).map(([key, width]) => ({ heading: this.both(key, part), width }));
  }

  private rows(part: TranscriptPart): TableRow[] {
    const tracks = TRACKS.filter((track) => part.rows.some((row) => row.track === track));
    return [
      ...part.rows.map((row) => ({ cells: this.cells(row, part) })),
      ...(tracks.length > 1 ? tracks : []).map((track) => {
        const minutes = part.rows.reduce((sum, row) => sum + (row.track === track ? row.minutes : 0), 0);
        return {
          cells: [this.both('subtotal', part, { track }), this.time(minutes, part)],
          sum: 'subtotal' as const,
        };
      }),
      { cells: [this.both('total', part), this.time(part.minutes, part)], sum: 'total' as const },
    ];
  }

  private cells(row: TranscriptRow, part: TranscriptPart): CellText[] {
    return [
      [
        { language: 'ar', text: cleanText(row.titleAr) },
        { language: 'en', text: cleanText(row.titleEn) },
      ],
      this.both(row.track, part),
      LANGUAGES.map((language) => ({ language, text: this.words[language].spanInCell(row.period, part) })),
      row.certificateId === null ? [] : [{ language: 'en', text: displayId(row.certificateId) }],
      this.time(row.minutes, part),
    ];
  }

  private drawGrandTotal(section: TagNode, noteHeight: number): void {
    const { sheet, words, transcript } = this;
    const part = this.lastPart;
    this.y -= 26;
    if (this.y - 60 - 34 * (transcript.parts.length + 1) - noteHeight < PAGE.bottom)
      this.turnPage(part, true);
    const ends = LANGUAGES.map((language) =>
      sheet.text(
        section,
        'H2',
        sheet.block(
          language,
          TRANSCRIPT_STYLES.heading[language],
          words[language].say('allTitle', part),
          SIDES[language],
        ),
        this.y,
      ),
    );
    this.y = Math.min(...ends) - 6;
    const columns = [
      { heading: this.both('issuerColumn', part), width: PAGE.right - PAGE.left - 150 },
      { heading: this.both('hours', part), width: 150 },
    ];
    const rows: TableRow[] = transcript.parts.map((one) => ({
      cells: [
        LANGUAGES.map((language) => ({ language, text: words[language].issuer(one) })),
        this.time(one.minutes, one),
      ],
    }));
    rows.push({ cells: [this.both('grandTotal', part), this.time(transcript.minutes, part)], sum: 'total' });
    this.y = drawTable(sheet, section, columns, rows, this.y, () => this.turnPage(part, true), noteHeight);
  }

  private drawNote(section: TagNode): void {
    this.y -= NOTE_GAP;
    for (const blocks of this.note) {
      let { y } = this;
      for (const block of blocks) y = this.sheet.text(section, 'P', block, y) - 3;
    }
  }

  /** Page numbers in both languages: known only when every page is drawn. */
  private drawFooters(): void {
    const { sheet, words } = this;
    sheet.pages.forEach((page, i) => {
      const part = this.partOfPage[i] ?? this.transcript.parts[0];
      sheet.fill([PAGE.left, PAGE.bottom - 22, PAGE.right, PAGE.bottom - 21.5], PALE_GOLD, page);
      const top = PAGE.bottom - 26;
      for (const language of LANGUAGES) {
        const text = words[language].say('page', part, { page: i + 1, pages: sheet.pages.length });
        sheet.draw(
          sheet.block(language, TRANSCRIPT_STYLES.small[language], text, SIDES[language]),
          top,
          null,
          page,
        );
      }
      const centred = { x: MIDDLE, width: HALF.width, align: 'centre' } as const;
      sheet.draw(sheet.block('en', TRANSCRIPT_STYLES.small.en, part.issuer.domain, centred), top, null, page);
    });
  }

  private both(key: string, part: TranscriptPart, subject: TranscriptSubject = {}): CellText {
    return LANGUAGES.map((language) => ({ language, text: this.words[language].say(key, part, subject) }));
  }

  private time(minutes: number, part: TranscriptPart): CellText {
    return LANGUAGES.map((language) => ({ language, text: this.words[language].hours(minutes, part) }));
  }
}

/** A number stays on the line of what it counts. */
function glued(sentence: string): string {
  return sentence.replace(/([0-9٠-٩]) (?=\S)/g, '$1\u00A0').replaceAll(' –', '\u00A0–');
}
