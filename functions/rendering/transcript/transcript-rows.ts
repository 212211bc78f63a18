import { displayId } from '../../domain/certificate/certificate-id.ts';
import { TRACKS } from '../../domain/hours/opportunity.ts';
import type { TranscriptPart, TranscriptRow, TranscriptSnapshot } from '../../domain/hours/transcript.ts';
import { LANGUAGES, type Language } from '../../domain/wording/language.ts';
import { PAGE } from '../document/text-pages.ts';
import type { CellText, Column, TableRow } from './transcript-table.ts';
import type { TranscriptSubject, TranscriptWording } from './transcript-wording.ts';

/** Widths in points, from right to left. */
const COLUMN_WIDTHS = { opportunity: 158, track: 60, dates: 92, certificate: 95, hours: 94.28 } as const;
const TOTAL_WIDTH = 150;

/** Returns the columns and rows of a transcript's tables, each cell in both languages. */
export class TranscriptRows {
  private readonly words: Readonly<Record<Language, TranscriptWording>>;

  constructor(words: Readonly<Record<Language, TranscriptWording>>) {
    this.words = words;
  }

  /** Returns the columns of the table of a part. */
  columns(part: TranscriptPart): Column[] {
    return Object.entries(COLUMN_WIDTHS).map(([key, width]) => ({ heading: this.both(key, part), width }));
  }

  /** Returns a row per opportunity, a subtotal per track when there are several, and the total. */
  rows(part: TranscriptPart): TableRow[] {
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

  /** Returns the columns of the table of all issuers. */
  totalColumns(part: TranscriptPart): Column[] {
    return [
      { heading: this.both('issuerColumn', part), width: PAGE.right - PAGE.left - TOTAL_WIDTH },
      { heading: this.both('hours', part), width: TOTAL_WIDTH },
    ];
  }

  /** Returns a row per issuer and the total of all issuers, worded as in the last part. */
  totalRows({ parts, minutes }: TranscriptSnapshot, last: TranscriptPart): TableRow[] {
    const rows: TableRow[] = parts.map((part) => ({
      cells: [
        LANGUAGES.map((language) => ({ language, text: this.words[language].issuer(part) })),
        this.time(part.minutes, part),
      ],
    }));
    rows.push({ cells: [this.both('grandTotal', last), this.time(minutes, last)], sum: 'total' });
    return rows;
  }

  private cells(row: TranscriptRow, part: TranscriptPart): CellText[] {
    return [
      LANGUAGES.map((language) => ({ language, text: this.words[language].title(row) })),
      this.both(row.track, part),
      LANGUAGES.map((language) => ({ language, text: this.words[language].spanInCell(row.period, part) })),
      row.certificateId === null ? [] : [{ language: 'en', text: displayId(row.certificateId) }],
      this.time(row.minutes, part),
    ];
  }

  private both(key: string, part: TranscriptPart, subject: TranscriptSubject = {}): CellText {
    return LANGUAGES.map((language) => ({
      language,
      text: this.words[language].sentence(key, part, subject),
    }));
  }

  private time(minutes: number, part: TranscriptPart): CellText {
    return LANGUAGES.map((language) => ({
      language,
      text: this.words[language].hours(minutes, part),
      time: true,
    }));
  }
}
