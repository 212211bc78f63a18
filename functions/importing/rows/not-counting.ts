import { saysPlanned } from '../heading-meaning.ts';
import { hasHeadingWord, headingWordSet } from '../heading-words.ts';
import { rowAsText, type TableRow } from '../table-row.ts';
import type { RowReading } from './row-reader.ts';

const NOT_COUNTING = headingWordSet(
  'rejected cancelled canceled deleted absent absentees excluded draft unapproved',
  'مرفوض مرفوضة مرفوضون مرفوضين ملغاة ملغي محذوفة غائبون غائبين معتذرون معتذرين مستبعدة مستبعدون',
  'مستبعدين مسودة',
);
const NOT = headingWordSet('not', 'غير بانتظار');
const APPROVED = headingWordSet('approved', 'معتمد معتمدة معتمدين الاعتماد محتسبة');
/** Characters; a longer text is a remark about many things. */
const LONGEST_TEXT = 60;

const saysSo = (text: string): boolean =>
  text.length <= LONGEST_TEXT &&
  (hasHeadingWord(text, NOT_COUNTING) || (hasHeadingWord(text, NOT) && hasHeadingWord(text, APPROVED)));

/**
 * Follows the name of a worksheet, the first row above its table and the names of groups between its rows, of which one
 * may say that the rows below it don't count: «المرفوضون», `Draft`.
 */
export class NotCounting {
  #text: string | undefined;
  #isReported = false;

  constructor(worksheet: string | null, above: string | undefined) {
    const isPlan = worksheet !== null && (saysSo(worksheet) || saysPlanned(worksheet));
    this.#text = isPlan ? worksheet : above !== undefined && saysSo(above) ? above : undefined;
  }

  /** Notes a row that is no data. */
  skip(row: TableRow): void {
    const text = rowAsText(row);
    if (text === '' || row.cells.filter((cell) => cell.trim() !== '').length > 1) return;
    this.#text = saysSo(text) ? text : undefined;
    this.#isReported = false;
  }

  /** Returns the text by which a row of hours doesn't count, where its status says otherwise; once for each text. */
  of(reading: RowReading<object>): string | undefined {
    const row = 'value' in reading ? reading.value : 'faulty' in reading ? reading.faulty : {};
    const status = 'status' in row ? row.status : undefined;
    if (this.#text === undefined || this.#isReported || status !== 'approved') return undefined;
    this.#isReported = true;
    return this.#text;
  }
}
