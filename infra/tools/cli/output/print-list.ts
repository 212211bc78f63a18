import type { ListItem } from '../api-answers.ts';
import type { Query } from '../api-client.ts';
import { EXIT } from '../session/exit-codes.ts';
import { note, print, printJson, type Session } from '../session/session.ts';
import { type Cell, table } from './table.ts';

const SHOWN_TO_PEOPLE = 200;

/**
 * Prints a list of the API: for programs `{"items": […], "cursor": null}` with every item, for people a table
 * of the first ones.
 */
export async function printList(
  session: Session,
  request: {
    readonly path: string;
    readonly query?: Query;
    readonly limit: number | undefined;
    /** What a person reads where there is nothing: why, and the next step. */
    readonly empty: string;
    /** Which items are meant, where the door itself can't choose. */
    readonly keep?: (item: ListItem) => boolean;
  },
  headings: readonly string[],
  row: (item: ListItem) => readonly Cell[],
): Promise<void> {
  const atMost = request.limit ?? (session.json ? Number.POSITIVE_INFINITY : SHOWN_TO_PEOPLE);
  const items: ListItem[] = [];
  // People are told when there is more, and only one item further on can tell.
  const wanted = session.json ? atMost : atMost + 1;
  for await (const item of session.api.list(request.path, request.query, request.keep ? undefined : wanted)) {
    if (request.keep?.(item) ?? true) items.push(item);
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
  if (items.length > atMost) note(session.messages.more(atMost));
}

/** A field of an item as a cell: text and numbers, nothing else. */
export function cell(item: ListItem, name: string): Cell {
  const value = item[name];
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

/** Marks that a command's answer is a "no": the program goes on to its end, then exits with 1. */
export function setNegativeExitCode(): void {
  process.exitCode = EXIT.no;
}
