import type { ListItem } from '../api-answers.ts';
import type { Query } from '../api-client.ts';
import type { Session } from '../session/session.ts';
import { print, printJson, printNote } from './print.ts';
import { type Cell, table } from './table.ts';

/** Items that a person sees without `--limit`. */
const DEFAULT_LIMIT = 200;

/**
 * Prints a list of the API. With `--json`, one document `{"items": […], "cursor": null}` with every item; otherwise a
 * table of the first ones.
 */
export async function printList(
  session: Session,
  request: {
    readonly path: string;
    readonly query?: Query;
    readonly limit: number | undefined;
    /** The message for an empty list. */
    readonly empty: string;
    /** Selects items, for filters that the route does not have. */
    readonly matches?: (item: ListItem) => boolean;
  },
  headings: readonly string[],
  row: (item: ListItem) => readonly Cell[],
): Promise<void> {
  const atMost = request.limit ?? (session.json ? Number.POSITIVE_INFINITY : DEFAULT_LIMIT);
  const items: ListItem[] = [];
  // One item more than shown tells whether there are more.
  const wanted = session.json ? atMost : atMost + 1;
  for await (const item of session.api.list(
    request.path,
    request.query,
    request.matches ? undefined : wanted,
  )) {
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

/** Returns a field of an item as a cell; undefined unless it is text or a number. */
export function cell(item: ListItem, name: string): Cell {
  const value = item[name];
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
