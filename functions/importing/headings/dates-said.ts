import { monthsNamed, type WrittenMonth } from '../month-above.ts';
import type { Headings } from '../read-headings.ts';
import { saidOrder } from '../values/said-order.ts';

/** What a table says about its dates besides them. */
export interface DatesSaid {
  /** Whether the heading of the dates, or a row above, says that the month is first. */
  readonly saysMonthFirst: boolean;
  /** The month that the rows above and the worksheet name, if it is one. */
  readonly month: WrittenMonth | undefined;
}

const COLUMNS = ['date', 'start', 'end', 'starts_on', 'ends_on', 'birth_date'] as const;

/** Returns what the headings of the dates and the texts above a table say about its dates. */
export function datesSaid(
  { columns }: Pick<Headings, 'columns'>,
  above: readonly { readonly text: string }[],
): DatesSaid {
  const texts = above.map(({ text }) => text);
  const headings = COLUMNS.flatMap((name) => columns.get(name)?.heading ?? []);
  const months = monthsNamed(texts);
  return {
    saysMonthFirst: [...headings, ...texts].some((text) => saidOrder(text) === 'mdy'),
    month: months.length === 1 ? months[0] : undefined,
  };
}
