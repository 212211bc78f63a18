import type { Session } from '../session/session.ts';
import { print, printJson, printNote } from './print.ts';
import { type Cell, table } from './table.ts';

/** Items that a person sees without `--limit`. */
const DEFAULT_LIMIT = 200;

/**
 * Prints a list of the API. With `--json`, one document `{"items": […], "cursor": null}` with every item; otherwise a
 * table of the first ones.
 */
export async function printList<Item>(
  session: Session,
  request: {
    /** Yields the items, at most so many where it reads page by page. */
    readonly items: (atMost?: number) => AsyncIterable<Item> | Iterable<Item>;
    readonly limit: number | undefined;
    /** The message for an empty list. */
    readonly empty: string;
    /** Selects items, for filters that the route does not have. */
    readonly matches?: (item: Item) => boolean;
  },
  headings: readonly string[],
  row: (item: Item) => readonly Cell[],
): Promise<void> {
  const atMost = request.limit ?? (session.json ? Number.POSITIVE_INFINITY : DEFAULT_LIMIT);
  const items: Item[] = [];
  // One item more than shown tells whether there are more.
  const wanted = session.json ? atMost : atMost + 1;
  for await (const item of request.items(request.matches ? undefined : wanted)) {
    if (request.matches?.(item) ?? true) items.push(item);
    if (items.length >= wanted) break;
  }
  if (session.json) {
    printJson({ items, cursor: null });
    return;
  }
  if (items.length === 0) {
    print(request.empty);
    return;
  }
  print(table(headings, items.slice(0, atMost).map(row)));
  if (items.length > atMost) printNote(session.messages.more(atMost));
}
