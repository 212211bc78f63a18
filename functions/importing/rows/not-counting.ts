import { saysPlanned } from '../heading-meaning.ts';
import { hasHeadingWord, headingWordSet } from '../heading-words.ts';
import { rowAsText, type TableRow } from '../table-row.ts';
import { foldWord } from '../values/cell-text.ts';
import { readChoice, STATUS_WORDS } from '../values/choice-words.ts';
import type { RowReading } from './row-reader.ts';

const NOT_COUNTING = headingWordSet(
  'rejected cancelled canceled deleted absent absentees excluded',
  'مرفوض مرفوضة مرفوضون مرفوضين ملغاة ملغي محذوفة غائبون غائبين معتذرون معتذرين مستبعدة مستبعدون',
  'مستبعدين',
);
/** Words of a whole table, wherever they stand. */
const DRAFT = headingWordSet('draft unapproved', 'مسودة');
const NOT = headingWordSet('not', 'غير بانتظار');
const APPROVED = headingWordSet('approved', 'معتمد معتمدة معتمدين الاعتماد محتسبة');
/** «غير معتمد بدون ختم» stands below lists that are approved. */
const CONDITION = headingWordSet('unless without until if', 'بدون دون إلا ما حتى');
/** Characters; a longer text is a remark about many things. */
const LONGEST_TEXT = 60;
/** Cells of a draft's line: «حالة الكشف» and «مسودة». */
const MOST_CELLS_OF_DRAFT = 2;

const STATUS = headingWordSet('status', 'حالة');
const isOpenStatus = (text: string): boolean => {
  const [label = '', value = ''] = text.split(/[:：|]/);
  const reading = readChoice(foldWord(value), STATUS_WORDS);
  return hasHeadingWord(label, STATUS) && 'value' in reading && reading.value !== 'approved';
};

const isDraft = (text: string): boolean =>
  text.length <= LONGEST_TEXT &&
  !hasHeadingWord(text, CONDITION) &&
  (isOpenStatus(text) ||
    hasHeadingWord(text, DRAFT) ||
    (hasHeadingWord(text, NOT) && hasHeadingWord(text, APPROVED)));

const SHIFTS = headingWordSet('hours shifts times', 'ساعات مناوبات أوقات');
const ACTUAL = headingWordSet('actual', 'فعلية فعلي');

/** Returns whether a title is of hours that were only planned: «الساعات المتوقعة». */
const isPlan = (text: string): boolean =>
  text.length <= LONGEST_TEXT &&
  saysPlanned(text) &&
  hasHeadingWord(text, SHIFTS) &&
  !hasHeadingWord(text, ACTUAL);

const saysSo = (text: string): boolean =>
  isDraft(text) || (text.length <= LONGEST_TEXT && hasHeadingWord(text, NOT_COUNTING));

/** A row that doesn't count by a text besides it. */
interface RowNotCounting {
  readonly row: number;
  readonly text: string;
}

/**
 * Follows the name of a worksheet, the rows above its table and the names of groups between its rows, of which one
 * may say that the rows below it don't count: «المرفوضون», `Draft`. A line below all rows may say it of those above.
 */
export class NotCounting {
  #text: string | undefined;
  #isReported = false;
  #approvedRow: number | undefined;
  /** The draft's line behind the last row. */
  #draft: string | undefined;

  constructor(worksheet: string | null, above: readonly TableRow[]) {
    const isNamed = worksheet !== null && (saysSo(worksheet) || saysPlanned(worksheet));
    const title = above.slice(0, 1).map(rowAsText).find(saysSo);
    const others = above.flatMap((row) => [...row.cells, rowAsText(row)]);
    this.#text = isNamed ? worksheet : (title ?? others.find((text) => isDraft(text) || isPlan(text)));
  }

  /** Notes a row that is no data. */
  skip(row: TableRow): void {
    const text = rowAsText(row);
    const filled = row.cells.filter((cell) => cell.trim() !== '').length;
    if (filled <= MOST_CELLS_OF_DRAFT && isDraft(text)) this.#draft = text;
    if (filled !== 1) return;
    this.#text = saysSo(text) ? text : undefined;
    this.#isReported = false;
  }

  /** Returns the text by which a row of hours doesn't count, where its status says otherwise; once for each text. */
  of(row: number, reading: RowReading<object>): RowNotCounting | undefined {
    this.#draft = undefined;
    const read = 'value' in reading ? reading.value : 'faulty' in reading ? reading.faulty : {};
    if (!('status' in read) || read.status !== 'approved') return undefined;
    this.#approvedRow = row;
    if (this.#text === undefined || this.#isReported) return undefined;
    this.#isReported = true;
    return { row, text: this.#text };
  }

  /** Returns the text below all rows by which the last approved one doesn't count. */
  end(): RowNotCounting | undefined {
    const row = this.#approvedRow;
    return row === undefined || this.#draft === undefined ? undefined : { row, text: this.#draft };
  }
}
