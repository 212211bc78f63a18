import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CanonicalValue, canonicalJson } from '../domain/canonical-json.ts';
import { displayId } from '../domain/certificate-id.ts';
import type { LetterPart, LetterRow, LetterSnapshot } from '../domain/letter.ts';
import { TRACKS } from '../domain/opportunity.ts';
import { cleanText } from './clean-text.ts';
import { srgbProfile } from './colour-profile.ts';
import { xmpPacket } from './document-metadata.ts';
import { bareStart, DocumentWriter } from './document-writer.ts';
import type { FontLibrary } from './font-library.ts';
import { LetterSheet, PAGE, type TextStyle } from './letter-sheet.ts';
import { type CellText, type Column, drawTable, type TableRow } from './letter-table.ts';
import { type Language, type LetterSubject, LetterWording } from './letter-wording.ts';
import type { LogoArt } from './logo-art.ts';
import { COMPILED_FOLDER, logoReader } from './renderer.ts';
import { fontTag } from './stamp.ts';
import type { TagNode } from './tag-tree.ts';
import type { Wording } from './wording.ts';

/** What rendering letters needs besides the letter; opened once, at cold start. */
export interface LetterPress {
  readonly library: FontLibrary;
  readonly wording: Readonly<Record<Language, Wording>>;
  logo(name: string): LogoArt;
}

/** Opens the wording and the published logos of a templates folder. */
export function openLetterPress(templatesDir: string, library: FontLibrary): LetterPress {
  const wording = (language: Language) =>
    JSON.parse(readFileSync(join(templatesDir, 'letter', `wording.${language}.json`), 'utf8')) as Wording;
  return {
    library,
    wording: { ar: wording('ar'), en: wording('en') },
    logo: logoReader(join(templatesDir, COMPILED_FOLDER)),
  };
}

/** The letter of hours as PDF/A-3a and PDF/UA-1. Same letter, same bytes. */
export function renderLetter(letter: LetterSnapshot, press: LetterPress): Uint8Array {
  const writer = new DocumentWriter(bareStart());
  const [catalog, pages] = [writer.allot(), writer.allot()];
  const run = new LetterRun(letter, press, new LetterSheet(writer, press.library));
  run.draw();
  const id = createHash('sha256')
    .update(canonicalJson(letter as unknown as CanonicalValue))
    .digest('hex')
    .slice(0, 32);
  const structure = run.sheet.write(pages, fontTag(id));
  const [profile, metadata] = [writer.allot(), writer.allot()];
  writer.deflatedStream(profile, '/N 3', srgbProfile());
  writer.stream(metadata, '/Type/Metadata/Subtype/XML', xmpPacket(run.title(), letter.issuedAt));
  writer.object(
    catalog,
    `<</Type/Catalog/Pages ${pages} 0 R/Lang(ar)/MarkInfo<</Marked true>>/StructTreeRoot ${structure} 0 R/ViewerPreferences<</DisplayDocTitle true>>/Metadata ${metadata} 0 R/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile ${profile} 0 R>>]>>`,
  );
  return writer.finish(catalog, id);
}

const INK = '0.114 0.157 0.145';
const GREY = '0.338 0.376 0.353';
const GREEN = '0.055 0.353 0.271';
const GOLD = '0.502 0.376 0.165';
const PALE_GOLD = '0.804 0.725 0.541';

type StyleName = 'issuer' | 'small' | 'title' | 'body' | 'name' | 'heading' | 'note';

const STYLES: Record<StyleName, Record<Language, TextStyle>> = {
  issuer: {
    ar: { face: 'plex-semibold', size: 13, colour: GREEN, leading: 1.5 },
    en: { face: 'plex-semibold', size: 10.5, colour: GREEN, leading: 1.5 },
  },
  small: {
    ar: { face: 'plex', size: 8, colour: GREY, leading: 1.6 },
    en: { face: 'plex', size: 7.4, colour: GREY, leading: 1.6 },
  },
  title: {
    ar: { face: 'amiri-bold', size: 25, colour: GREEN, leading: 1.5 },
    en: { face: 'plex', size: 11, colour: GOLD, leading: 1.5 },
  },
  body: {
    ar: { face: 'plex', size: 10, colour: INK, leading: 1.75 },
    en: { face: 'plex', size: 9, colour: INK, leading: 1.6 },
  },
  name: {
    ar: { face: 'amiri', size: 19, colour: GREEN, leading: 1.5 },
    en: { face: 'amiri', size: 15.5, colour: GREEN, leading: 1.5 },
  },
  heading: {
    ar: { face: 'plex-semibold', size: 11, colour: GREEN, leading: 1.6 },
    en: { face: 'plex-semibold', size: 9.5, colour: GREEN, leading: 1.6 },
  },
  note: {
    ar: { face: 'plex', size: 7.8, colour: GREY, leading: 1.65 },
    en: { face: 'plex', size: 7, colour: GREY, leading: 1.55 },
  },
};

const MIDDLE = (PAGE.left + PAGE.right) / 2;
/** Arabic stands on the right half of the page, English on the left one. */
const HALF = { width: (PAGE.right - PAGE.left - 28) / 2 } as const;
const SIDES = {
  ar: { x: PAGE.right, width: HALF.width, align: 'right' },
  en: { x: PAGE.left, width: HALF.width, align: 'left' },
} as const;
const LANGUAGES = ['ar', 'en'] as const;
const LOGO_SIZE = 58;
/** Below the running line of a page that continues a letter. */
const CONTINUED_TOP = PAGE.top - 14;
const COLUMN_WIDTHS = { opportunity: 172, track: 62, dates: 96, certificate: 94, hours: 75.28 } as const;

/** One rendering of a letter: its place on the page moves down as it is drawn. */
class LetterRun {
  readonly sheet: LetterSheet;
  private readonly letter: LetterSnapshot;
  private readonly press: LetterPress;
  private readonly words: Readonly<Record<Language, LetterWording>>;
  private readonly partOfPage: LetterPart[] = [];
  private y: number = PAGE.top;

  constructor(letter: LetterSnapshot, press: LetterPress, sheet: LetterSheet) {
    this.letter = letter;
    this.press = press;
    this.sheet = sheet;
    this.words = {
      ar: new LetterWording('ar', press.wording.ar, letter),
      en: new LetterWording('en', press.wording.en, letter),
    };
  }

  title(): string {
    const [first] = this.letter.parts;
    return `${this.words.ar.say('title', first)} — ${this.words.en.say('title', first)}`;
  }

  draw(): void {
    const { parts } = this.letter;
    const { root } = this.sheet.tree;
    for (const part of parts) {
      const section = this.sheet.tree.add(root, 'Sect');
      this.turnPage(part, false);
      this.drawLetterhead(section, part);
      this.drawOpening(section, part);
      this.y = drawTable(this.sheet, section, this.columns(part), this.rows(part), this.y, () =>
        this.turnPage(part, true),
      );
    }
    const last = parts.at(-1) ?? parts[0];
    if (parts.length > 1) this.drawGrandTotal(this.sheet.tree.add(root, 'Sect'), last);
    this.drawNote(this.sheet.tree.add(root, 'Sect'), last);
    this.drawFooters();
  }

  private turnPage(part: LetterPart, continued: boolean): number {
    this.sheet.addPage();
    this.partOfPage.push(part);
    this.y = PAGE.top;
    if (!continued) return this.y;
    for (const language of LANGUAGES) {
      const words = this.words[language];
      const line = `${words.say('title', part)} · ${words.holder()}`;
      this.sheet.draw(
        this.sheet.block(language, STYLES.small[language], line, SIDES[language]),
        this.y + 12,
        null,
      );
    }
    this.sheet.fill([PAGE.left, this.y - 4, PAGE.right, this.y - 3.5], PALE_GOLD);
    this.y = CONTINUED_TOP;
    return this.y;
  }

  private drawLetterhead(section: TagNode, part: LetterPart): void {
    const { sheet, words } = this;
    const bottom = PAGE.top - LOGO_SIZE;
    if (part.issuer.logo)
      sheet.logo(
        section,
        this.press.logo(part.issuer.logo),
        [MIDDLE - LOGO_SIZE / 2, bottom, MIDDLE + LOGO_SIZE / 2, PAGE.top],
        `${cleanText(words.ar.say('logo', part).replace(/[\u2066-\u2069]/g, ''))}`,
      );
    for (const language of LANGUAGES) {
      const room = { ...SIDES[language], width: HALF.width - LOGO_SIZE / 2, lines: 2 };
      const y = sheet.text(
        section,
        'P',
        sheet.block(language, STYLES.issuer[language], words[language].issuer(part), room),
        PAGE.top - 8,
      );
      sheet.text(
        section,
        'P',
        sheet.block(language, STYLES.small[language], words[language].say('dateLabel', part), room),
        y - 2,
      );
    }
    sheet.fill([PAGE.left, bottom - 14, PAGE.right, bottom - 13.2], GREEN);
    sheet.fill([PAGE.left, bottom - 16, PAGE.right, bottom - 15.6], PALE_GOLD);
    this.y = bottom - 36;
  }

  private drawOpening(section: TagNode, part: LetterPart): void {
    const { sheet, words } = this;
    const centred = { x: MIDDLE, width: PAGE.right - PAGE.left, align: 'centre' } as const;
    for (const language of LANGUAGES)
      this.y = sheet.text(
        section,
        'H1',
        sheet.block(language, STYLES.title[language], words[language].say('title', part), centred),
        this.y,
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
        sheet.block(language, STYLES.body[language], say.say('opening', part), room),
        y,
      );
      y = sheet.text(section, 'P', sheet.block(language, STYLES.name[language], say.holder(), name), y - 3);
      return sheet.text(
        section,
        'P',
        sheet.block(language, STYLES.body[language], say.say('statement', part), room),
        y - 4,
      );
    });
    this.y = Math.min(...ends) - 22;
  }

  private columns(part: LetterPart): Column[] {
    return Object.entries(COLUMN_WIDTHS).map(([key, width]) => ({ heading: this.both(key, part), width }));
  }

  private rows(part: LetterPart): TableRow[] {
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

  private cells(row: LetterRow, part: LetterPart): CellText[] {
    return [
      [
        { language: 'ar', text: cleanText(row.titleAr) },
        { language: 'en', text: cleanText(row.titleEn) },
      ],
      this.both(row.track, part),
      LANGUAGES.map((language) => ({ language, text: this.words[language].span(row.period, part) })),
      row.certificateId === null ? [] : [{ language: 'en', text: displayId(row.certificateId) }],
      this.time(row.minutes, part),
    ];
  }

  private drawGrandTotal(section: TagNode, part: LetterPart): void {
    const { sheet, words, letter } = this;
    this.y -= 26;
    if (this.y - 60 - 34 * (letter.parts.length + 1) < PAGE.bottom) this.turnPage(part, true);
    const ends = LANGUAGES.map((language) =>
      sheet.text(
        section,
        'H2',
        sheet.block(
          language,
          STYLES.heading[language],
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
    const rows: TableRow[] = letter.parts.map((one) => ({
      cells: [
        LANGUAGES.map((language) => ({ language, text: words[language].issuer(one) })),
        this.time(one.minutes, one),
      ],
    }));
    rows.push({ cells: [this.both('grandTotal', part), this.time(letter.minutes, part)], sum: 'total' });
    this.y = drawTable(sheet, section, columns, rows, this.y, () => this.turnPage(part, true));
  }

  private drawNote(section: TagNode, part: LetterPart): void {
    const { sheet, words, letter } = this;
    const certified = letter.parts.some(({ rows }) =>
      rows.some(({ certificateId }) => certificateId !== null),
    );
    const columns = LANGUAGES.map((language) =>
      (certified ? ['note', 'certificateNote'] : ['note']).map((key) =>
        sheet.block(language, STYLES.note[language], words[language].say(key, part), {
          ...SIDES[language],
          lines: 8,
        }),
      ),
    );
    const height = Math.max(
      ...columns.map((blocks) => blocks.reduce((sum, block) => sum + block.height + 3, 0)),
    );
    this.y -= 20;
    if (this.y - height < PAGE.bottom) this.turnPage(part, true);
    for (const blocks of columns) {
      let { y } = this;
      for (const block of blocks) y = sheet.text(section, 'P', block, y) - 3;
    }
  }

  /** Page numbers in both languages: known only when every page is drawn. */
  private drawFooters(): void {
    const { sheet, words } = this;
    sheet.pages.forEach((page, i) => {
      const part = this.partOfPage[i] ?? this.letter.parts[0];
      sheet.fill([PAGE.left, PAGE.bottom - 22, PAGE.right, PAGE.bottom - 21.5], PALE_GOLD, page);
      const top = PAGE.bottom - 26;
      for (const language of LANGUAGES) {
        const text = words[language].say('page', part, { page: i + 1, pages: sheet.pages.length });
        sheet.draw(sheet.block(language, STYLES.small[language], text, SIDES[language]), top, null, page);
      }
      const centred = { x: MIDDLE, width: HALF.width, align: 'centre' } as const;
      sheet.draw(sheet.block('en', STYLES.small.en, part.issuer.domain, centred), top, null, page);
    });
  }

  private both(key: string, part: LetterPart, subject: LetterSubject = {}): CellText {
    return LANGUAGES.map((language) => ({ language, text: this.words[language].say(key, part, subject) }));
  }

  private time(minutes: number, part: LetterPart): CellText {
    return LANGUAGES.map((language) => ({ language, text: this.words[language].hours(minutes, part) }));
  }
}
