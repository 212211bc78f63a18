import { displayId } from '../../domain/certificate/certificate-id.ts';
import type { PrintedCertificate, PrintRun } from '../../domain/ports/print-run-renderer.ts';
import { type Language, nameIn, otherLanguage } from '../../domain/wording/language.ts';
import { PAGE, type TextPages, type TextStyle } from '../document/text-pages.ts';
import { BAND, GREEN, GREY, HAIRLINE, INK, TRANSCRIPT_STYLES } from '../transcript/transcript-styles.ts';
import type { PrintRunWording } from './print-run-wording.ts';

/** Heights are fixed, so that the pages of the list, and with them those of the certificates, are known before it is drawn. */
const HEIGHTS = { headings: 20, group: 27, row: 28 } as const;
const LEAD_GAP = 5;
const FOOTER_TOP = PAGE.bottom - 22;

/** Where columns begin, from the side on which lines begin, and how wide they are. */
const COLUMNS = {
  number: { at: 4, width: 34 },
  name: { at: 42, width: 246 },
  certificate: { at: 300, width: 106 },
  page: { at: 416, width: 36 },
  handedOut: { at: 458, width: 40 },
} as const;
type ColumnName = keyof typeof COLUMNS;
const BOX_SIZE = 11;

const cell = (face: TextStyle['face'], size: number, colour: string): TextStyle => ({
  face,
  size,
  colour,
  leading: 1.4,
});
const STYLES = {
  heading: cell('plex-semibold', 7.6, GREEN),
  group: cell('plex-semibold', 10, GREEN),
  number: cell('plex', 8.4, INK),
  name: cell('plex-semibold', 10, INK),
  otherName: cell('plex', 7.4, GREY),
} as const;

/** A line of the list: the title of an opportunity, or a certificate with its number. */
type Line =
  | { readonly group: PrintedCertificate; readonly isContinued: boolean }
  | { readonly certificate: PrintedCertificate; readonly number: number };

/** Draws the list in front of a print run: whom each certificate is handed to, and on which page of the file it is. */
export class CoverList {
  private readonly run: PrintRun;
  private readonly words: PrintRunWording;
  private readonly pages: TextPages;

  constructor(run: PrintRun, words: PrintRunWording, pages: TextPages) {
    this.run = run;
    this.words = words;
    this.pages = pages;
  }

  draw(): void {
    this.pages.addPage();
    const top = this.drawLead();
    const pages = paginate(this.run.certificates, top);
    for (const [index, lines] of pages.entries()) {
      if (index > 0) this.pages.addPage();
      this.drawLines(lines, index === 0 ? top : PAGE.top, pages.length);
      const all = this.words.number(pages.length);
      const page = this.words.number(index + 1);
      this.cell('number', STYLES.otherName, FOOTER_TOP, {
        text: this.words.sentence('footer', { batch: this.run.batchId, page, all }),
        width: PAGE.right - PAGE.left,
      });
    }
  }

  /** Draws what stands above the list, and returns its lower edge. */
  private drawLead(): number {
    const { language, issuers } = this.run;
    const width = PAGE.right - PAGE.left;
    const names = issuers.map(({ nameAr, nameEn }) =>
      this.words.typed(nameIn(language, { nameAr, nameEn }), language),
    );
    let y: number = PAGE.top;
    const line = (style: TextStyle, text: string, gap: number) => {
      const block = this.pages.block(language, style, text, { ...this.from(0), width, lines: 4 });
      y = this.pages.draw(block, y, null) - gap;
    };
    line(TRANSCRIPT_STYLES.issuer[language], names.join(' · '), 2);
    line({ ...TRANSCRIPT_STYLES.title.ar, size: 22 }, this.words.sentence('title'), LEAD_GAP);
    for (const sentence of this.words.lead()) line(TRANSCRIPT_STYLES.body[language], sentence, 0);
    return y - LEAD_GAP;
  }

  /** Draws the lines of a page. */
  private drawLines(lines: readonly Line[], top: number, coverPages: number): void {
    if (lines.length === 0) return;
    let y = top;
    this.pages.fill([PAGE.left, y - HEIGHTS.headings, PAGE.right, y], BAND);
    for (const column of Object.keys(COLUMNS) as ColumnName[])
      this.cell(column, STYLES.heading, y - 4, { text: this.words.sentence(column) });
    y -= HEIGHTS.headings;
    for (const line of lines) {
      if ('group' in line) this.drawGroup(line, y);
      else this.drawCertificate(line, y, coverPages);
      y -= heightOf(line);
      this.pages.fill([PAGE.left, y, PAGE.right, y + 0.5], 'group' in line ? GREEN : HAIRLINE);
    }
  }

  private drawGroup({ group, isContinued }: Extract<Line, { group: unknown }>, top: number): void {
    this.cell('number', STYLES.group, top - 9, {
      text: this.words.group(group, isContinued),
      width: PAGE.right - PAGE.left - 8,
    });
  }

  private drawCertificate(
    { certificate, number }: Extract<Line, { certificate: unknown }>,
    top: number,
    coverPages: number,
  ): void {
    const { language } = this.run;
    const other = otherLanguage(language);
    const names = { ar: certificate.nameAr, en: certificate.nameEn };
    const middle = top - 6.5;
    this.cell('number', STYLES.number, middle, { text: this.words.number(number) });
    const name = names[language] || names[other];
    this.cell('name', STYLES.name, top - 1, { text: this.words.typed(name, language) });
    if (names[other] !== '' && names[other] !== name)
      this.cell('name', STYLES.otherName, top - 15, {
        text: this.words.typed(names[other], other),
        language: other,
      });
    const id = displayId(certificate.certificateId);
    this.cell('certificate', STYLES.number, middle, { text: id });
    this.cell('page', STYLES.number, middle, { text: this.words.number(coverPages + number) });
    this.drawBox(top - (HEIGHTS.row - BOX_SIZE) / 2);
  }

  /** Draws the box to tick. */
  private drawBox(top: number): void {
    const { x, align } = this.from(COLUMNS.handedOut.at + 8);
    const left = align === 'left' ? x : x - BOX_SIZE;
    this.pages.fill([left, top - BOX_SIZE, left + BOX_SIZE, top], GREEN);
    this.pages.fill([left + 0.8, top - BOX_SIZE + 0.8, left + BOX_SIZE - 0.8, top - 0.8], WHITE);
  }

  private cell(
    column: ColumnName,
    style: TextStyle,
    top: number,
    {
      text,
      width = COLUMNS[column].width,
      language = this.run.language,
    }: { readonly text: string; readonly width?: number; readonly language?: Language },
  ): void {
    if (text === '') return;
    const room = { ...this.from(COLUMNS[column].at), width, lines: 1 };
    this.pages.draw(this.pages.block(language, style, text, room), top, null);
  }

  /** Returns a distance from the side on which lines begin as a position on the page. */
  private from(distance: number) {
    return this.run.language === 'ar'
      ? ({ x: PAGE.right - distance, align: 'right' } as const)
      : ({ x: PAGE.left + distance, align: 'left' } as const);
  }
}

const WHITE = '1 1 1';

const heightOf = (line: Line): number => HEIGHTS['group' in line ? 'group' : 'row'];

/** Divides the list among pages; a title is repeated on a page that continues it, and stands last on none. */
function paginate(certificates: readonly PrintedCertificate[], firstTop: number): Line[][] {
  let page: Line[] = [];
  const pages = [page];
  let room = firstTop - PAGE.bottom - HEIGHTS.headings;
  const add = (line: Line) => {
    page.push(line);
    room -= heightOf(line);
  };
  for (const [index, certificate] of certificates.entries()) {
    const before = certificates[index - 1];
    const isFirst = before?.opportunityId !== certificate.opportunityId;
    if (room < (isFirst ? HEIGHTS.group : 0) + HEIGHTS.row) {
      page = [];
      pages.push(page);
      room = PAGE.top - PAGE.bottom - HEIGHTS.headings;
      add({ group: certificate, isContinued: !isFirst });
    } else if (isFirst) add({ group: certificate, isContinued: false });
    add({ certificate, number: index + 1 });
  }
  return pages;
}
