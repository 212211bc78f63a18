import type { Calendar } from './heading-meaning.ts';
import { saysWhenMade } from './month-above.ts';
import { plainText } from './values/cell-text.ts';

/** A year that a sheet names, and where: `row` is null in the name of the worksheet or of the file. */
export interface NamedYear {
  readonly year: number;
  readonly text: string;
  readonly row: number | null;
}

/** The year that a sheet names in each calendar; null where it names several. */
export type NamedYears = Readonly<Partial<Record<Calendar, NamedYear | null>>>;

type Text = Pick<NamedYear, 'text' | 'row'>;

const CALENDARS = ['gregorian', 'hijri'] as const;
const YEARS: Readonly<Record<Calendar, RegExp>> = {
  gregorian: /(?<!\d)20[1-9]\d(?!\d)/g,
  hijri: /(?<!\d)14[3-9]\d(?!\d)/g,
};
/** A programme whose name has a year that says nothing about days, and identifiers with a number. */
const NO_YEAR = /(?:رؤية|vision)[\p{L}\s]{0,30}2030|[a-z]+[-_]\d{4}[-_]\d[\w-]*/giu;

/** Returns the years that the rows above a table and its worksheet's name agree on; those of the file's name else. */
export function yearsNamed(above: readonly Text[], file: string): NamedYears {
  const inName = yearsIn([{ text: file.replace(/\.\w{1,5}$/, ''), row: null }]);
  return { ...inName, ...yearsIn(above) };
}

/** Collects the years of texts one by one. */
export class YearCollector {
  readonly #found = new Map<Calendar, NamedYear | null>();

  add({ text, row }: Text): void {
    const plain = plainText(text).replace(NO_YEAR, ' ');
    if (saysWhenMade(plain)) return;
    for (const calendar of CALENDARS)
      for (const [digits] of plain.matchAll(YEARS[calendar])) {
        const known = this.#found.get(calendar);
        const year = Number(digits);
        if (known === undefined) this.#found.set(calendar, { year, text: text.trim(), row });
        else if (known?.year !== year) this.#found.set(calendar, null);
      }
  }

  get years(): NamedYears {
    return Object.fromEntries(this.#found);
  }
}

function yearsIn(texts: readonly Text[]): NamedYears {
  const collector = new YearCollector();
  for (const text of texts) collector.add(text);
  return collector.years;
}
